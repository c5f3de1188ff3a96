package org.joulegate.metering.api;

import java.math.BigDecimal;

/**
 * An exact decimal with its unit: {@code mantissa * 10^exponent unit}.
 *
 * <p>Equality is of the representation, as a meter sends it: 10 * 10^0 is not equal to 1 * 10^1.
 * {@link #compareTo} and {@link #minus} work on the value.
 *
 * @param mantissa any long
 * @param exponent the power of ten, -128 to 127 (the range of a DLMS and an SML scaler)
 * @param unit the unit, without a prefix
 */
public record RegisterValue(long mantissa, int exponent, Unit unit)
    implements Comparable<RegisterValue> {

  /**
   * @throws IllegalArgumentException if the exponent is outside -128 to 127
   */
  public RegisterValue {
    if (exponent < Byte.MIN_VALUE || exponent > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("an exponent is -128 to 127, not " + exponent);
    }
  }

  /** The value as a decimal whose scale keeps what the meter sent. */
  public BigDecimal toBigDecimal() {
    return exponent <= 0
        ? BigDecimal.valueOf(mantissa, -exponent)
        : BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent).setScale(0);
  }

  /**
   * This value less another, exact.
   *
   * @return with the smaller of the two exponents
   * @throws IllegalArgumentException if the units differ
   * @throws ArithmeticException if the result does not fit
   */
  public RegisterValue minus(RegisterValue other) {
    requireSameUnit(other);
    int common = Math.min(exponent, other.exponent);
    return new RegisterValue(
        Math.subtractExact(mantissaAt(common), other.mantissaAt(common)), common, unit);
  }

  /**
   * The mantissa of this value at another exponent.
   *
   * @param finer an exponent not above this value's own
   * @throws IllegalArgumentException if {@code finer} is coarser than this value's exponent
   * @throws ArithmeticException if the mantissa does not fit a long
   */
  public long mantissaAt(int finer) {
    if (finer > exponent) {
      throw new IllegalArgumentException(
          "a value with exponent " + exponent + " is not exact at exponent " + finer);
    }
    long result = mantissa;
    for (int i = exponent; i > finer && result != 0; i--) {
      result = Math.multiplyExact(result, 10L);
    }
    return result;
  }

  /**
   * Compares by value.
   *
   * @throws IllegalArgumentException if the units differ
   */
  @Override
  public int compareTo(RegisterValue other) {
    requireSameUnit(other);
    return exponent == other.exponent
        ? Long.compare(mantissa, other.mantissa)
        : toBigDecimal().compareTo(other.toBigDecimal());
  }

  private void requireSameUnit(RegisterValue other) {
    if (unit != other.unit) {
      throw new IllegalArgumentException(unit + " and " + other.unit + " do not compare");
    }
  }

  /** The digits without an exponent, such as {@code 13130.4}. */
  public String digits() {
    return toBigDecimal().toPlainString();
  }

  /** The digits and the unit's symbol. */
  @Override
  public String toString() {
    return unit.symbol().isEmpty() ? digits() : digits() + " " + unit.symbol();
  }
}
