package org.joulegate.sim.meters.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;

/**
 * A load that is the same every day, and what went through the meter since its first day. Power is
 * constant within a minute; energy drawn and energy fed in are exact integrals of it.
 *
 * <p>Both are functions of the instant alone, so a meter that nobody listens to has gone on.
 */
final class DailyLoad {
  /** The day on which all simulated meters stood at zero. */
  static final Instant FIRST_DAY = Instant.parse("2026-01-01T00:00:00Z");

  private static final int MINUTES = 24 * 60;
  private static final int SECONDS = 60;
  private static final long MILLIS = 1000;

  private final int[] watts = new int[MINUTES];
  private final long[] drawn = new long[MINUTES + 1];
  private final long[] fedIn = new long[MINUTES + 1];

  /**
   * @param wattsOfMinute the power in each minute of a day, drawn positive, for 0 to 1439
   */
  DailyLoad(IntUnaryOperator wattsOfMinute) {
    for (int minute = 0; minute < MINUTES; minute++) {
      int power = wattsOfMinute.applyAsInt(minute);
      watts[minute] = power;
      drawn[minute + 1] = drawn[minute] + (long) Math.max(power, 0) * SECONDS;
      fedIn[minute + 1] = fedIn[minute] + (long) Math.max(-power, 0) * SECONDS;
    }
  }

  /** The power at an instant in watts, drawn positive. */
  int watts(Instant at) {
    return watts[minuteOfDay(at)];
  }

  /** The energy drawn since the first day in watt-seconds, rounded down. */
  long drawnWattSeconds(Instant at) {
    return energy(at, drawn, Math.max(watts(at), 0));
  }

  /** The energy fed in since the first day in watt-seconds, rounded down. */
  long fedInWattSeconds(Instant at) {
    return energy(at, fedIn, Math.max(-watts(at), 0));
  }

  private static long energy(Instant at, long[] sums, int power) {
    Duration age = Duration.between(FIRST_DAY, at);
    if (age.isNegative()) {
      return 0;
    }
    long millisOfMinute = age.toMillis() % (SECONDS * MILLIS);
    return age.toDays() * sums[MINUTES] + sums[minuteOfDay(at)] + power * millisOfMinute / MILLIS;
  }

  private static int minuteOfDay(Instant at) {
    return (int) Math.floorMod(Math.floorDiv(at.getEpochSecond(), SECONDS), (long) MINUTES);
  }
}
