package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Ascii.STX;

/**
 * Finds identifications (IEC 62056-21, 6.3.2) among other bytes, from the front to the back: what
 * was found ahead is kept, so that no byte is looked at for every message before it.
 */
final class IdentificationFinder {

  /** Baud characters of mode C, with those kept for later. */
  private static final char LOWEST_BAUD = '0';

  private static final char HIGHEST_BAUD = '9';

  private final byte[] bytes;
  private final int limit;
  private final int most;

  /** The next slashes of both kinds at or behind the position asked for last. */
  private int strict = -1;

  private int loose = -1;

  /** Positions looked at for a slash. */
  private long looked;

  /** A finder in the bytes before a limit. */
  IdentificationFinder(byte[] bytes, int limit, ReadoutLimits limits) {
    this.bytes = bytes;
    this.limit = limit;
    this.most = limits.identificationCharacters().most();
  }

  int limit() {
    return limit;
  }

  long looked() {
    return looked;
  }

  /**
   * The slash of an identification: three letters and a printable character follow it, and no
   * bracket stands in its line. Where there is none of that kind, one with other characters is
   * taken; where there is none at all, it is the limit.
   *
   * <p>6.3.2 allows no slash in the name, but there are meters whose name has one. Where a slash is
   * followed by three letters and a digit, the first line was cut off and this is the next one.
   *
   * @param from not before that of an earlier call
   */
  int find(int from) {
    if (strict < from) {
      strict = scan(from, /* strict= */ true);
    }
    if (strict < limit) {
      return strict;
    }
    if (loose < from) {
      loose = scan(from, /* strict= */ false);
    }
    return loose;
  }

  boolean hasStart(int from) {
    return find(from) < limit;
  }

  private int scan(int from, boolean isStrict) {
    int i = from;
    while (i < limit && !isStart(bytes, i, limit, most, isStrict)) {
      i++;
    }
    looked += i - from;
    return i;
  }

  /** Whether an identification stands at a position that nothing but a cut can lead to. */
  static boolean isAnother(byte[] bytes, int at, int limit, ReadoutLimits limits) {
    return isNewStart(bytes, at, limit)
        && isStart(bytes, at, limit, limits.identificationCharacters().most(), /* strict= */ true);
  }

  private static boolean isStart(byte[] bytes, int at, int limit, int most, boolean strict) {
    return bytes[at] == '/'
        && isHead(bytes, at, limit, strict)
        && isLine(bytes, at + 1, Math.min(limit, at + most + 2), strict);
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
