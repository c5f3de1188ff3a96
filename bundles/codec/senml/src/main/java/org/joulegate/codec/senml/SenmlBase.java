package org.joulegate.codec.senml;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The base fields of a record (RFC 8428 section 4.1). They hold for this record and all after it,
 * until a record brings the same field again.
 *
 * @param name put before each name (bn)
 * @param time added to each time, in seconds (bt)
 * @param unit for records without a unit (bu)
 * @param value added to each number (bv)
 * @param sum added to each sum (bs)
 * @param version of the format, 10 if absent (bver)
 */
public record SenmlBase(
    @Nullable String name,
    @Nullable BigDecimal time,
    @Nullable String unit,
    @Nullable BigDecimal value,
    @Nullable BigDecimal sum,
    @Nullable Integer version) {

  /** No base field. */
  public static final SenmlBase NONE = new SenmlBase(null, null, null, null, null, null);

  /**
   * Brings the numbers into their one form.
   *
   * @throws IllegalArgumentException if a number is out of range, or a text holds an unpaired
   *     surrogate
   */
  public SenmlBase {
    SenmlTexts.requireWellFormed(name);
    SenmlTexts.requireWellFormed(unit);
    time = time == null ? null : SenmlNumbers.normal(time);
    value = value == null ? null : SenmlNumbers.normal(value);
    sum = sum == null ? null : SenmlNumbers.normal(sum);
  }

  /** A base name only. */
  public static SenmlBase ofName(String name) {
    return new SenmlBase(name, null, null, null, null, null);
  }

  /** The same with a base time, in whole seconds since 1970 (UTC). */
  public SenmlBase withTime(long epochSecond) {
    return new SenmlBase(name, BigDecimal.valueOf(epochSecond), unit, value, sum, version);
  }

  /** The same with a base unit. */
  public SenmlBase withUnit(String newUnit) {
    return new SenmlBase(name, time, newUnit, value, sum, version);
  }
}
