package org.joulegate.codec.senml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Applies the base fields, record by record (RFC 8428 section 4.6), and checks what they give. */
final class SenmlResolver {

  /** The version of RFC 8428; a pack of a higher one is not understood (section 4.4). */
  static final int VERSION = 10;

  /** Times below are relative to now, section 4.5.3. */
  private static final BigDecimal RELATIVE_BELOW = BigDecimal.valueOf(1L << 28);

  /** About 35,000 years; keeps every time within what an Instant can hold. */
  private static final BigDecimal FARTHEST = BigDecimal.valueOf(1L << 40);

  private SenmlBase base = SenmlBase.NONE;

  /**
   * The next record, resolved.
   *
   * @return null if it only brings base fields
   * @throws IllegalArgumentException if the record is against the rules of the RFC
   */
  @Nullable SenmlResolved next(SenmlRecord record, Instant now) {
    base = merge(base, record.base());
    if (isBaseOnly(record)) {
      return null;
    }
    String name = text(base.name()) + text(record.name());
    if (!SenmlTexts.isName(name)) {
      throw new IllegalArgumentException(
          "a name that is empty or has characters other than letters, digits and -:./_");
    }
    SenmlValue value = value(record.value(), base.value());
    BigDecimal sum = add(base.sum(), record.sum());
    if (value == null && sum == null) {
      throw new IllegalArgumentException("neither a value nor a sum");
    }
    String unit = record.unit() != null ? record.unit() : base.unit();
    Instant time = instant(add(base.time(), record.time()), now);
    return new SenmlResolved(name, unit, value, sum, time, record.updateTime());
  }

  private static boolean isBaseOnly(SenmlRecord record) {
    return !record.base().equals(SenmlBase.NONE)
        && record.name() == null
        && record.unit() == null
        && record.value() == null
        && record.sum() == null
        && record.time() == null
        && record.updateTime() == null;
  }

  private static SenmlBase merge(SenmlBase before, SenmlBase now) {
    if (now.equals(SenmlBase.NONE)) {
      return before;
    }
    return new SenmlBase(
        now.name() != null ? now.name() : before.name(),
        now.time() != null ? now.time() : before.time(),
        now.unit() != null ? now.unit() : before.unit(),
        now.value() != null ? now.value() : before.value(),
        now.sum() != null ? now.sum() : before.sum(),
        version(before.version(), now.version()));
  }

  private static @Nullable Integer version(@Nullable Integer before, @Nullable Integer now) {
    if (now == null) {
      return before;
    }
    if (now < 1 || now > VERSION) {
      throw new IllegalArgumentException("a version other than 1 to " + VERSION);
    }
    if (before != null && !before.equals(now)) {
      throw new IllegalArgumentException("two versions in one pack");
    }
    return now;
  }

  /** Section 4.6: of value and base value, the missing one counts as zero. */
  private static @Nullable SenmlValue value(@Nullable SenmlValue value, @Nullable BigDecimal base) {
    if (base == null || (value != null && !(value instanceof SenmlValue.Number))) {
      return value;
    }
    return value instanceof SenmlValue.Number number
        ? new SenmlValue.Number(number.number().add(base))
        : new SenmlValue.Number(base);
  }

  private static @Nullable BigDecimal add(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return SenmlNumbers.normal(a.add(b));
  }

  private static Instant instant(@Nullable BigDecimal seconds, Instant now) {
    if (seconds == null) {
      return now;
    }
    if (seconds.abs().compareTo(FARTHEST) >= 0) {
      throw new IllegalArgumentException("a time beyond 2^40 seconds");
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    long nanos = seconds.subtract(whole).movePointRight(9).longValue();
    Instant origin = seconds.compareTo(RELATIVE_BELOW) < 0 ? now : Instant.EPOCH;
    return origin.plusSeconds(whole.longValueExact()).plusNanos(nanos);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
