package org.joulegate.ops.health.internal;

import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON value (RFC 8259), two blanks a level. The caller keeps names and nesting in
 * order.
 */
final class JsonText {
  private final StringBuilder text = new StringBuilder(2048);
  private int depth;
  private boolean comma;

  JsonText open(char bracket) {
    text.append(bracket);
    depth++;
    comma = false;
    return this;
  }

  JsonText close(char bracket) {
    depth--;
    if (comma) {
      newLine();
    }
    text.append(bracket);
    comma = true;
    return this;
  }

  /** Begins an element of an array. */
  JsonText element() {
    if (comma) {
      text.append(',');
    }
    newLine();
    return this;
  }

  JsonText name(String name) {
    element();
    quoted(name);
    text.append(": ");
    return this;
  }

  /** A member with a string; anything else in its text form; null as null. */
  JsonText member(String name, @Nullable Object value) {
    name(name);
    if (value == null || value instanceof Boolean || value instanceof Long) {
      text.append(value);
    } else {
      quoted(value.toString());
    }
    comma = true;
    return this;
  }

  JsonText string(String value) {
    element();
    quoted(value);
    comma = true;
    return this;
  }

  private void newLine() {
    text.append('\n').append("  ".repeat(depth));
  }

  private void quoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
