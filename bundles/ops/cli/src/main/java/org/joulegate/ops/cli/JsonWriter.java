package org.joulegate.ops.cli;

import org.jspecify.annotations.Nullable;

/** Writes one JSON value into text, without blanks. The caller keeps names and nesting in order. */
final class JsonWriter {

  private static final String DIGITS = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder(256);
  private boolean comma;

  JsonWriter open(char bracket) {
    separate();
    text.append(bracket);
    comma = false;
    return this;
  }

  JsonWriter close(char bracket) {
    text.append(bracket);
    comma = true;
    return this;
  }

  JsonWriter name(String name) {
    separate();
    quoted(name);
    text.append(':');
    comma = false;
    return this;
  }

  JsonWriter value(@Nullable String value) {
    separate();
    if (value == null) {
      text.append("null");
    } else {
      quoted(value);
    }
    comma = true;
    return this;
  }

  JsonWriter value(long value) {
    separate();
    text.append(value);
    comma = true;
    return this;
  }

  JsonWriter value(boolean value) {
    separate();
    text.append(value);
    comma = true;
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void separate() {
    if (comma) {
      text.append(',');
    }
  }

  private void quoted(String value) {
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
