package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259): a flat one from a line, whose members are strings, numbers,
 * truth values or null, or a tree. Strict: no comments, no trailing comma, no name twice.
 */
final class JsonObject {

  private static final int MAX_DEPTH = 16;

  private final String text;
  private final int maxDepth;
  private int at;

  private JsonObject(String text, int maxDepth) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  /**
   * The members in their order; a number or truth value as its text, null as null.
   *
   * @throws JsonException when the line is anything else
   */
  static Map<String, @Nullable String> parse(String line) throws JsonException {
    Map<String, @Nullable String> members = new LinkedHashMap<>();
    new JsonObject(line, 0).whole().forEach((name, value) -> members.put(name, (String) value));
    return members;
  }

  /**
   * The members in their order, objects as maps and arrays as lists within them; a number or truth
   * value as its text, null as null.
   *
   * @throws JsonException when the text is anything else, or nested deeper than 16
   */
  static Map<String, @Nullable Object> parseTree(String text) throws JsonException {
    return new JsonObject(text, MAX_DEPTH).whole();
  }

  private Map<String, @Nullable Object> whole() throws JsonException {
    blanks();
    expect('{');
    Map<String, @Nullable Object> members = object(0);
    blanks();
    if (at < text.length()) {
      throw fault("the end of the text");
    }
    return members;
  }

  private Map<String, @Nullable Object> object(int depth) throws JsonException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    blanks();
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      blanks();
      int start = at;
      String name = string();
      expect(':');
      if (members.containsKey(name)) {
        at = start;
        throw fault("a name that did not stand before");
      }
      members.put(name, value(depth));
      blanks();
      if (peek() != ',') {
        expect('}');
        return members;
      }
      at++;
    }
  }

  private List<@Nullable Object> array(int depth) throws JsonException {
    List<@Nullable Object> values = new ArrayList<>();
    blanks();
    if (peek() == ']') {
      at++;
      return values;
    }
    while (true) {
      values.add(value(depth));
      blanks();
      if (peek() != ',') {
        expect(']');
        return values;
      }
      at++;
    }
  }

  private @Nullable Object value(int depth) throws JsonException {
    blanks();
    char c = peek();
    if (c == '"') {
      return string();
    }
    if (depth < maxDepth && (c == '{' || c == '[')) {
      at++;
      return c == '{' ? object(depth + 1) : array(depth + 1);
    }
    int start = at;
    while (at < text.length() && ",}] \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.equals("null")) {
      return null;
    }
    if (word.equals("true") || word.equals("false") || isNumber(word)) {
      return word;
    }
    at = start;
    throw fault("a string, a number, true, false or null");
  }

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
      at++;
      if (c == '"') {
        return value.toString();
      }
      if (c < 0x20) {
        at--;
        throw fault("a character that may stand in a string");
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws JsonException {
    char c = peek();
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (c != 'u' || at + 5 > text.length()) {
      throw fault("an escape of JSON");
    }
    int code = 0;
    for (int i = at + 1; i < at + 5; i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw fault("four hex digits");
      }
      code = (code << 4) | digit;
    }
    at += 5;
    return (char) code;
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char wanted) throws JsonException {
    blanks();
    if (peek() != wanted) {
      throw fault("'" + wanted + "'");
    }
    at++;
  }

  private char peek() throws JsonException {
    if (at >= text.length()) {
      throw fault("more");
    }
    return text.charAt(at);
  }

  private JsonException fault(String expected) {
    return new JsonException("no JSON object: expected " + expected + " at character " + at, at);
  }

  /** A line that is no flat JSON object. */
  static final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;
    private final int offset;

    JsonException(String message, int offset) {
      super(message, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
      this.offset = offset;
    }

    int offset() {
      return offset;
    }
  }
}
