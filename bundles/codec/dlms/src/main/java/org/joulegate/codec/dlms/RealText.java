package org.joulegate.codec.dlms;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The shortest decimal text that reads back to the same binary real. The JDK's own text has more
 * digits than needed before version 19, and a value must not depend on the JDK.
 *
 * <p>A decimal reads back to a real when it lies within half a step of it; a tie goes to the real
 * with an even significand (IEC 60559). So the exact value is rounded to one digit, two digits and
 * so on, until that holds.
 */
final class RealText {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** Digits that tell any two reals apart: 9 of 32 bits, 17 of 64. */
  private static final int MOST_DIGITS = 17;

  private RealText() {}

  static String ofFloat32(int bits) {
    return text((bits >>> 23) & 0xFF, bits & 0x7F_FFFF, 8, 23, bits < 0);
  }

  static String ofFloat64(long bits) {
    return text((int) (bits >>> 52) & 0x7FF, bits & 0xF_FFFF_FFFF_FFFFL, 11, 52, bits < 0);
  }

  /** The decimal text of a finite real times a power of ten. */
  static String shifted(String decimal, int power) {
    return power == 0 ? decimal : new BigDecimal(decimal).scaleByPowerOfTen(power).toPlainString();
  }

  private static String text(
      int field, long fraction, int exponentBits, int fractionBits, boolean negative) {
    String sign = negative ? "-" : "";
    int highest = (1 << exponentBits) - 1;
    if (field == highest) {
      return fraction != 0 ? "NaN" : sign + "Infinity";
    }
    if (field == 0 && fraction == 0) {
      return "0";
    }
    long significand = field == 0 ? fraction : fraction | (1L << fractionBits);
    int exponent = Math.max(field, 1) - (highest >> 1) - fractionBits;
    // In units of a quarter step: below a power of two the reals lie twice as close.
    boolean power = fraction == 0 && field > 1;
    BigDecimal exact = scaled(4 * significand, exponent - 2);
    BigDecimal low = scaled(4 * significand - (power ? 1 : 2), exponent - 2);
    BigDecimal high = scaled(4 * significand + 2, exponent - 2);
    boolean ties = (significand & 1) == 0;
    return sign + shortest(exact, low, high, ties).stripTrailingZeros().toPlainString();
  }

  private static BigDecimal shortest(
      BigDecimal exact, BigDecimal low, BigDecimal high, boolean ties) {
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      int below = rounded.compareTo(low);
      int above = rounded.compareTo(high);
      if ((below > 0 || (ties && below == 0)) && (above < 0 || (ties && above == 0))) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
  }

  /** n × 2^exponent, exactly. */
  private static BigDecimal scaled(long n, int exponent) {
    if (exponent >= 0) {
      return new BigDecimal(BigInteger.valueOf(n).shiftLeft(exponent));
    }
    return BigDecimal.valueOf(n).divide(TWO.pow(-exponent));
  }
}
