package org.joulegate.wan.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An acknowledgement as a flat JSON object of strings (RFC 8259). */
final class AcknowledgementJson {
  private static final Set<String> MEMBERS = Set.of("identity", "outcome", "at", "reason");
  private static final int HEX_DIGITS = 4;
  private static final int HEX = 16;

  private final String text;
  private int position;

  private AcknowledgementJson(String text) {
    this.text = text;
  }

  static String write(Acknowledgement value) {
    StringBuilder json = new StringBuilder("{\"identity\":");
    quote(json, value.identity());
    quote(json.append(",\"outcome\":"), value.outcome().name().toLowerCase(Locale.ROOT));
    quote(json.append(",\"at\":"), value.at().toString());
    quote(json.append(",\"reason\":"), value.reason());
    return json.append('}').toString();
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  static Acknowledgement read(String text) {
    if (text.length() > WanPaths.MAX_ACKNOWLEDGEMENT_BYTES) {
      throw new IllegalArgumentException("an acknowledgement is not that long");
    }
    Map<String, String> members = new AcknowledgementJson(text).members();
    if (!members.keySet().equals(MEMBERS)) {
      throw new IllegalArgumentException("an acknowledgement has the members " + MEMBERS);
    }
    try {
      return new Acknowledgement(
          members.getOrDefault("identity", ""),
          outcome(members.getOrDefault("outcome", "")),
          Instant.parse(members.getOrDefault("at", "")),
          members.getOrDefault("reason", ""));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the member at is no instant of ISO 8601", e);
    }
  }

  private static Acknowledgement.Outcome outcome(String name) {
    for (Acknowledgement.Outcome outcome : Acknowledgement.Outcome.values()) {
      if (outcome.name().toLowerCase(Locale.ROOT).equals(name)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("the member outcome is none that there is");
  }

  private Map<String, String> members() {
    Map<String, String> members = new HashMap<>();
    expect('{');
    do {
      String name = string();
      expect(':');
      if (members.put(name, string()) != null) {
        throw wrong("a member is there twice");
      }
    } while (nextIs(','));
    expect('}');
    skipSpace();
    if (position < text.length()) {
      throw wrong("expected the end");
    }
    return members;
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    for (char c = take(); c != '"'; c = take()) {
      if (c < ' ') {
        throw wrong("a control character in a string");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  private char escaped() {
    char c = take();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an escape that there is not");
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < HEX_DIGITS; i++) {
      int digit = Character.digit(take(), HEX);
      if (digit < 0) {
        throw wrong("expected four hex digits");
      }
      value = value * HEX + digit;
    }
    return (char) value;
  }

  private void expect(char c) {
    skipSpace();
    if (take() != c) {
      throw wrong("expected '" + c + "'");
    }
  }

  private boolean nextIs(char c) {
    skipSpace();
    boolean is = position < text.length() && text.charAt(position) == c;
    position += is ? 1 : 0;
    return is;
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private char take() {
    if (position >= text.length()) {
      throw wrong("ends too early");
    }
    return text.charAt(position++);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("no acknowledgement: " + what + " at " + position);
  }
}
