package org.joulegate.settlement.api;

import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.RegisterValue;
import org.jspecify.annotations.Nullable;

/**
 * What went through a metering point in one interval: the difference of an index between its ends.
 *
 * <p>It is final: once closed, an interval's value never changes.
 *
 * @param point where
 * @param meter by which meter
 * @param obis which index
 * @param interval when
 * @param difference index at the end minus index at the start, never negative; null exactly when
 *     the quality is {@code MISSING}
 * @param quality {@code MEASURED} if both indexes were read within the tolerance of the interval's
 *     ends, {@code SUBSTITUTED} if one was interpolated
 * @param missing why there is no difference; null exactly when there is one
 */
public record IntervalValue(
    MeteringPoint point,
    MeterId meter,
    ObisCode obis,
    Interval interval,
    @Nullable RegisterValue difference,
    ReadingQuality quality,
    @Nullable MissingCause missing) {

  /**
   * @throws IllegalArgumentException if difference, quality and cause contradict each other, or the
   *     difference is negative
   */
  public IntervalValue {
    boolean absent = quality == ReadingQuality.MISSING;
    if (absent != (difference == null) || absent != (missing != null)) {
      throw new IllegalArgumentException(
          "an interval has either a difference or the cause of its absence");
    }
    if (difference != null && difference.mantissa() < 0) {
      throw new IllegalArgumentException("a negative difference is an event, not consumption");
    }
  }
}
