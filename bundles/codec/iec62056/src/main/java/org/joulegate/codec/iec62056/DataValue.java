package org.joulegate.codec.iec62056;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.joulegate.codec.bytes.ExactDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What stands between two brackets: a value, and its unit where it has one (IEC 62056-21, 6.3.14
 * data set).
 *
 * <p>The text is kept as the meter wrote it. Where it is a number it is also there as mantissa and
 * exponent, exactly; a number of more than 18 significant digits stays text. A value refers to the
 * array that was decoded.
 */
public final class DataValue {

  private static final byte NUMBER = 1;
  private static final byte TEXT = 2;
  private static final byte EMPTY = 3;

  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final int unitOffset;
  private final int unitLength;
  private final long mantissa;
  private final byte exponent;
  private final byte kind;

  private DataValue(
      byte[] bytes,
      int offset,
      int length,
      int unitOffset,
      int unitLength,
      long mantissa,
      int exponent,
      byte kind) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.unitOffset = unitOffset;
    this.unitLength = unitLength;
    this.mantissa = mantissa;
    this.exponent = (byte) exponent;
    this.kind = kind;
  }

  static DataValue number(
      byte[] bytes, int offset, int length, int unit, int unitLength, long mantissa, int exponent) {
    return new DataValue(bytes, offset, length, unit, unitLength, mantissa, exponent, NUMBER);
  }

  static DataValue text(byte[] bytes, int offset, int length, int unit, int unitLength) {
    byte kind = length == 0 ? EMPTY : TEXT;
    return new DataValue(bytes, offset, length, unit, unitLength, 0, 0, kind);
  }

  /** Whether the meter wrote nothing between the brackets: the value is not given. */
  public boolean isEmpty() {
    return kind == EMPTY;
  }

  /** Whether the text is a decimal number of at most 18 significant digits. */
  public boolean isNumber() {
    return kind == NUMBER;
  }

  /** The number without its point, 0 when it is none. */
  public long mantissa() {
    return mantissa;
  }

  /** Power of ten to the mantissa, 0 to -127: minus the digits behind the point. */
  public int exponent() {
    return exponent;
  }

  /** The exact decimal without leading zeros, with the digits behind the point; null when none. */
  public @Nullable String decimal() {
    if (kind != NUMBER) {
      return null;
    }
    return ExactDecimal.format(mantissa, exponent);
  }

  /** The value as the meter wrote it, without the unit. */
  public String text() {
    return new String(bytes, offset, length, StandardCharsets.US_ASCII);
  }

  /** The unit as the meter wrote it, {@code kWh}, or null when it wrote none or only blanks. */
  public @Nullable String unit() {
    return unitLength == 0 ? null : UnitNames.of(bytes, unitOffset, unitLength);
  }

  /** Position of the first character of the value. */
  public int offset() {
    return offset;
  }

  /** Characters of the value without its unit. */
  public int length() {
    return length;
  }

  /** Position of the first character of the unit; where there is none, of the closing bracket. */
  public int unitOffset() {
    return unitOffset;
  }

  /** Characters of the unit. */
  public int unitLength() {
    return unitLength;
  }

  /** One character of the value. */
  char charAt(int index) {
    return (char) bytes[offset + index];
  }

  byte[] array() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataValue that
        && Arrays.equals(
            bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length)
        && Arrays.equals(
            bytes,
            unitOffset,
            unitOffset + unitLength,
            that.bytes,
            that.unitOffset,
            that.unitOffset + that.unitLength);
  }

  @Override
  public int hashCode() {
    int hash = unitLength;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + bytes[offset + i];
    }
    return hash;
  }

  /** How long it is, not what it is: a value may be personal data, and this may reach a log. */
  @Override
  public String toString() {
    return length + " characters" + (unitLength == 0 ? "" : " and a unit");
  }
}
