package org.joulegate.hal.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The time in which simulated lines live. A service of this type, when there is one, sets the pace
 * of every simulated line and replay; without one, they run in real time. Safe for any thread.
 */
@ConsumerType
public interface LineClock {
  /** The slowest and the fastest pace against real time. */
  BigDecimal MIN_FACTOR = new BigDecimal("0.001");

  /** See {@link #MIN_FACTOR}. */
  BigDecimal MAX_FACTOR = new BigDecimal("1000000");

  /** This instant; it never goes back. */
  Instant now();

  /**
   * How long to wait in real time until this clock shows an instant; zero when it has passed. A
   * clock that leaps jumps to the instant at this call, and answers zero.
   */
  Duration realTimeUntil(Instant instant);

  /** Real time: begins at the computer's clock and is not disturbed when that is set. */
  static LineClock real() {
    return new ScaledClock(Instant.now(), BigDecimal.ONE);
  }

  /**
   * A clock that begins at an instant now, and runs faster or slower than real time.
   *
   * @param factor {@link #MIN_FACTOR} to {@link #MAX_FACTOR}, to three decimals
   */
  static LineClock scaled(Instant start, BigDecimal factor) {
    return new ScaledClock(start, factor);
  }

  /**
   * A clock that never waits: it jumps to whatever instant is waited for. For replay at full speed
   * and for tests.
   */
  static LineClock leaping(Instant start) {
    return new LeapingClock(start);
  }
}
