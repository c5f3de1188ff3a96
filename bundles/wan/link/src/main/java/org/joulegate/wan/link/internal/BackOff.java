package org.joulegate.wan.link.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: a second at first, twice as long each time, five minutes at
 * most. A random half of it is left out, so that the gateways of a town do not all come back in the
 * same second. For use by one thread.
 */
final class BackOff {
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final RandomGenerator random;
  private int failures;

  BackOff(RandomGenerator random) {
    this.random = random;
  }

  /** Notes a failure. */
  Duration next() {
    int doublings = Math.min(failures, Integer.SIZE - 2);
    failures++;
    long full = Math.min(FIRST.toMillis() << doublings, LONGEST.toMillis());
    return Duration.ofMillis(full - random.nextLong(full / 2 + 1));
  }

  /** How many tries failed since the last success. */
  int failures() {
    return failures;
  }

  /** Notes a success. */
  void reset() {
    failures = 0;
  }
}
