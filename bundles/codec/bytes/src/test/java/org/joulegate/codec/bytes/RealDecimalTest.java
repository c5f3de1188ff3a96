package org.joulegate.codec.bytes;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.Test;

public class RealDecimalTest {

  @Test
  public void knownRealsHaveTheirShortestDecimal() {
    assertEquals("0", text(0));
    assertEquals("1E-45", text(Float.floatToIntBits(Float.MIN_VALUE)));
    assertEquals("34028235E31", text(Float.floatToIntBits(Float.MAX_VALUE)));
    assertEquals("11754944E-45", text(Float.floatToIntBits(Float.MIN_NORMAL)));
    assertEquals("-1E-1", text(Float.floatToIntBits(-0.1f)));
    assertEquals("16777216", text(Float.floatToIntBits(16_777_216f)));
    assertEquals("2E10", text(Float.floatToIntBits(2.0E10f)));
    assertEquals("33554432", text(Float.floatToIntBits(33_554_432f)));
    assertEquals("8589974E3", text(Float.floatToIntBits(8.589973E9f)));
  }

  @Test
  public void infiniteRealsAndThoseThatAreNoneAreTold() {
    assertFalse(RealDecimal.isFinite(0x7F80_0000));
    assertFalse(RealDecimal.isFinite(0xFF80_0000));
    assertFalse(RealDecimal.isFinite(0x7FC0_0001));
    assertTrue(RealDecimal.isFinite(0x7F7F_FFFF));
  }

  @Test
  public void powersOfTwoAndTheirNeighboursAreShortestAndNearest() {
    for (int exponent = 0; exponent < 255; exponent++) {
      for (int step = -2; step <= 2; step++) {
        int bits = (exponent << 23) + step;
        if (bits > 0 && RealDecimal.isFinite(bits)) {
          check(bits);
        }
      }
    }
  }

  @Test
  public void anyRealIsShortestAndNearestAndReadsBack() {
    Random random = new Random(754);
    for (int i = 0; i < 20_000; i++) {
      int bits = random.nextInt();
      if (RealDecimal.isFinite(bits)) {
        check(bits);
      }
    }
  }

  @Test
  public void decimalsOfMetersComeBackAsTheyAre() {
    for (int i = -99_999; i < 99_999; i += 7) {
      float real = i / 1000f;
      long decimal = RealDecimal.of(Float.floatToIntBits(real));
      BigDecimal value = BigDecimal.valueOf(decimal >> 32, -(int) decimal);
      assertEquals(0, value.compareTo(BigDecimal.valueOf(i, 3)));
    }
  }

  @Test
  public void knownRealsOf64BitsHaveTheirShortestDecimal() {
    assertEquals(new RealDecimal.Decimal(0, 0), ofDouble(-0.0));
    assertEquals(new RealDecimal.Decimal(5, -324), ofDouble(Double.MIN_VALUE));
    assertEquals(new RealDecimal.Decimal(17976931348623157L, 292), ofDouble(Double.MAX_VALUE));
    assertEquals(new RealDecimal.Decimal(22250738585072014L, -324), ofDouble(Double.MIN_NORMAL));
    assertEquals(new RealDecimal.Decimal(-1, -1), ofDouble(-0.1));
    assertEquals(new RealDecimal.Decimal(2, 22), ofDouble(2.0e22));
    assertEquals(new RealDecimal.Decimal(123456789, -3), ofDouble(123456.789));
    assertEquals(new RealDecimal.Decimal(9007199254740993L - 1, 0), ofDouble(0x1p53));
    assertFalse(RealDecimal.isFinite(Double.doubleToLongBits(Double.NEGATIVE_INFINITY)));
    assertTrue(RealDecimal.isFinite(Double.doubleToLongBits(Double.MAX_VALUE)));
  }

  @Test
  public void powersOfTwoOf64BitsAndTheirNeighboursAreShortestAndNearest() {
    for (long exponent = 0; exponent < 2047; exponent += 11) {
      for (int step = -1; step <= 1; step++) {
        long bits = (exponent << 52) + step;
        if (bits > 0 && RealDecimal.isFinite(bits)) {
          checkLong(bits);
        }
      }
    }
  }

  @Test
  public void anyRealOf64BitsIsShortestAndNearestAndReadsBack() {
    Random random = new Random(754);
    for (int i = 0; i < 300; i++) {
      long bits = random.nextLong();
      if (RealDecimal.isFinite(bits)) {
        checkLong(bits);
      }
      checkLong(Double.doubleToLongBits(random.nextInt(1_000_000_000) / 1000.0));
    }
  }

  private static RealDecimal.Decimal ofDouble(double real) {
    return RealDecimal.of(Double.doubleToRawLongBits(real));
  }

  /** By exact arithmetic: one digit less does not read back, and no neighbour is nearer. */
  private static void checkLong(long bits) {
    double real = Double.longBitsToDouble(bits);
    RealDecimal.Decimal decimal = RealDecimal.of(bits);
    BigDecimal found = BigDecimal.valueOf(decimal.mantissa(), -decimal.exponent());
    if (real == 0) {
      assertEquals(0, found.signum());
      return;
    }
    assertEquals(real, found.doubleValue(), 0);
    BigDecimal exact = new BigDecimal(real);
    int digits = found.precision();
    for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
      if (digits > 1) {
        BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
        assertFalse(exact + " " + shorter, shorter.doubleValue() == real);
      }
      BigDecimal same = exact.round(new MathContext(digits, mode));
      boolean nearer = same.subtract(exact).abs().compareTo(found.subtract(exact).abs()) < 0;
      assertFalse(exact + " " + same, nearer && same.doubleValue() == real);
    }
  }

  private static String text(int bits) {
    long decimal = RealDecimal.of(bits);
    int exponent = (int) decimal;
    return (decimal >> 32) + (exponent == 0 ? "" : "E" + exponent);
  }

  /**
   * Against a search by exact arithmetic: the fewest digits that read back, the nearest of them.
   */
  private static void check(int bits) {
    float real = Float.intBitsToFloat(bits);
    long decimal = RealDecimal.of(bits);
    BigDecimal found = BigDecimal.valueOf(decimal >> 32, -(int) decimal);
    if (real == 0) {
      assertEquals(0, found.signum());
      return;
    }
    BigDecimal exact = new BigDecimal(real);
    for (int digits = 1; ; digits++) {
      BigDecimal best = null;
      for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
        BigDecimal candidate = exact.round(new MathContext(digits, mode));
        boolean back = candidate.floatValue() == real;
        boolean nearer =
            best == null
                || candidate.subtract(exact).abs().compareTo(best.subtract(exact).abs()) < 0;
        best = back && nearer ? candidate : best;
      }
      if (best != null) {
        assertEquals(
            exact + ": digits", digits >= found.unscaledValue().abs().toString().length(), true);
        assertEquals(
            exact + " " + best + " " + found,
            0,
            best.subtract(exact).abs().compareTo(found.subtract(exact).abs()));
        assertEquals(real, found.floatValue(), 0);
        return;
      }
    }
  }
}
