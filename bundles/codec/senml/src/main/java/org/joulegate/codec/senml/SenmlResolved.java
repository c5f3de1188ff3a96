package org.joulegate.codec.senml;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record with all base fields applied (RFC 8428 section 4.6): it stands for itself.
 *
 * @param name the whole name
 * @param unit symbol of the SenML units registry, if it has one
 * @param value what is said, if anything but a sum
 * @param sum integral of the value over time, in unit seconds
 * @param time absolute, UTC
 * @param updateTime the longest time, in seconds, until the next record of this name
 */
public record SenmlResolved(
    String name,
    @Nullable String unit,
    @Nullable SenmlValue value,
    @Nullable BigDecimal sum,
    Instant time,
    @Nullable BigDecimal updateTime) {}
