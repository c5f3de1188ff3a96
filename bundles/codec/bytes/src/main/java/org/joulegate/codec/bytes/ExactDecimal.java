package org.joulegate.codec.bytes;

/** Exact decimal text of a number that is given as mantissa and power of ten. */
public final class ExactDecimal {

  private ExactDecimal() {}

  /**
   * The number mantissa × 10^exponent without rounding and without an exponent in the text. A
   * negative exponent gives exactly that many digits behind the point, as the meter sent them:
   * (131304, -1) is {@code 13130.4}, (0, -2) is {@code 0.00}.
   *
   * @param exponent -128 to 127
   * @throws IllegalArgumentException when the exponent is outside its range
   */
  public static String format(long mantissa, int exponent) {
    String digits = Long.toString(mantissa);
    return mantissa < 0 ? place(digits.substring(1), "-", exponent) : place(digits, "", exponent);
  }

  /** As {@link #format(long, int)}, with all 64 bits of the mantissa read as unsigned. */
  public static String formatUnsigned(long mantissa, int exponent) {
    return place(Long.toUnsignedString(mantissa), "", exponent);
  }

  private static String place(String digits, String sign, int exponent) {
    if (exponent < Byte.MIN_VALUE || exponent > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("exponent outside -128 to 127: " + exponent);
    }
    if (exponent == 0) {
      return sign + digits;
    }
    if (exponent > 0) {
      return "0".equals(digits) ? digits : sign + digits + "0".repeat(exponent);
    }
    int whole = digits.length() + exponent;
    return whole > 0
        ? sign + digits.substring(0, whole) + '.' + digits.substring(whole)
        : sign + "0." + "0".repeat(-whole) + digits;
  }
}
