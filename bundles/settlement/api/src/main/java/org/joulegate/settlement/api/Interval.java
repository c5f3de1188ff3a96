package org.joulegate.settlement.api;

import java.time.Duration;
import java.time.Instant;

/**
 * A quarter-hour of UTC.
 *
 * @param start its beginning (inclusive), a whole multiple of {@link #LENGTH} since
 *     1970-01-01T00:00Z
 */
public record Interval(Instant start) implements Comparable<Interval> {
  /** A quarter-hour: the registration period of EU electricity settlement. */
  public static final Duration LENGTH = Duration.ofMinutes(15);

  /**
   * @throws IllegalArgumentException if the start is not on the grid
   */
  public Interval {
    if (start.getNano() != 0 || Math.floorMod(start.getEpochSecond(), LENGTH.toSeconds()) != 0) {
      throw new IllegalArgumentException(start + " is not the start of a quarter-hour");
    }
  }

  /** The interval that an instant lies in; an instant on the grid begins its interval. */
  public static Interval containing(Instant instant) {
    long seconds = instant.getEpochSecond();
    return new Interval(
        Instant.ofEpochSecond(seconds - Math.floorMod(seconds, LENGTH.toSeconds())));
  }

  /** Its end (exclusive), which is the start of the next. */
  public Instant end() {
    return start.plus(LENGTH);
  }

  /** The interval after this. */
  public Interval next() {
    return new Interval(end());
  }

  @Override
  public int compareTo(Interval other) {
    return start.compareTo(other.start);
  }
}
