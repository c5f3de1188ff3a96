package org.joulegate.hal.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/** Runs on the monotonic clock, at a pace in thousandths of real time. */
final class ScaledClock implements LineClock {
  private static final long THOUSAND = 1_000;

  private final Instant start;
  private final long startNanos = System.nanoTime();
  private final long thousandths;

  ScaledClock(Instant start, BigDecimal factor) {
    if (factor.compareTo(MIN_FACTOR) < 0 || factor.compareTo(MAX_FACTOR) > 0) {
      throw new IllegalArgumentException("a pace is 0.001 to 1000000, not " + factor);
    }
    this.start = start;
    this.thousandths = factor.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  @Override
  public Instant now() {
    Duration real = Duration.ofNanos(System.nanoTime() - startNanos);
    return start.plus(real.multipliedBy(thousandths).dividedBy(THOUSAND));
  }

  @Override
  public Duration realTimeUntil(Instant instant) {
    Duration left = Duration.between(now(), instant);
    if (left.isNegative() || left.isZero()) {
      return Duration.ZERO;
    }
    // Rounded up, so that the instant is there when the wait is over.
    return left.multipliedBy(THOUSAND).dividedBy(thousandths).plusNanos(1);
  }
}
