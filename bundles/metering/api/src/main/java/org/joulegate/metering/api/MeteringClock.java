package org.joulegate.metering.api;

import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The clock by which a runtime stamps readings, closes intervals and dates reports.
 *
 * <p>Whoever waits for a line, a socket or a disk waits in real time and does not ask this clock.
 * All methods are safe for use by any thread and return at once.
 */
@ProviderType
public interface MeteringClock {
  /** This instant with the state of the clock. */
  Stamp stamp();

  /** This instant. */
  default Instant now() {
    return stamp().at();
  }

  /**
   * How long to wait in real time until this much has passed on this clock: the same, except on a
   * virtual clock that runs faster.
   */
  Duration realTimeOf(Duration metered);
}
