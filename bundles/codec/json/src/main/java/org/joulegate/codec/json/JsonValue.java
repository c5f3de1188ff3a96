package org.joulegate.codec.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value of RFC 8259, section 3. */
public sealed interface JsonValue {

  /**
   * An object (section 4).
   *
   * @param members in the order in which they stand in the text
   */
  record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    /** Copies the members. */
    public JsonObject {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The text of a member: of a string, of a number, {@code true} or {@code false}; else null. */
    public @Nullable String text(String name) {
      JsonValue member = members.get(name);
      if (member instanceof JsonString string) {
        return string.value();
      }
      if (member instanceof JsonNumber number) {
        return number.digits();
      }
      return member instanceof JsonName word && word != JsonName.NULL ? word.word() : null;
    }

    /** The object that a member is; an empty one when it is none. */
    public JsonObject object(String name) {
      return members.get(name) instanceof JsonObject object ? object : new JsonObject(Map.of());
    }

    /** The elements of the array that a member is; none when it is no array. */
    public List<JsonValue> elements(String name) {
      return members.get(name) instanceof JsonArray array ? array.elements() : List.of();
    }
  }

  /** An array (section 5). */
  record JsonArray(List<JsonValue> elements) implements JsonValue {
    /** Copies the elements. */
    public JsonArray {
      elements = Collections.unmodifiableList(new ArrayList<>(elements));
    }
  }

  /** A string (section 7), its escapes resolved; a lone surrogate is left as it is. */
  record JsonString(String value) implements JsonValue {}

  /**
   * A number (section 6).
   *
   * @param digits exactly as in the text, for {@code BigDecimal} or {@code Long} to read: 1.10 and
   *     1.1 are two values
   */
  record JsonNumber(String digits) implements JsonValue {}

  /** The three names (section 3). */
  enum JsonName implements JsonValue {
    TRUE("true"),
    FALSE("false"),
    NULL("null");

    private final String word;

    JsonName(String word) {
      this.word = word;
    }

    /** As it stands in the text. */
    public String word() {
      return word;
    }
  }
}
