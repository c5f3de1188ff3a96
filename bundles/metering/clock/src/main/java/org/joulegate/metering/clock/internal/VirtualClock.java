package org.joulegate.metering.clock.internal;

import java.time.Duration;
import java.time.Instant;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.Stamp;

/**
 * A clock that runs at a rate of its own: {@code epoch + rate * (real time - anchor)}. The wall
 * clock is asked once, at the start; from there the running clock counts, so that this one never
 * steps. Two processes with the same epoch, anchor and rate agree, and so does one before and after
 * a restart.
 */
final class VirtualClock implements MeteringClock {
  private final SystemTime time;
  private final int rate;
  private final Instant start;
  private final long startRunning;

  VirtualClock(SystemTime time, int rate, Instant epoch, Instant anchor) {
    this.time = time;
    this.rate = rate;
    this.start = epoch.plus(Duration.between(anchor, time.wall()).multipliedBy(rate));
    this.startRunning = time.running();
  }

  @Override
  public Stamp stamp() {
    Duration elapsed = Duration.ofNanos(time.running() - startRunning);
    return new Stamp(start.plus(elapsed.multipliedBy(rate)), ClockState.VIRTUAL, null);
  }

  @Override
  public Duration realTimeOf(Duration metered) {
    return metered.dividedBy(rate);
  }
}
