package org.joulegate.codec.iec62056;

import java.util.Arrays;

/**
 * The address of a data set as the groups A to F of an OBIS code (IEC 62056-61), where it is one: a
 * packed {@code long} that also says which groups were written.
 *
 * <p>Written forms are {@code A-B:C.D.E*F}, with {@code &F} for a reset by hand, and every shorter
 * form that has C and D. The letters C, F, L and P stand for 96, 97, 98 and 99 in groups C and D;
 * other letters are hexadecimal digits.
 */
public final class ObisGroups {

  /** The address is no OBIS code. */
  public static final long NONE = -1;

  private static final String NAMES = "ABCDEF";
  private static final int GROUPS = 6;
  private static final int BITS = 8;
  private static final int MASK_SHIFT = GROUPS * BITS;
  private static final int C = 2;
  private static final int D = 3;

  /** Which group a character ends, by the character: what follows it is named beside. */
  private static final int[] LETTER = letters();

  private ObisGroups() {}

  /**
   * The groups of an address, or {@link #NONE}.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static long parse(byte[] bytes, int offset, int length) {
    long packed = 0;
    int group = 0;
    int start = offset;
    int end = offset + length;
    boolean lead = false;
    int last = -1;
    for (int i = offset; i <= end; i++) {
      int b = i < end ? bytes[i] : 0;
      if ((b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z')) {
        continue;
      }
      int at = place(b, last, lead, group);
      if (at < 0) {
        return NONE;
      }
      int value = number(bytes, start, i, at);
      if (value < 0) {
        return NONE;
      }
      packed |= (long) value << (BITS * (GROUPS - 1 - at)) | 1L << (MASK_SHIFT + at);
      lead |= at >= C;
      last = b;
      group = at + 1;
      start = i + 1;
    }
    return (packed >>> (MASK_SHIFT + C) & 3) == 3 ? packed : NONE;
  }

  /**
   * Which group a separator ends in a code of decimal numbers, when the next one is at least {@code
   * group}; or -1 when it is none that may stand there.
   */
  static int endedBy(int b, int group) {
    return switch (b) {
      case '.' -> group <= C ? C : group < 5 ? group : -1;
      case '-' -> group == 0 ? 0 : -1;
      case ':' -> group <= 1 ? 1 : -1;
      case '*' -> group > C && group < 5 ? group : -1;
      default -> -1;
    };
  }

  /** A packed code with one more group. */
  static long with(long packed, int group, int value) {
    return packed | (long) value << (BITS * (GROUPS - 1 - group)) | 1L << (MASK_SHIFT + group);
  }

  /** Which group ends at a character, or -1 when the character may not stand there. */
  private static int place(int b, int last, boolean lead, int group) {
    switch (b) {
      case '-':
        return group == 0 ? 0 : -1;
      case ':':
        return !lead && group <= 1 ? 1 : -1;
      case '.':
        return group <= C ? C : group < GROUPS - 1 && last == '.' ? group : -1;
      case '*', '&':
        return group > C && last == '.' ? group : -1;
      default:
        if (b != 0) {
          return -1;
        }
        return last == '*' || last == '&' ? GROUPS - 1 : group > C && group < GROUPS ? group : -1;
    }
  }

  private static int number(byte[] bytes, int start, int end, int group) {
    int length = end - start;
    if (length == 1) {
      int b = bytes[start];
      int digit = LETTER[b];
      return digit >= 96 && group != C && group != D ? b <= 'F' ? b - 'A' + 10 : -1 : digit;
    }
    if (length < 1 || length > 3) {
      return -1;
    }
    int decimal = 0;
    for (int i = start; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit > 9) {
        return length == 2 ? hex(bytes[start], bytes[start + 1]) : -1;
      }
      decimal = 10 * decimal + digit;
    }
    return decimal > 0xFF ? -1 : decimal;
  }

  private static int hex(byte high, byte low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : h << 4 | l;
  }

  private static int[] letters() {
    int[] values = new int[0x80];
    Arrays.fill(values, -1);
    for (int i = 0; i < 16; i++) {
      values[Character.toUpperCase(Character.forDigit(i, 16))] = i;
    }
    values['C'] = 96;
    values['F'] = 97;
    values['L'] = 98;
    values['P'] = 99;
    return values;
  }

  /** Whether a group was written. */
  public static boolean has(long packed, char group) {
    return packed != NONE && (packed >>> (MASK_SHIFT + index(group)) & 1) != 0;
  }

  /** A group, 0 to 255; 0 when it was not written. */
  public static int group(long packed, char group) {
    return packed == NONE ? 0 : (int) (packed >>> (BITS * (GROUPS - 1 - index(group)))) & 0xFF;
  }

  /** The same code with both sides written in full: A, B and E default to 1, 0 and 0, F to 255. */
  public static long full(long packed) {
    if (packed == NONE) {
      return NONE;
    }
    long groups = packed & ((1L << MASK_SHIFT) - 1);
    groups |= has(packed, 'A') ? 0 : 1L << (BITS * 5);
    groups |= has(packed, 'F') ? 0 : 0xFF;
    return groups | 0x3FL << MASK_SHIFT;
  }

  /** The groups that were written, in decimal: {@code 1-0:1.8.0*255}. */
  public static String text(long packed) {
    if (packed == NONE) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (char name = 'A'; name <= 'F'; name++) {
      if (has(packed, name)) {
        text.append(name == 'D' || name == 'E' ? "." : name == 'F' ? "*" : "");
        text.append(group(packed, name));
        text.append(name == 'A' ? "-" : name == 'B' ? ":" : "");
      }
    }
    return text.toString();
  }

  private static int index(char group) {
    int index = NAMES.indexOf(group);
    if (index < 0) {
      throw new IllegalArgumentException("groups are A to F, not " + group);
    }
    return index;
  }
}
