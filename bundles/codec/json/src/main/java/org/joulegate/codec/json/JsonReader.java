package org.joulegate.codec.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.joulegate.codec.json.JsonValue.JsonArray;
import org.joulegate.codec.json.JsonValue.JsonName;
import org.joulegate.codec.json.JsonValue.JsonNumber;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.joulegate.codec.json.JsonValue.JsonString;

/**
 * Reads a text that is one JSON object (RFC 8259). Strict: no comments, no trailing comma, no byte
 * order mark, nothing after the object, and no name twice in one object (section 4 only advises
 * against that; two readers that choose differently is what it warns of).
 */
public final class JsonReader {

  private static final String BLANKS = " \t\r\n";

  private final String text;
  private final JsonLimits limits;
  private int at;

  private JsonReader(String text, JsonLimits limits) {
    this.text = text;
    this.limits = limits;
  }

  /**
   * Reads the text.
   *
   * @throws JsonException when the text is anything else, or exceeds a limit
   */
  public static JsonObject readObject(String text, JsonLimits limits) throws JsonException {
    if (text.length() > limits.length()) {
      throw new JsonException(limits.length(), "at most " + limits.length() + " characters");
    }
    return new JsonReader(text, limits).whole();
  }

  private JsonObject whole() throws JsonException {
    expect('{');
    JsonObject object = object(1);
    blanks();
    if (at < text.length()) {
      throw fault("the end of the text");
    }
    return object;
  }

  /** The rest of an object that stands within {@code depth - 1} others. */
  private JsonObject object(int depth) throws JsonException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (isNext('}')) {
      return new JsonObject(members);
    }
    do {
      blanks();
      int start = at;
      String name = string();
      if (members.containsKey(name)) {
        throw new JsonException(start, "a name that did not stand before");
      }
      expect(':');
      members.put(name, value(depth));
    } while (isNext(','));
    expect('}');
    return new JsonObject(members);
  }

  private JsonArray array(int depth) throws JsonException {
    List<JsonValue> elements = new ArrayList<>();
    if (isNext(']')) {
      return new JsonArray(elements);
    }
    do {
      elements.add(value(depth));
    } while (isNext(','));
    expect(']');
    return new JsonArray(elements);
  }

  /** A value that stands within {@code depth} objects and arrays. */
  private JsonValue value(int depth) throws JsonException {
    blanks();
    char c = peek();
    if (c == '"') {
      return new JsonString(string());
    }
    if (c != '{' && c != '[') {
      return word();
    }
    if (depth == limits.depth()) {
      throw fault(
          depth == 1
              ? "a string, a number, true, false or null"
              : "at most " + depth + " levels of objects and arrays");
    }
    at++;
    return c == '{' ? object(depth + 1) : array(depth + 1);
  }

  /** A number or a name: all characters up to one that may follow it. */
  private JsonValue word() throws JsonException {
    int start = at;
    while (at < text.length() && ",}] \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    for (JsonName name : JsonName.values()) {
      if (word.equals(name.word())) {
        return name;
      }
    }
    if (isNumber(word)) {
      return new JsonNumber(word);
    }
    at = start;
    throw fault("a string, a number, true, false or null");
  }

  /** Section 6: no sign but a minus, no leading zero, digits on both sides of a point. */
  private static boolean isNumber(String word) {
    int i = word.startsWith("-") ? 1 : 0;
    int whole = digits(word, i);
    if (whole == i || (whole > i + 1 && word.charAt(i) == '0')) {
      return false;
    }
    i = whole;
    if (i < word.length() && word.charAt(i) == '.') {
      int fraction = digits(word, i + 1);
      if (fraction == i + 1) {
        return false;
      }
      i = fraction;
    }
    if (i < word.length() && (word.charAt(i) == 'e' || word.charAt(i) == 'E')) {
      boolean sign = i + 1 < word.length() && "+-".indexOf(word.charAt(i + 1)) >= 0;
      int from = sign ? i + 2 : i + 1;
      i = digits(word, from);
      return i > from && i == word.length();
    }
    return i == word.length();
  }

  private static int digits(String word, int from) {
    int i = from;
    while (i < word.length() && word.charAt(i) >= '0' && word.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private String string() throws JsonException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = peek();
      if (c < 0x20) {
        throw fault("a character that may stand in a string");
      }
      at++;
      if (c == '"') {
        return value.toString();
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  /** The character behind a backslash (section 7). */
  private char escaped() throws JsonException {
    int plain = "\"\\/bfnrt".indexOf(peek());
    if (plain >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (peek() != 'u') {
      throw fault("an escape of JSON");
    }
    at++;
    int code = 0;
    for (int i = 0; i < 4; i++) {
      // The digits of other scripts are none here.
      int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
      if (digit < 0) {
        throw fault("four hex digits");
      }
      code = (code << 4) | digit;
      at++;
    }
    return (char) code;
  }

  private void blanks() {
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Whether the character comes next; then it is passed over. */
  private boolean isNext(char wanted) throws JsonException {
    blanks();
    boolean next = peek() == wanted;
    if (next) {
      at++;
    }
    return next;
  }

  private void expect(char wanted) throws JsonException {
    if (!isNext(wanted)) {
      throw fault("'" + wanted + "'");
    }
  }

  private char peek() throws JsonException {
    if (at >= text.length()) {
      throw fault("more");
    }
    return text.charAt(at);
  }

  private JsonException fault(String expected) {
    return new JsonException(at, expected);
  }
}
