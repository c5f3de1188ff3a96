package org.joulegate.codec.bytes;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Random;
import org.junit.Test;

public class HexAndBcdTest {

  @Test
  public void parsingIsTheInverseOfFormatting() {
    Random random = new Random(3);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertArrayEquals(bytes, Hex.parse(Hex.format(bytes)));
    }
  }

  @Test
  public void blanksAndBothCasesAreRead() {
    assertArrayEquals(new byte[] {0x1B, (byte) 0xAF}, Hex.parse(" 1b\tA\r\nF "));
  }

  @Test
  public void whatIsNoHexIsRefusedWithItsPosition() {
    assertEquals(
        "no hex digit at character 3",
        assertThrows(IllegalArgumentException.class, () -> Hex.parse("1b g0")).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Hex.parse("123"));
    assertThrows(IllegalArgumentException.class, () -> Hex.parse("1\u0661"));
  }

  @Test
  public void decimalsAreReadInBothOrders() throws Exception {
    byte[] bytes = {0x12, 0x34, 0x56};
    assertEquals(563412, Bcd.littleEndian(new ByteCursor(bytes), 3));
    assertEquals(123456, Bcd.bigEndian(new ByteCursor(bytes), 3));
  }

  @Test
  public void aNibbleAboveNineIsRefusedAtItsByte() {
    byte[] bytes = {0x12, 0x3A, 0x56};
    MalformedTelegramException fault =
        assertThrows(
            MalformedTelegramException.class, () -> Bcd.littleEndian(new ByteCursor(bytes), 3));
    assertEquals(1, fault.offset());
    assertThrows(MalformedTelegramException.class, () -> Bcd.bigEndian(new ByteCursor(bytes), 4));
    assertThrows(IllegalArgumentException.class, () -> Bcd.bigEndian(new ByteCursor(bytes), 10));
  }

  @Test
  public void slicesAreEqualByTheirBytesAndDoNotShowThem() {
    byte[] bytes = {1, 'D', 'Z', 'G', 1, 'D', 'Z', 'G'};
    ByteSlice first = new ByteSlice(bytes, 1, 3);
    ByteSlice second = new ByteSlice(bytes, 5, 3);
    assertEquals(first, second);
    assertEquals(first.hashCode(), second.hashCode());
    assertEquals(first, first.copy());
    assertNotEquals(first, new ByteSlice(bytes, 0, 3));
    assertTrue(first.isPrintable());
    assertFalse(new ByteSlice(bytes, 0, 3).isPrintable());
    assertFalse(ByteSlice.of().isPrintable());
    assertEquals("DZG", first.toText());
    assertEquals("445a47", first.toHex());
    assertEquals("3 bytes", first.toString());
    assertEquals('Z', first.u8(1));
    assertThrows(IndexOutOfBoundsException.class, () -> first.u8(3));
  }

  @Test
  public void aLimitNamesWhatItLimits() throws Exception {
    Limit limit = new Limit("list elements", 3);
    assertEquals(3, limit.check(3, 0));
    MalformedTelegramException fault =
        assertThrows(MalformedTelegramException.class, () -> limit.check(4, 9));
    assertEquals("expected at most 3 list elements at byte 9, found 4", fault.getMessage());
    assertEquals("key-missing", MalformedTelegramException.Kind.KEY_MISSING.word());
    assertThrows(IllegalArgumentException.class, () -> new Limit("nothing", 0));
  }
}
