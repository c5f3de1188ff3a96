package org.joulegate.metering.api;

import java.util.regex.Pattern;

/**
 * The identity of a meter as its maker gave it: fourteen characters of DIN 43863-5 for German
 * electricity meters ({@code 1EMH0012345678}), or what other standards print.
 *
 * <p>The characters are those that stand in a path without escaping, so that the same text names
 * the meter in a display's URI, in a file and in a report.
 *
 * @param text 1 to 64 of the characters A-Z a-z 0-9 {@code . _ -}
 */
public record MeterId(String text) implements Comparable<MeterId> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * @throws IllegalArgumentException if the text has another character or length
   */
  public MeterId {
    if (!ALLOWED.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a meter id has 1 to 64 of A-Z a-z 0-9 . _ -, not \"" + text + "\"");
    }
  }

  @Override
  public int compareTo(MeterId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
