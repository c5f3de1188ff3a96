package org.joulegate.metering.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One OBIS register of a reading: a value with its quality, or the cause of its absence.
 *
 * @param obis which register
 * @param value the value; null exactly when the quality is {@link ReadingQuality#MISSING}
 * @param quality how far the value can be trusted
 * @param missing why there is no value; null exactly when there is one
 */
public record Register(
    ObisCode obis,
    @Nullable RegisterValue value,
    ReadingQuality quality,
    @Nullable MissingCause missing) {

  /**
   * @throws IllegalArgumentException if value, quality and cause contradict each other
   */
  public Register {
    boolean absent = quality == ReadingQuality.MISSING;
    if (absent != (value == null) || absent != (missing != null)) {
      throw new IllegalArgumentException(
          obis + ": a register has either a value or the cause of its absence");
    }
  }

  /** A register as the meter sent it. */
  public static Register measured(ObisCode obis, RegisterValue value) {
    return new Register(obis, Objects.requireNonNull(value), ReadingQuality.MEASURED, null);
  }

  /** A register without a value. */
  public static Register missing(ObisCode obis, MissingCause cause) {
    return new Register(obis, null, ReadingQuality.MISSING, cause);
  }
}
