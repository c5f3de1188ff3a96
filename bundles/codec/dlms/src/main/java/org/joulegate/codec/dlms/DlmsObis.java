package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.ByteSlice;

/** OBIS codes, which are logical names of six bytes (IEC 62056-6-1). */
public final class DlmsObis {

  /** Bytes of a logical name. */
  public static final int BYTES = 6;

  private static final int HIGHEST_MEDIUM = 16;

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
    StringBuilder text = new StringBuilder(20);
    text.append(code >> 40 & 0xFF).append('-').append(code >> 32 & 0xFF).append(':');
    text.append(code >> 24 & 0xFF).append('.').append(code >> 16 & 0xFF).append('.');
    return text.append(code >> 8 & 0xFF).append('*').append(code & 0xFF).toString();
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
