package org.joulegate.itests.codecs;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares OBIS codes as meters write them: with parts left out, with letters for numbers. */
final class ObisText {

  private static final Pattern CODE =
      Pattern.compile("(?:(\\d+)-(\\d+):)?([0-9A-Fa-f]+)\\.(\\d+)(?:\\.(\\d+))?(?:[*&](\\d+))?");
  private static final Map<String, String> LETTERS =
      Map.of("C", "96", "F", "97", "L", "98", "P", "99");
  private static final int PARTS = 6;

  private ObisText() {}

  static boolean isCode(String text) {
    return CODE.matcher(text.strip()).matches();
  }

  /** Whether a code is the wanted one in all parts that the wanted one has. */
  static boolean fits(String wanted, String given) {
    Matcher want = CODE.matcher(wanted.strip());
    Matcher have = CODE.matcher(given.strip());
    if (!want.matches() || !have.matches()) {
      return wanted.strip().equals(given.strip());
    }
    for (int part = 1; part <= PARTS; part++) {
      String x = plain(want.group(part));
      String y = plain(have.group(part));
      boolean unset =
          part == PARTS && (x == null || x.equals("255")) && (y == null || y.equals("255"));
      if (x != null && !x.equals(y) && !unset) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String plain(@Nullable String part) {
    if (part == null) {
      return null;
    }
    return part.chars().allMatch(Character::isDigit)
        ? part.replaceFirst("^0+(?=.)", "")
        : LETTERS.getOrDefault(part, part);
  }
}
