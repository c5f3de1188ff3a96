package org.joulegate.codec.bytes;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.Test;

public class ExactDecimalTest {

  @Test
  public void digitsAreThoseThatTheMeterSent() {
    assertEquals("13130.4", ExactDecimal.format(131304, -1));
    assertEquals("-105.50", ExactDecimal.format(-10550, -2));
    assertEquals("0.00", ExactDecimal.format(0, -2));
    assertEquals("-0.05", ExactDecimal.format(-5, -2));
    assertEquals("0", ExactDecimal.format(0, 3));
    assertEquals("42000", ExactDecimal.format(42, 3));
    assertEquals("-9223372036854775808", ExactDecimal.format(Long.MIN_VALUE, 0));
    assertEquals("1844674407370955161.5", ExactDecimal.formatUnsigned(-1, -1));
  }

  @Test
  public void everyNumberIsThatOfBigDecimal() {
    Random random = new Random(11);
    for (int run = 0; run < 20_000; run++) {
      long mantissa = random.nextLong() >> random.nextInt(64);
      int exponent = random.nextInt(256) - 128;
      BigDecimal signed = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
      assertEquals(0, signed.compareTo(new BigDecimal(ExactDecimal.format(mantissa, exponent))));
      BigDecimal unsigned =
          new BigDecimal(new BigInteger(Long.toUnsignedString(mantissa)))
              .scaleByPowerOfTen(exponent);
      assertEquals(
          0, unsigned.compareTo(new BigDecimal(ExactDecimal.formatUnsigned(mantissa, exponent))));
    }
  }

  @Test
  public void anExponentThatNoByteHoldsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> ExactDecimal.format(1, 128));
    assertThrows(IllegalArgumentException.class, () -> ExactDecimal.format(1, -129));
  }
}
