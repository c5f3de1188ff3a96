package org.joulegate.hal.api;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a line is tried again: twice as long after each failure up to a cap, less
 * a random share so that many do not come back at the same moment. A value; it keeps no count.
 *
 * @param first the wait after the first failure, 1 ms to the cap
 * @param cap the longest wait, at most one day
 * @param jitterPercent up to how much of a wait is taken off at random, 0 to 100
 */
public record BackOff(Duration first, Duration cap, int jitterPercent) {
  // Before the constant that uses it.
  private static final Duration LEAST = Duration.ofMillis(1);

  /** For a line at the same machine: half a second, doubling to 30 seconds, a quarter random. */
  public static final BackOff LINE =
      new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30), 25);

  private static final int MAX_DOUBLINGS = 30;

  /** Checks the ranges. */
  public BackOff {
    if (first.compareTo(LEAST) < 0 || first.compareTo(cap) > 0) {
      throw new IllegalArgumentException("first must be from 1 ms to the cap, not " + first);
    }
    if (cap.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("cap must be at most a day, not " + cap);
    }
    if (jitterPercent < 0 || jitterPercent > 100) {
      throw new IllegalArgumentException("jitter must be 0 to 100 percent, not " + jitterPercent);
    }
  }

  /**
   * The wait before the next attempt.
   *
   * @param failures how many attempts in a row have failed, at least 1
   * @param random gives the share that is taken off
   */
  public Duration delay(int failures, RandomGenerator random) {
    if (failures < 1) {
      throw new IllegalArgumentException("no failure, no wait: " + failures);
    }
    // A day in nanoseconds times 2^30 would overflow; the cap in the comparison prevents it.
    int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
    long nanos = cap.toNanos();
    if (first.toNanos() <= nanos >> doublings) {
      nanos = first.toNanos() << doublings;
    }
    long share = nanos / 100 * jitterPercent;
    return Duration.ofNanos(share == 0 ? nanos : nanos - random.nextLong(share + 1));
  }
}
