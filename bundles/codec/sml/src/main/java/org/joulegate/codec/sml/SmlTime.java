package org.joulegate.codec.sml;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time as a meter gives it.
 *
 * @param kind what the seconds count
 * @param seconds 0 to 2^32 - 1
 * @param localOffset minutes of local time ahead of UTC; 0 unless the kind is {@code LOCAL}
 * @param seasonOffset minutes of daylight saving time on top; 0 unless the kind is {@code LOCAL}
 */
public record SmlTime(Kind kind, long seconds, int localOffset, int seasonOffset) {

  /** What the seconds of a time count. */
  public enum Kind {
    /** Seconds since the meter was started, or another index of its own (choice 1). */
    SECONDS_INDEX(1),
    /** Seconds since 1970-01-01T00:00Z (choice 2). */
    TIMESTAMP(2),
    /** Seconds since 1970-01-01T00:00Z, with what makes legal local time of them (choice 3). */
    LOCAL(3),
    /** A bare number where the standard wants a choice: met at Holley, a seconds index. */
    UNTAGGED(0);

    private final int choice;

    Kind(int choice) {
      this.choice = choice;
    }

    /** The tag on the wire; 0 where there is none. */
    int choice() {
      return choice;
    }
  }

  /** What a meter sends whose clock was never set. */
  private static final long UNSET = 0xFFFF_FFFFL;

  /**
   * The instant, or null when the seconds count something else or the meter's clock was not set
   * (all bits of the seconds are one).
   */
  public @Nullable Instant instant() {
    boolean sinceEpoch = kind == Kind.TIMESTAMP || kind == Kind.LOCAL;
    return sinceEpoch && seconds != UNSET ? Instant.ofEpochSecond(seconds) : null;
  }

  /** A UTC time stamp with the minutes that make legal local time of it. */
  public static SmlTime local(long seconds, int localOffset, int seasonOffset) {
    return new SmlTime(Kind.LOCAL, seconds, localOffset, seasonOffset);
  }

  /** A seconds index. */
  public static SmlTime secondsIndex(long seconds) {
    return new SmlTime(Kind.SECONDS_INDEX, seconds, 0, 0);
  }

  /** A UTC time stamp. */
  public static SmlTime timestamp(long seconds) {
    return new SmlTime(Kind.TIMESTAMP, seconds, 0, 0);
  }
}
