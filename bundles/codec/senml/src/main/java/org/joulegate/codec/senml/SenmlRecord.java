package org.joulegate.codec.senml;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record as it stands on the wire (RFC 8428 section 4).
 *
 * @param base base fields that start here
 * @param name behind the base name (n)
 * @param unit symbol of the SenML units registry (u)
 * @param value what is said (v, vs, vb or vd)
 * @param sum integral of the value over time, in unit seconds (s)
 * @param time in seconds: below 2^28 relative to now, else since 1970 (t)
 * @param updateTime the longest time, in seconds, until the next record of this name (ut)
 */
public record SenmlRecord(
    SenmlBase base,
    @Nullable String name,
    @Nullable String unit,
    @Nullable SenmlValue value,
    @Nullable BigDecimal sum,
    @Nullable BigDecimal time,
    @Nullable BigDecimal updateTime) {

  /**
   * Brings the numbers into their one form.
   *
   * @throws IllegalArgumentException if a number is out of range, or a text holds an unpaired
   *     surrogate
   */
  public SenmlRecord {
    SenmlTexts.requireWellFormed(name);
    SenmlTexts.requireWellFormed(unit);
    sum = sum == null ? null : SenmlNumbers.normal(sum);
    time = time == null ? null : SenmlNumbers.normal(time);
    updateTime = updateTime == null ? null : SenmlNumbers.normal(updateTime);
  }

  /** A name and a value, and nothing else. */
  public static SenmlRecord of(String name, SenmlValue value) {
    return new SenmlRecord(SenmlBase.NONE, name, null, value, null, null, null);
  }

  /** The exact number {@code mantissa × 10^exponent} of a unit. */
  public static SenmlRecord of(String name, long mantissa, int exponent, String unit) {
    SenmlValue value = SenmlValue.Number.of(mantissa, exponent);
    return new SenmlRecord(SenmlBase.NONE, name, unit, value, null, null, null);
  }

  /** The same with base fields. */
  public SenmlRecord withBase(SenmlBase newBase) {
    return new SenmlRecord(newBase, name, unit, value, sum, time, updateTime);
  }

  /** The same with an absolute time, to the second or, where there are any, to fractions of it. */
  public SenmlRecord at(Instant instant) {
    BigDecimal seconds =
        BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    return withTime(seconds);
  }

  /** The same with a time in seconds, as the record's field has it. */
  public SenmlRecord withTime(BigDecimal seconds) {
    return new SenmlRecord(base, name, unit, value, sum, seconds, updateTime);
  }
}
