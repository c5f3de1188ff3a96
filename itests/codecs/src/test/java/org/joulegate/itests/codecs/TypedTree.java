package org.joulegate.itests.codecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.joulegate.codec.json.JsonValue;
import org.joulegate.codec.json.JsonValue.JsonString;

/** A tree of DLMS data as the corpora and the command write it: {@code ["uint32", 17]}. */
final class TypedTree {

  private TypedTree() {}

  /** The texts of all scalars of some trees, in order; those that are null are left out. */
  static List<String> scalars(List<JsonValue> trees) {
    List<String> scalars = new ArrayList<>();
    trees.forEach(tree -> add(tree, scalars));
    return scalars;
  }

  private static void add(JsonValue tree, List<String> scalars) {
    List<JsonValue> parts = Judge.elements(tree);
    if (parts.size() == 2 && parts.get(0) instanceof JsonString type) {
      boolean holds = type.value().equals("structure") || type.value().equals("array");
      if (holds) {
        Judge.elements(parts.get(1)).forEach(each -> add(each, scalars));
      } else {
        scalar(parts.get(1), scalars);
      }
    } else if (parts.isEmpty()) {
      scalar(tree, scalars);
    } else {
      parts.forEach(each -> add(each, scalars));
    }
  }

  private static void scalar(JsonValue value, List<String> scalars) {
    String text = Judge.text(value);
    if (text != null) {
      scalars.add(text.toLowerCase(Locale.ROOT));
    }
  }
}
