package org.joulegate.han.coap.internal.resources;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.joulegate.han.api.HanException;

/** Reads the parameters of a request; what is wrong is named. */
final class Parameters {
  private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{1,11}");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final int SHOWN = 40;

  private Parameters() {}

  /** Refuses a parameter that is not one of these. */
  static void allow(Map<String, String> parameters, String... names) throws HanException {
    List<String> allowed = List.of(names);
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!allowed.contains(name)) {
        throw bad("There is no parameter \"" + shown(name) + "\" here.");
      }
    }
  }

  /**
   * An instant: ISO 8601 in UTC, such as {@code 2026-11-20T12:00:00Z}, or seconds since
   * 1970-01-01T00:00Z.
   *
   * @param absent what to return if the parameter is not given
   */
  static Instant instant(Map<String, String> parameters, String name, Instant absent)
      throws HanException {
    String text = parameters.get(name);
    if (text == null) {
      return absent;
    }
    Instant instant = parse(name, text);
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
      throw bad(name + " is outside the years 1970 to 9999.");
    }
    return instant;
  }

  private static Instant parse(String name, String text) throws HanException {
    if (EPOCH_SECONDS.matcher(text).matches()) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException notAnInstant) {
      throw bad(
          name
              + " is an instant such as 2026-11-20T12:00:00Z or seconds since 1970, not \""
              + shown(text)
              + "\".");
    }
  }

  /** What a client sent, short and printable enough to send back. */
  static String shown(String text) {
    String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  static HanException bad(String sentence) {
    return new HanException(HanException.Kind.BAD_PARAMETER, sentence);
  }
}
