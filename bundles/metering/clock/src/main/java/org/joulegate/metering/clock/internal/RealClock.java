package org.joulegate.metering.clock.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's clock, with what can be known about it.
 *
 * <p>A step is a difference of more than two seconds between the wall clock and the running one
 * since the last stamp, beyond the half per mille by which a time source may slew it. A computer
 * that slept shows as a step as well: the running clock stood still meanwhile.
 */
final class RealClock implements MeteringClock {
  private static final long STEP_NANOS = Duration.ofSeconds(2).toNanos();

  /** Linux slews by at most 500 ppm. */
  private static final long SLEW_DIVISOR = 2_000;

  private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final SystemTime time;
  private final Instant built;
  private final BooleanSupplier confirmed;
  private Instant lastWall;
  private long lastRunning;
  private long lastLook;
  private boolean synchronised;
  private @Nullable Instant steppedAt;

  /**
   * @param time where time comes from
   * @param built before this, the clock was never set
   * @param confirmed whether a time source confirms the clock; asked every ten seconds at most
   */
  RealClock(SystemTime time, Instant built, BooleanSupplier confirmed) {
    this.time = time;
    this.built = built;
    this.confirmed = confirmed;
    lastWall = time.wall();
    lastRunning = time.running();
    lastLook = lastRunning;
    synchronised = confirmed.getAsBoolean();
  }

  @Override
  public synchronized Stamp stamp() {
    Instant wall = time.wall();
    long running = time.running();
    long elapsed = running - lastRunning;
    Duration off = Duration.between(lastWall, wall).minusNanos(elapsed).abs();
    if (off.compareTo(Duration.ofNanos(STEP_NANOS + elapsed / SLEW_DIVISOR)) > 0) {
      steppedAt = wall;
    }
    lastWall = wall;
    lastRunning = running;
    return new Stamp(wall, state(wall, running), steppedAt);
  }

  private ClockState state(Instant wall, long running) {
    if (wall.isBefore(built)) {
      return ClockState.UNSET;
    }
    if (running - lastLook >= LOOK_EVERY_NANOS) {
      lastLook = running;
      synchronised = confirmed.getAsBoolean();
    }
    return synchronised ? ClockState.SYNCHRONISED : ClockState.FREE_RUNNING;
  }

  @Override
  public Duration realTimeOf(Duration metered) {
    return metered;
  }
}
