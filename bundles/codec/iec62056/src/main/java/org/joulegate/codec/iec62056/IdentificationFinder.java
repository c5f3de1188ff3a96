package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Ascii.STX;

/** Finds identifications (IEC 62056-21, 6.3.2) among other bytes. */
final class IdentificationFinder {

  /** Baud characters of mode C, with those kept for later. */
  private static final char LOWEST_BAUD = '0';

  private static final char HIGHEST_BAUD = '9';

  private IdentificationFinder() {}

  /**
   * The slash of an identification: three letters and a printable character follow it, and no
   * bracket stands in its line. Where there is none of that kind, one with other characters is
   * taken.
   *
   * <p>6.3.2 allows no slash in the name, but there are meters whose name has one. Where a slash is
   * followed by three letters and a digit, the first line was cut off and this is the next one.
   */
  static int find(byte[] bytes, int from, int limit, ReadoutLimits limits) {
    int strict = find(bytes, from, limit, limits, /* strict= */ true);
    return strict < limit ? strict : find(bytes, from, limit, limits, /* strict= */ false);
  }

  private static int find(byte[] bytes, int from, int limit, ReadoutLimits limits, boolean strict) {
    int most = limits.identificationCharacters().most();
    for (int i = from; i < limit; i++) {
      if (bytes[i] == '/'
          && isHead(bytes, i, limit, strict)
          && isLine(bytes, i + 1, Math.min(limit, i + most + 2), strict)) {
        return i;
      }
    }
    return limit;
  }

  private static boolean isHead(byte[] bytes, int slash, int limit, boolean strict) {
    int baud = slash + Identification.HEAD - 1;
    if (limit - slash < Identification.HEAD || !isName(bytes[baud], strict)) {
      return false;
    }
    for (int i = slash + 1; i < baud; i++) {
      byte b = bytes[i];
      if (!isLetter(b) && (strict || !isName(b, strict) || b == ' ')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(byte b, boolean strict) {
    return b != '?' && b != '/' && (Ascii.isPrintable(b) || (!strict && b < 0));
  }

  private static boolean isLine(byte[] bytes, int from, int limit, boolean strict) {
    for (int i = from; i < limit; i++) {
      byte b = bytes[i];
      if (Ascii.isLineEnd(b)) {
        return true;
      }
      boolean allowed = Ascii.isPrintable(b) || b == STX || (!strict && b < 0);
      if (!allowed || b == '(' || b == ')' || b == '!' || isNewStart(bytes, i, limit)) {
        return false;
      }
    }
    return false;
  }

  /** Whether a slash, three letters and a digit stand at a position. */
  static boolean isNewStart(byte[] bytes, int at, int limit) {
    int baud = at + Identification.HEAD - 1;
    return bytes[at] == '/'
        && baud < limit
        && bytes[baud] >= LOWEST_BAUD
        && bytes[baud] <= HIGHEST_BAUD
        && isLetter(bytes[at + 1])
        && isLetter(bytes[at + 2])
        && isLetter(bytes[at + 3]);
  }

  private static boolean isLetter(byte b) {
    return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }
}
