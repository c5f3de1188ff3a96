package org.joulegate.codec.json;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON value (RFC 8259). The same calls give the same text: members stand in the order
 * of the calls, control characters and surrogates are escaped with lower-case digits, everything
 * else stands as it is. So any string survives UTF-8, even one with a lone surrogate.
 *
 * <p>Calls that make no JSON (a value without a name in an object, a bracket that was not opened)
 * are faults of the program: {@code IllegalStateException}.
 */
public final class JsonWriter {

  private static final String DIGITS = "0123456789abcdef";
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder(256);
  private final boolean indented;

  /** The brackets that close what is open, the innermost last. */
  private final StringBuilder open = new StringBuilder();

  /** Nothing stands yet in the innermost object or array, or at all. */
  private boolean first = true;

  private boolean named;

  private JsonWriter(boolean indented) {
    this.indented = indented;
  }

  /** Without any blanks: for lines and for answers. */
  public static JsonWriter compact() {
    return new JsonWriter(false);
  }

  /** A line for each value, two blanks a level: for files that people read too. */
  public static JsonWriter indented() {
    return new JsonWriter(true);
  }

  /** Begins an object, which is a value. */
  public JsonWriter beginObject() {
    return begin('{', '}');
  }

  /** Ends the innermost object. */
  public JsonWriter endObject() {
    return end('}');
  }

  /** Begins an array, which is a value. */
  public JsonWriter beginArray() {
    return begin('[', ']');
  }

  /** Ends the innermost array. */
  public JsonWriter endArray() {
    return end(']');
  }

  /** The name of the value that follows. Names are not compared: the caller takes none twice. */
  public JsonWriter name(String name) {
    if (named || innermost() != '}') {
      throw new IllegalStateException("no name may stand here");
    }
    separate();
    quote(name);
    text.append(indented ? ": " : ":");
    named = true;
    return this;
  }

  /** A string; null as null. */
  public JsonWriter value(@Nullable String value) {
    place();
    if (value == null) {
      text.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  /** An integer. Many readers keep 53 bits of it only; what may be longer is better a string. */
  public JsonWriter value(long value) {
    place();
    text.append(value);
    return this;
  }

  /** A truth value. */
  public JsonWriter value(boolean value) {
    place();
    text.append(value);
    return this;
  }

  /** A value that was read, or made, as a tree. */
  public JsonWriter value(JsonValue value) {
    if (value instanceof JsonValue.JsonString string) {
      return value(string.value());
    }
    if (value instanceof JsonValue.JsonObject object) {
      beginObject();
      object.members().forEach((name, member) -> name(name).value(member));
      return endObject();
    }
    if (value instanceof JsonValue.JsonArray array) {
      beginArray();
      array.elements().forEach(this::value);
      return endArray();
    }
    place();
    text.append(
        value instanceof JsonValue.JsonNumber number
            ? number.digits()
            : ((JsonValue.JsonName) value).word());
    return this;
  }

  /** A member: a name and a tree. */
  public JsonWriter member(String name, JsonValue value) {
    return name(name).value(value);
  }

  /** A member: a name and a string; null as null. */
  public JsonWriter member(String name, @Nullable String value) {
    return name(name).value(value);
  }

  /** A member: a name and an instant in UTC (ISO 8601); null as null. */
  public JsonWriter member(String name, @Nullable Instant value) {
    return name(name).value(value == null ? null : value.toString());
  }

  /** A member: a name and an integer. */
  public JsonWriter member(String name, long value) {
    return name(name).value(value);
  }

  /** A member: a name and a truth value. */
  public JsonWriter member(String name, boolean value) {
    return name(name).value(value);
  }

  /** The text, when the value is complete. */
  public String text() {
    if (first || open.length() > 0) {
      throw new IllegalStateException("the value is not complete");
    }
    return text.toString();
  }

  private JsonWriter begin(char bracket, char closing) {
    place();
    text.append(bracket);
    open.append(closing);
    first = true;
    return this;
  }

  private JsonWriter end(char closing) {
    if (named || innermost() != closing) {
      throw new IllegalStateException("no " + closing + " may stand here");
    }
    open.setLength(open.length() - 1);
    if (!first) {
      newLine();
    }
    text.append(closing);
    first = false;
    return this;
  }

  /** Makes room for a value. */
  private void place() {
    char around = innermost();
    if (around == '}' ? !named : around == 0 && !first) {
      throw new IllegalStateException("no value may stand here");
    }
    if (around == ']') {
      separate();
    }
    named = false;
    first = false;
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
    newLine();
  }

  private void newLine() {
    if (indented) {
      text.append('\n').append(INDENT.repeat(open.length()));
    }
  }

  /** The bracket that closes what is open; 0 when nothing is. */
  private char innermost() {
    return open.length() == 0 ? 0 : open.charAt(open.length() - 1);
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          text.append(DIGITS.charAt(c >>> shift & 0xF));
        }
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
