package org.joulegate.codec.dlms;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.joulegate.codec.bytes.ExactDecimal;
import org.joulegate.codec.bytes.RealDecimal;

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

  private static final int FRACTION_BITS = 52;
  private static final int HIGHEST_EXPONENT = 0x7FF;

  /** Digits that tell any two reals of 64 bits apart. */
  private static final int MOST_DIGITS = 17;

  private RealText() {}

  static String ofFloat32(int bits) {
    if (!RealDecimal.isFinite(bits)) {
      return notFinite((bits & 0x7F_FFFF) != 0, bits < 0);
    }
    long decimal = RealDecimal.of(bits);
    return ExactDecimal.format(decimal >> Integer.SIZE, (int) decimal);
  }

  static String ofFloat64(long bits) {
    int field = (int) (bits >>> FRACTION_BITS) & HIGHEST_EXPONENT;
    long fraction = bits & ((1L << FRACTION_BITS) - 1);
    if (field == HIGHEST_EXPONENT) {
      return notFinite(fraction != 0, bits < 0);
    }
    return field == 0 && fraction == 0 ? "0" : finite(field, fraction, bits < 0);
  }

  private static String notFinite(boolean notANumber, boolean negative) {
    return notANumber ? "NaN" : negative ? "-Infinity" : "Infinity";
  }

  /** The decimal text of a finite real times a power of ten. */
  static String shifted(String decimal, int power) {
    return power == 0 ? decimal : new BigDecimal(decimal).scaleByPowerOfTen(power).toPlainString();
  }

  private static String finite(int field, long fraction, boolean negative) {
    long significand = field == 0 ? fraction : fraction | (1L << FRACTION_BITS);
    int exponent = Math.max(field, 1) - (HIGHEST_EXPONENT >> 1) - FRACTION_BITS;
    // In units of a quarter step: below a power of two the reals lie twice as close.
    boolean power = fraction == 0 && field > 1;
    BigDecimal exact = scaled(4 * significand, exponent - 2);
    BigDecimal low = scaled(4 * significand - (power ? 1 : 2), exponent - 2);
    BigDecimal high = scaled(4 * significand + 2, exponent - 2);
    boolean ties = (significand & 1) == 0;
    String sign = negative ? "-" : "";
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
