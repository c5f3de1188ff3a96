package org.joulegate.codec.dlms;

import java.nio.charset.StandardCharsets;
import org.joulegate.codec.bytes.ByteSlice;

/** OBIS codes, which are logical names of six bytes (IEC 62056-6-1). */
public final class DlmsObis {

  /** Bytes of a logical name. */
  public static final int BYTES = 6;

  private static final int HIGHEST_MEDIUM = 16;

  /** What stands behind each value group but the last, in the order A to E. */
  private static final byte[] SEPARATORS = {'-', ':', '.', '.', '*'};

  /** The digits of each byte, the first in the lowest eight bits, and how many in the highest. */
  private static final int[] DIGITS = digits();

  /** Six times three digits, and what stands between them. */
  private static final int LONGEST_TEXT = 23;

  private DlmsObis() {}

  /**
   * The code as text, for example {@code 1-0:1.8.0*255}.
   *
   * @throws IllegalArgumentException when there are not six bytes
   */
  public static String text(ByteSlice bytes) {
    if (bytes.length() != BYTES) {
      throw new IllegalArgumentException("an OBIS code has 6 bytes, not " + bytes.length());
    }
    return text(packed(bytes));
  }

  /** The code of a packed number as text. */
  static String text(long code) {
    byte[] text = new byte[LONGEST_TEXT];
    int end = 0;
    for (int group = 0; group < BYTES; group++) {
      int digits = DIGITS[(int) (code >> Byte.SIZE * (BYTES - 1 - group)) & 0xFF];
      text[end] = (byte) digits;
      text[end + 1] = (byte) (digits >> 8);
      text[end + 2] = (byte) (digits >> 16);
      end += digits >> 24;
      if (group < SEPARATORS.length) {
        text[end++] = SEPARATORS[group];
      }
    }
    return new String(text, 0, end, StandardCharsets.ISO_8859_1);
  }

  private static int[] digits() {
    int[] table = new int[0x100];
    for (int value = 0; value < table.length; value++) {
      String text = Integer.toString(value);
      table[value] = text.length() << 24;
      for (int i = 0; i < text.length(); i++) {
        table[value] |= text.charAt(i) << Byte.SIZE * i;
      }
    }
    return table;
  }

  /** The six bytes as one number, A in the highest. */
  static long packed(ByteSlice bytes) {
    long code = 0;
    for (int i = 0; i < BYTES; i++) {
      code = code << Byte.SIZE | bytes.u8(i);
    }
    return code;
  }

  static long packed(int a, int b, int c, int d, int e, int f) {
    return (long) a << 40 | (long) b << 32 | (long) c << 24 | d << 16 | e << 8 | f;
  }

  /**
   * Whether six bytes may be a code: a medium that the standard assigns (value group A up to 15),
   * and not a text.
   */
  static boolean looksLike(ByteSlice bytes) {
    return bytes.length() == BYTES && bytes.u8(0) < HIGHEST_MEDIUM;
  }
}
