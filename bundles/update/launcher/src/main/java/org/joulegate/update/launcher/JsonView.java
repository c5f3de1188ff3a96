package org.joulegate.update.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object with typed access to its members; what is of another type is named. */
final class JsonView {
  private final String where;
  private final Map<String, @Nullable Object> members;

  private JsonView(String where, Map<String, @Nullable Object> members) {
    this.where = where;
    this.members = members;
  }

  /**
   * Reads a file's text.
   *
   * @param where the file's name, for sentences
   * @throws IllegalArgumentException naming file, line and column
   */
  static JsonView parse(String where, String text) {
    try {
      return new JsonView(where, Json.parseObject(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ", " + e.getMessage(), e);
    }
  }

  Set<String> names() {
    return members.keySet();
  }

  Map<String, @Nullable Object> members() {
    return members;
  }

  /** Refuses members that nobody reads: a misspelt one must not be passed over. */
  JsonView allowOnly(Set<String> known) {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            where + ": there is no member \"" + name + "\"" + Nearest.suggestion(name, known));
      }
    }
    return this;
  }

  String string(String name) {
    Object value = members.get(name);
    if (value instanceof String text) {
      return text;
    }
    throw wrong(name, "a string");
  }

  JsonView object(String name) {
    Object value = members.get(name);
    if (value == null) {
      return new JsonView(where, Map.of());
    }
    return view(name, value);
  }

  List<String> strings(String name) {
    List<String> strings = new ArrayList<>();
    for (Object value : list(name)) {
      if (!(value instanceof String text)) {
        throw wrong(name, "an array of strings");
      }
      strings.add(text);
    }
    return strings;
  }

  List<JsonView> objects(String name) {
    List<JsonView> objects = new ArrayList<>();
    for (Object value : list(name)) {
      objects.add(view(name, value));
    }
    return objects;
  }

  private List<?> list(String name) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name, "an array");
  }

  private JsonView view(String name, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "an object");
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, member) -> copy.put(String.valueOf(key), member));
    return new JsonView(where + ", \"" + name + "\"", copy);
  }

  private IllegalArgumentException wrong(String name, String expected) {
    return new IllegalArgumentException(where + ": \"" + name + "\" must be " + expected);
  }
}
