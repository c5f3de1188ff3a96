package org.joulegate.settlement.intervals.internal;

import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.RegisterValue;
import org.jspecify.annotations.Nullable;

/**
 * The index at an end of an interval.
 *
 * @param index the index; null exactly when there is a cause
 * @param measured whether it was read within the tolerance, and not interpolated
 * @param missing why there is none
 */
record Boundary(@Nullable RegisterValue index, boolean measured, @Nullable MissingCause missing) {
  static Boundary measured(RegisterValue index) {
    return new Boundary(index, true, null);
  }

  static Boundary substituted(RegisterValue index) {
    return new Boundary(index, false, null);
  }

  static Boundary missing(MissingCause cause) {
    return new Boundary(null, false, cause);
  }
}
