package org.joulegate.update.launcher;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, {@link BigDecimal}, {@link Boolean} and null.
 *
 * <p>The launcher reads a dozen small files before anything else runs; the general readers cost
 * more than the rest of its work (see ADR 0003). Strict: no comments, no duplicate names.
 */
final class Json {
  private static final int MAX_DEPTH = 32;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,18})?([eE][+-]?\\d{1,3})?");

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /**
   * Reads one object.
   *
   * @throws IllegalArgumentException naming the line and the column of what is wrong
   */
  static Map<String, @Nullable Object> parseObject(String text) {
    Json json = new Json(text);
    json.expectNext('{');
    Map<String, @Nullable Object> object = json.object(0);
    json.skipSpace();
    if (json.at < text.length()) {
      throw json.wrong("nothing may follow the object");
    }
    return object;
  }

  private @Nullable Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw wrong("nested deeper than " + MAX_DEPTH);
    }
    skipSpace();
    char c = peek();
    switch (c) {
      case '{':
        at++;
        return object(depth);
      case '[':
        at++;
        return array(depth);
      case '"':
        at++;
        return string();
      default:
        return literal();
    }
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (closes('}')) {
      return members;
    }
    do {
      expectNext('"');
      int nameAt = at;
      String name = string();
      expectNext(':');
      Object value = value(depth + 1);
      if (members.containsKey(name)) {
        at = nameAt;
        throw wrong("\"" + name + "\" stands here twice");
      }
      members.put(name, value);
    } while (continues('}'));
    return members;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> values = new ArrayList<>();
    if (closes(']')) {
      return values;
    }
    do {
      values.add(value(depth + 1));
    } while (continues(']'));
    return values;
  }

  private String string() {
    StringBuilder chars = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return chars.toString();
      }
      if (c < ' ') {
        throw wrong("a control character must be escaped");
      }
      chars.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = peek();
    at++;
    int plain = "\"\\/".indexOf(c);
    if (plain >= 0) {
      return c;
    }
    int control = "bfnrt".indexOf(c);
    if (control >= 0) {
      return "\b\f\n\r\t".charAt(control);
    }
    if (c != 'u' || at + 4 > text.length()) {
      throw wrong("no such escape");
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(text.charAt(at + i), 16);
      if (digit < 0) {
        throw wrong("\\u wants four hex digits");
      }
      code = code * 16 + digit;
    }
    at += 4;
    return (char) code;
  }

  private @Nullable Object literal() {
    int from = at;
    while (at < text.length() && ",]}: \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    switch (word) {
      case "true":
        return Boolean.TRUE;
      case "false":
        return Boolean.FALSE;
      case "null":
        return null;
      default:
        if (!NUMBER.matcher(word).matches()) {
          at = from;
          throw wrong("\"" + word + "\" is no JSON value");
        }
        return new BigDecimal(word);
    }
  }

  private boolean closes(char end) {
    skipSpace();
    if (peek() == end) {
      at++;
      return true;
    }
    return false;
  }

  private boolean continues(char end) {
    if (closes(end)) {
      return false;
    }
    expectNext(',');
    return true;
  }

  private void expectNext(char expected) {
    skipSpace();
    if (peek() != expected) {
      throw wrong("here a " + expected + " belongs");
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("the text ends too early");
    }
    return text.charAt(at);
  }

  private IllegalArgumentException wrong(String what) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < at && i < text.length(); i++) {
      column++;
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      }
    }
    return new IllegalArgumentException("line " + line + ", column " + column + ": " + what);
  }
}
