package org.joulegate.codec.bytes;

/** Binary coded decimals: two decimal digits a byte. */
public final class Bcd {

  /** The most bytes whose digits fit into a {@code long}: eighteen digits. */
  public static final int MAX_WIDTH = 9;

  private Bcd() {}

  /**
   * The number in bytes whose first holds the two lowest digits.
   *
   * @param width 1 to 9 bytes
   * @throws MalformedTelegramException at the byte that holds a nibble above nine, or when bytes
   *     are missing
   */
  public static long littleEndian(ByteCursor cursor, int width) throws MalformedTelegramException {
    int start = start(cursor, width);
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value * 100 + digits(cursor.array(), start + i);
    }
    return value;
  }

  /**
   * The number in bytes whose first holds the two highest digits.
   *
   * @param width 1 to 9 bytes
   * @throws MalformedTelegramException at the byte that holds a nibble above nine, or when bytes
   *     are missing
   */
  public static long bigEndian(ByteCursor cursor, int width) throws MalformedTelegramException {
    int start = start(cursor, width);
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value * 100 + digits(cursor.array(), start + i);
    }
    return value;
  }

  private static int start(ByteCursor cursor, int width) throws MalformedTelegramException {
    if (width < 1 || width > MAX_WIDTH) {
      throw new IllegalArgumentException("BCD numbers have 1 to 9 bytes, not " + width);
    }
    int start = cursor.position();
    cursor.skip(width);
    return start;
  }

  private static int digits(byte[] array, int offset) throws MalformedTelegramException {
    int high = (array[offset] >>> 4) & 0xF;
    int low = array[offset] & 0xF;
    if (high > 9 || low > 9) {
      throw MalformedTelegramException.malformed(
          offset, "two decimal digits", Hex.ofByte(array[offset]));
    }
    return 10 * high + low;
  }
}
