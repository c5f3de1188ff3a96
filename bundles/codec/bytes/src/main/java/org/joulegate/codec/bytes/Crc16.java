package org.joulegate.codec.bytes;

import java.util.Objects;

/**
 * The 16-bit checksums that meters use: the reflected ones over the polynomial x^16 + x^12 + x^5 +
 * 1, that of P1 over x^16 + x^15 + x^2 + 1, and that of EN 13757.
 *
 * <p>Eight bytes are taken in one step through eight tables ("slicing by eight"): the tables of a
 * polynomial together have 4 kB, so they stay in the processor's first cache.
 */
public final class Crc16 {

  private static final int POLYNOMIAL_REFLECTED = 0x8408;
  private static final int ARC_REFLECTED = 0xA001;
  private static final int STEP = 8;
  private static final char[] TABLE = tables(POLYNOMIAL_REFLECTED);
  private static final char[] ARC_TABLE = tables(ARC_REFLECTED);
  private static final int POLYNOMIAL_EN13757 = 0x3D65;
  private static final char[] TABLE_EN13757 = tablesEn13757();

  private Crc16() {}

  /**
   * CRC-16/X-25, the frame check sequence of HDLC (ISO/IEC 13239): start FFFF, result inverted.
   *
   * @return 0 to 0xFFFF; sent with the low byte first
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static int x25(byte[] array, int offset, int length) {
    return update(TABLE, 0xFFFF, array, offset, length) ^ 0xFFFF;
  }

  /**
   * CRC-16/KERMIT: start 0, result as it is.
   *
   * @return 0 to 0xFFFF
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static int kermit(byte[] array, int offset, int length) {
    return update(TABLE, 0, array, offset, length);
  }

  /**
   * CRC-16/EN-13757, the checksum of M-Bus by radio (EN 13757-4:2019, 12.3.4): polynomial 3D65,
   * start 0, result inverted.
   *
   * @return 0 to 0xFFFF; sent with the high byte first in the link layer
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static int en13757(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    char[] t = TABLE_EN13757;
    int crc = 0;
    int i = offset;
    int end = offset + length;
    for (int last = end - STEP; i <= last; i += STEP) {
      crc =
          t[0x700 + ((array[i] ^ (crc >>> 8)) & 0xFF)]
              ^ t[0x600 + ((array[i + 1] ^ crc) & 0xFF)]
              ^ t[0x500 + (array[i + 2] & 0xFF)]
              ^ t[0x400 + (array[i + 3] & 0xFF)]
              ^ t[0x300 + (array[i + 4] & 0xFF)]
              ^ t[0x200 + (array[i + 5] & 0xFF)]
              ^ t[0x100 + (array[i + 6] & 0xFF)]
              ^ t[array[i + 7] & 0xFF];
    }
    for (; i < end; i++) {
      crc = ((crc << 8) & 0xFFFF) ^ t[(array[i] ^ (crc >>> 8)) & 0xFF];
    }
    return crc ^ 0xFFFF;
  }

  /**
   * CRC-16/ARC, the checksum of P1: result as it is.
   *
   * @param start 0, or the result over the bytes before these
   * @return 0 to 0xFFFF
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static int arc(int start, byte[] array, int offset, int length) {
    return update(ARC_TABLE, start, array, offset, length);
  }

  private static int update(char[] t, int start, byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    int crc = start;
    int i = offset;
    int end = offset + length;
    for (int last = end - STEP; i <= last; i += STEP) {
      crc =
          t[0x700 + ((array[i] ^ crc) & 0xFF)]
              ^ t[0x600 + ((array[i + 1] ^ (crc >>> 8)) & 0xFF)]
              ^ t[0x500 + (array[i + 2] & 0xFF)]
              ^ t[0x400 + (array[i + 3] & 0xFF)]
              ^ t[0x300 + (array[i + 4] & 0xFF)]
              ^ t[0x200 + (array[i + 5] & 0xFF)]
              ^ t[0x100 + (array[i + 6] & 0xFF)]
              ^ t[array[i + 7] & 0xFF];
    }
    for (; i < end; i++) {
      crc = (crc >>> 8) ^ t[(array[i] ^ crc) & 0xFF];
    }
    return crc;
  }

  /** Row k holds what a byte does to the checksum when k more bytes follow it in the same step. */
  private static char[] tables(int polynomial) {
    char[] table = new char[STEP << 8];
    for (int b = 0; b < 0x100; b++) {
      int crc = b;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : polynomial);
      }
      table[b] = (char) crc;
    }
    for (int i = 0x100; i < table.length; i++) {
      int before = table[i - 0x100];
      table[i] = (char) ((before >>> 8) ^ table[before & 0xFF]);
    }
    return table;
  }

  private static char[] tablesEn13757() {
    char[] table = new char[STEP << 8];
    for (int b = 0; b < 0x100; b++) {
      int crc = b << 8;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = ((crc << 1) ^ ((crc & 0x8000) == 0 ? 0 : POLYNOMIAL_EN13757)) & 0xFFFF;
      }
      table[b] = (char) crc;
    }
    for (int i = 0x100; i < table.length; i++) {
      int before = table[i - 0x100];
      table[i] = (char) (((before << 8) & 0xFFFF) ^ table[before >>> 8]);
    }
    return table;
  }
}
