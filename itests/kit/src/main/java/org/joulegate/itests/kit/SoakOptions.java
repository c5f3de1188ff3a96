package org.joulegate.itests.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line of {@link Soak}: options with a value each, then names. */
final class SoakOptions {

  private static final Set<String> KNOWN =
      Set.of("--mutations", "--minutes", "--seed", "--from", "--folder", "--endless");

  private final Map<String, String> values = new HashMap<>();
  private final List<String> rest = new ArrayList<>();

  private SoakOptions() {}

  /**
   * Reads the words of a command line.
   *
   * @throws IllegalArgumentException when an option is not known or lacks its value, or when no
   *     name is there; the message says which
   */
  static SoakOptions parse(String... words) {
    SoakOptions options = new SoakOptions();
    for (int i = 0; i < words.length; i++) {
      if (!words[i].startsWith("-")) {
        options.rest.add(words[i]);
      } else if (!KNOWN.contains(words[i])) {
        throw new IllegalArgumentException("no such option: " + words[i]);
      } else if (i + 1 == words.length) {
        throw new IllegalArgumentException(words[i] + " needs a value");
      } else {
        options.values.put(words[i], words[++i]);
      }
    }
    if (options.rest.isEmpty()) {
      throw new IllegalArgumentException("no target named");
    }
    return options;
  }

  List<String> rest() {
    return List.copyOf(rest);
  }

  String text(String option, String otherwise) {
    return values.getOrDefault(option, otherwise);
  }

  long number(String option, long otherwise) {
    String value = values.get(option);
    try {
      return value == null ? otherwise : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " needs a whole number, not " + value, e);
    }
  }

  /** A whole number of at least 0. */
  long count(String option, long otherwise) {
    long count = number(option, otherwise);
    if (count < 0) {
      throw new IllegalArgumentException(option + " needs a number of at least 0, not " + count);
    }
    return count;
  }

  /** A number of at least 0, which may have a fraction. */
  double decimal(String option, double otherwise) {
    String value = values.get(option);
    try {
      double number = value == null ? otherwise : Double.parseDouble(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(option + " needs a number of at least 0, not " + value);
  }
}
