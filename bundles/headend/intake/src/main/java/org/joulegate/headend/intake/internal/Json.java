package org.joulegate.headend.intake.internal;

import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259) whose values are strings, numbers of entries, objects and lists. */
final class Json {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  Json beginObject() {
    return open('{');
  }

  Json endObject() {
    return close('}');
  }

  Json beginList(String name) {
    return name(name).open('[');
  }

  Json endList() {
    return close(']');
  }

  Json put(String name, @Nullable Object value) {
    name(name);
    first = false;
    if (value == null) {
      text.append("null");
    } else if (value instanceof Long number) {
      text.append(number.longValue());
    } else {
      quote(value.toString());
    }
    return this;
  }

  private Json name(String name) {
    comma();
    quote(name);
    text.append(':');
    first = true;
    return this;
  }

  private Json open(char bracket) {
    comma();
    text.append(bracket);
    first = true;
    return this;
  }

  private Json close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  private void comma() {
    if (!first) {
      text.append(',');
    }
    first = true;
  }

  private void quote(String value) {
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
