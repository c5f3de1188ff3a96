package org.joulegate.hal.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.joulegate.hal.api.LinkException.Reason;

/** Reads one address; every fault names the part and the character, counted from one. */
final class LinkAddressParser {
  private static final String FORMS =
      "expected a path from / on, or serial:PATH, tcp://HOST:PORT, replay:FILE or sim:NAME";
  private static final int SHOWN = 80;

  private final String text;

  LinkAddressParser(String text) {
    this.text = text;
  }

  LinkAddress parse() throws LinkException {
    checkCharacters();
    int question = text.indexOf('?');
    int end = question < 0 ? text.length() : question;
    Map<String, String> options = question < 0 ? Map.of() : options(question + 1);
    if (text.startsWith("/")) {
      return new LinkAddress(LinkAddress.SERIAL, text.substring(0, end), options);
    }
    int colon = text.indexOf(':');
    if (colon < 0 || colon > end) {
      throw bad(0, "has no scheme: " + FORMS);
    }
    String scheme = text.substring(0, colon);
    if (!LinkAddress.SCHEME.matcher(scheme).matches()) {
      throw bad(0, "has a scheme that is not in lower-case letters: " + FORMS);
    }
    String target = text.substring(colon + 1, end);
    if (scheme.equals(LinkAddress.TCP)) {
      target = authority(target, colon + 1);
    } else if (target.isBlank()) {
      throw bad(colon + 1, "names nothing after \"" + scheme + ":\"");
    } else if (!target.strip().equals(target)) {
      throw bad(colon + 1, "has a space at the edge of what \"" + scheme + ":\" names");
    }
    return new LinkAddress(scheme, target, options);
  }

  private void checkCharacters() throws LinkException {
    if (text.isBlank()) {
      throw new LinkException(Reason.BAD_ADDRESS, "the link address is empty: " + FORMS);
    }
    if (text.length() > LinkAddress.MAX_LENGTH) {
      throw bad(LinkAddress.MAX_LENGTH, "is longer than " + LinkAddress.MAX_LENGTH + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean edge = i == 0 || i == text.length() - 1 || text.charAt(i + 1) == '?';
      if (c < ' ' || c == 0x7f || (edge && Character.isWhitespace(c))) {
        throw bad(i, "has a space or a control character where none may stand");
      }
    }
  }

  private String authority(String target, int offset) throws LinkException {
    if (!target.startsWith("//")) {
      throw bad(offset, "has no // after \"tcp:\": expected tcp://HOST:PORT");
    }
    return HostAndPort.parse(target.substring(2), offset + 2, text).toString();
  }

  private Map<String, String> options(int start) throws LinkException {
    Map<String, String> options = new LinkedHashMap<>();
    int from = start;
    while (from <= text.length()) {
      int ampersand = text.indexOf('&', from);
      int to = ampersand < 0 ? text.length() : ampersand;
      option(from, to, options);
      from = to + 1;
    }
    return options;
  }

  private void option(int from, int to, Map<String, String> options) throws LinkException {
    String option = text.substring(from, to);
    if (option.isEmpty()) {
      throw bad(from, "has an empty option: expected key=value");
    }
    int equals = option.indexOf('=');
    String key = equals < 0 ? option : option.substring(0, equals);
    if (!LinkAddress.KEY.matcher(key).matches()) {
      throw bad(from, "has an option whose key is not in lower-case letters, digits and -");
    }
    String value = equals < 0 ? "" : option.substring(equals + 1);
    if (value.isBlank()) {
      throw bad(to, "has an option \"" + key + "\" without a value: expected key=value");
    }
    if (value.indexOf('?') >= 0) {
      throw bad(from + equals + 1 + value.indexOf('?'), "has a second ?: options are joined by &");
    }
    if (!value.strip().equals(value)) {
      throw bad(from + equals + 1, "has a space at the edge of the value of \"" + key + "\"");
    }
    if (options.putIfAbsent(key, value) != null) {
      throw bad(from, "has the option \"" + key + "\" twice");
    }
  }

  private LinkException bad(int offset, String what) {
    return new LinkException(Reason.BAD_ADDRESS, fault(text, offset, what));
  }

  static String fault(String text, int offset, String what) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    String printable = shown.replaceAll("\\p{Cntrl}", "\uFFFD");
    return "link address \"" + printable + "\", character " + (offset + 1) + ": " + what;
  }
}
