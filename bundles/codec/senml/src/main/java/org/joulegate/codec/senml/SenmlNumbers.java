package org.joulegate.codec.senml;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The exact numbers that a SenML field may hold, each in one form. */
final class SenmlNumbers {

  /**
   * As far as the exponents of IEEE doubles go, which RFC 8428 section 5 asks receivers to take.
   */
  static final int MAX_EXPONENT = 400;

  /** Longest text of a number that is looked at; enough for 19 digits and an exponent. */
  static final int MAX_DIGITS = 128;

  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

  private SenmlNumbers() {}

  /**
   * The one form of a number: without trailing zeros behind the point, and whole if it is a whole
   * number of 64 bits. RFC 8428 section 5: 1.1 and 1.10 mean the same.
   *
   * @throws IllegalArgumentException if it has more than 64 bits of mantissa, or is out of range
   */
  static BigDecimal normal(BigDecimal number) {
    // Looked at first: stripping zeros of a number with a monstrous exponent is cheap, scaling is
    // not.
    if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_EXPONENT) {
      throw new IllegalArgumentException("a number out of the range that SenML is used for");
    }
    BigDecimal stripped = number.stripTrailingZeros();
    if (stripped.scale() < 0 && fitsLong(stripped.toBigInteger())) {
      return stripped.setScale(0);
    }
    if (!fitsLong(stripped.unscaledValue())) {
      throw new IllegalArgumentException("a number of more than 64 bits of mantissa");
    }
    return stripped;
  }

  private static boolean fitsLong(BigInteger value) {
    return value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0;
  }
}
