package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.Test;

public class RealTextTest {

  @Test
  public void knownRealsHaveTheirShortestText() {
    assertEquals("0", RealText.ofFloat32(Float.floatToIntBits(0f)));
    assertEquals("0", RealText.ofFloat32(Float.floatToIntBits(-0f)));
    assertEquals("230.1", RealText.ofFloat32(Float.floatToIntBits(230.1f)));
    assertEquals("-0.1", RealText.ofFloat32(Float.floatToIntBits(-0.1f)));
    assertEquals("16777216", RealText.ofFloat32(Float.floatToIntBits(16777216f)));
    assertEquals("20000000000000000000000", RealText.ofFloat64(Double.doubleToLongBits(2.0e22)));
    assertEquals("123456.789", RealText.ofFloat64(Double.doubleToLongBits(123456.789)));
    assertEquals("NaN", RealText.ofFloat32(0x7FC00000));
    assertEquals("-Infinity", RealText.ofFloat64(0xFFF0_0000_0000_0000L));
  }

  /** JDKs before 19 print 2.0E-3 as 0.002 but 2^-44 and others with a digit too many. */
  @Test
  public void theSmallestAndTheLargestRealsReadBack() {
    for (float real :
        new float[] {
          Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, 0x1p-44f, 0x1p30f, 8.41e21f
        }) {
      assertReadsBack(real);
    }
    assertEquals(new BigDecimal("4.9E-324").scale() - 1, smallest().scale());
  }

  private static BigDecimal smallest() {
    return new BigDecimal(RealText.ofFloat64(1));
  }

  @Test
  public void randomRealsReadBackAndNoTextIsLongerThanTheJdks() {
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      float single = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(single)) {
        assertReadsBack(single);
      }
      double real = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(real) && i % 10 == 0) {
        String text = RealText.ofFloat64(Double.doubleToRawLongBits(real));
        assertEquals(0, Double.compare(real, Double.parseDouble(text)));
        assertTrue(digits(text) <= digits(new BigDecimal(Double.toString(real)).toPlainString()));
      }
    }
  }

  private static void assertReadsBack(float real) {
    String text = RealText.ofFloat32(Float.floatToRawIntBits(real));
    assertEquals(0, Float.compare(real, Float.parseFloat(text)));
    assertTrue(digits(text) <= digits(new BigDecimal(Float.toString(real)).toPlainString()));
  }

  private static int digits(String text) {
    return new BigDecimal(text).stripTrailingZeros().precision();
  }
}
