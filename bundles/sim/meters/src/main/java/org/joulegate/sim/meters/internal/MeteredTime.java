package org.joulegate.sim.meters.internal;

import java.time.Duration;
import java.time.Instant;
import org.joulegate.hal.api.LineClock;
import org.joulegate.metering.api.MeteringClock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets simulated lines live in the time of the gateway's clock, however fast it runs. */
@Component(service = LineClock.class)
public final class MeteredTime implements LineClock {
  private final MeteringClock clock;
  private Instant latest;

  /** Begins now. */
  @Activate
  public MeteredTime(@Reference MeteringClock clock) {
    this.clock = clock;
    latest = clock.now();
  }

  @Override
  public synchronized Instant now() {
    Instant now = clock.now();
    if (now.isAfter(latest)) {
      latest = now;
    }
    return latest;
  }

  @Override
  public Duration realTimeUntil(Instant instant) {
    Duration left = Duration.between(now(), instant);
    return left.isNegative() || left.isZero() ? Duration.ZERO : clock.realTimeOf(left).plusNanos(1);
  }
}
