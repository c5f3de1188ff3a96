package org.joulegate.codec.bytes;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.Test;

public class Crc16Test {

  private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

  @Test
  public void checkValuesOfTheCatalogue() {
    assertEquals(0x906E, Crc16.x25(CHECK, 0, CHECK.length));
    assertEquals(0x2189, Crc16.kermit(CHECK, 0, CHECK.length));
    assertEquals(0xC2B7, Crc16.en13757(CHECK, 0, CHECK.length));
    assertEquals(0xFFFF, Crc16.en13757(CHECK, 4, 0));
    assertEquals(0xBB3D, Crc16.arc(0, CHECK, 0, CHECK.length));
    assertEquals(0, Crc16.x25(CHECK, 4, 0));
    assertEquals(0, Crc16.kermit(CHECK, 4, 0));
  }

  @Test
  public void everyLengthAndOffsetAgreesWithOneBitAtATime() {
    byte[] bytes = new byte[80];
    new Random(7).nextBytes(bytes);
    for (int offset = 0; offset < 17; offset++) {
      for (int length = 0; length <= bytes.length - offset; length++) {
        assertEquals(
            bitwise(0xFFFF, bytes, offset, length) ^ 0xFFFF, Crc16.x25(bytes, offset, length));
        assertEquals(bitwise(0, bytes, offset, length), Crc16.kermit(bytes, offset, length));
        assertEquals(bitwiseEn13757(bytes, offset, length), Crc16.en13757(bytes, offset, length));
        assertEquals(
            bitwise(0xA001, 0, bytes, offset, length), Crc16.arc(0, bytes, offset, length));
        assertEquals(
            Crc16.arc(0, bytes, 0, offset + length),
            Crc16.arc(Crc16.arc(0, bytes, 0, offset), bytes, offset, length));
      }
    }
  }

  @Test
  public void aRangeOutsideTheArrayIsRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> Crc16.x25(CHECK, 5, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> Crc16.kermit(CHECK, -1, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> Crc16.en13757(CHECK, 5, 5));
  }

  private static int bitwise(int start, byte[] bytes, int offset, int length) {
    return bitwise(0x8408, start, bytes, offset, length);
  }

  private static int bitwise(int polynomial, int start, byte[] bytes, int offset, int length) {
    int crc = start;
    for (int i = offset; i < offset + length; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ polynomial;
      }
    }
    return crc;
  }

  private static int bitwiseEn13757(byte[] bytes, int offset, int length) {
    int crc = 0;
    for (int i = offset; i < offset + length; i++) {
      crc ^= (bytes[i] & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc << 1) ^ ((crc & 0x8000) == 0 ? 0 : 0x13D65);
      }
    }
    return crc ^ 0xFFFF;
  }
}
