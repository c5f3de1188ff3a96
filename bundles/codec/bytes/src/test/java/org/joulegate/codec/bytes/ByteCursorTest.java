package org.joulegate.codec.bytes;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

public class ByteCursorTest {

  private static final long SEED = 20250301L;

  @Test
  public void integersOfEveryWidthSignAndOrderAreThoseOfBigInteger() throws Exception {
    Random random = new Random(SEED);
    for (int run = 0; run < 20_000; run++) {
      int width = 1 + random.nextInt(ByteCursor.MAX_INTEGER_WIDTH);
      int before = random.nextInt(4);
      byte[] array = new byte[before + width + random.nextInt(4)];
      random.nextBytes(array);
      byte[] big = Arrays.copyOfRange(array, before, before + width);
      byte[] little = reversed(big);
      int length = array.length - before;
      assertEquals(
          new BigInteger(1, big).longValue(),
          new ByteCursor(array, before, length).unsigned(width, ByteOrder.BIG_ENDIAN));
      assertEquals(
          new BigInteger(big).longValueExact(),
          new ByteCursor(array, before, length).signed(width, ByteOrder.BIG_ENDIAN));
      assertEquals(
          new BigInteger(1, little).longValue(),
          new ByteCursor(array, before, length).unsigned(width, ByteOrder.LITTLE_ENDIAN));
      assertEquals(
          new BigInteger(little).longValueExact(),
          new ByteCursor(array, before, length).signed(width, ByteOrder.LITTLE_ENDIAN));
    }
  }

  @Test
  public void aReadMovesByItsWidth() throws Exception {
    ByteCursor cursor = new ByteCursor(new byte[] {1, 2, 3, 4, 5, 6}, 1, 4);
    assertEquals(2, cursor.peek());
    assertEquals(2, cursor.u8());
    assertEquals(0x0304, cursor.unsigned(2, ByteOrder.BIG_ENDIAN));
    assertEquals(4, cursor.position());
    assertEquals(1, cursor.remaining());
    assertEquals(ByteSlice.of((byte) 5), cursor.slice(1));
    assertEquals(0, cursor.remaining());
  }

  @Test
  public void aReadBeyondTheRangeIsRefusedAndDoesNotMove() {
    for (int width = 1; width <= ByteCursor.MAX_INTEGER_WIDTH; width++) {
      int wide = width;
      ByteCursor cursor = new ByteCursor(new byte[16], 3, width - 1);
      MalformedTelegramException fault =
          assertThrows(
              MalformedTelegramException.class, () -> cursor.signed(wide, ByteOrder.BIG_ENDIAN));
      assertEquals(MalformedTelegramException.Kind.TRUNCATED, fault.kind());
      assertEquals(3 + width - 1, fault.offset());
      assertEquals(3, cursor.position());
    }
    ByteCursor empty = new ByteCursor(new byte[0]);
    assertThrows(MalformedTelegramException.class, empty::u8);
    assertThrows(MalformedTelegramException.class, empty::peek);
    assertThrows(MalformedTelegramException.class, () -> empty.skip(Integer.MAX_VALUE));
  }

  @Test
  public void widthsAndRangesThatCannotBeAreTheCallersFault() {
    ByteCursor cursor = new ByteCursor(new byte[16]);
    assertThrows(IllegalArgumentException.class, () -> cursor.unsigned(0, ByteOrder.BIG_ENDIAN));
    assertThrows(IllegalArgumentException.class, () -> cursor.unsigned(9, ByteOrder.BIG_ENDIAN));
    assertThrows(IllegalArgumentException.class, () -> cursor.skip(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> new ByteCursor(new byte[4], 2, 3));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] other = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      other[i] = bytes[bytes.length - 1 - i];
    }
    return other;
  }
}
