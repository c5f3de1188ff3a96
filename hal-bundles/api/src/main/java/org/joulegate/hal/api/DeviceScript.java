package org.joulegate.hal.api;

import org.osgi.annotation.versioning.ConsumerType;

/** What a simulated device does on one open line. */
@ConsumerType
@FunctionalInterface
public interface DeviceScript {
  /**
   * Speaks until the line closes. Runs on a thread of the line's own; every method of the line that
   * waits throws {@link InterruptedException} as soon as the line is closed, and the script lets it
   * through. A script that returns earlier leaves a silent line; one that throws anything else
   * loses it.
   */
  void run(DeviceLine line) throws InterruptedException;
}
