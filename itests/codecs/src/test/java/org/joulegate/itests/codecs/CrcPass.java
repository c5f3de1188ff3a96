package org.joulegate.itests.codecs;

import org.joulegate.codec.bytes.Crc16;
import org.jspecify.annotations.Nullable;

/** The limit: one CRC-16 pass over the same bytes, and nothing else. */
final class CrcPass implements Contender {

  private static final int[] TABLE = table();

  private final boolean plain;

  /**
   * A pass.
   *
   * @param plain a table and a byte a step, as everybody writes it; else as codec.bytes does it
   */
  CrcPass(boolean plain) {
    this.plain = plain;
  }

  @Override
  public String name() {
    return plain ? "CRC-16, a byte a step" : "CRC-16 of codec.bytes";
  }

  @Override
  public Work prepare(Sample sample) {
    byte[] bytes = sample.bytes();
    return plain ? () -> crc(bytes) : () -> Crc16.x25(bytes, 0, bytes.length);
  }

  @Override
  public @Nullable Answer answer(Sample sample) {
    return null;
  }

  private static int crc(byte[] bytes) {
    int crc = 0xFFFF;
    for (byte octet : bytes) {
      crc = crc >>> 8 ^ TABLE[(crc ^ octet) & 0xFF];
    }
    return crc;
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x8408;
      }
      table[i] = crc;
    }
    return table;
  }
}
