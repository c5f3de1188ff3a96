package org.joulegate.codec.iec62056.session;

import java.time.Duration;

/**
 * The times of a session. What a certain meter needs is stored with the meter.
 *
 * @param reaction how long the reader waits behind the last byte of the identification before it
 *     acknowledges; 200 ms to 1500 ms (IEC 62056-21, 6.4.3.2, t_r)
 * @param fastReaction the same for a meter whose manufacturer's third letter is lower case; from 20
 *     ms on
 * @param answer how long the meter may take for the first byte of an answer; 1500 ms
 * @param characterGap how long may pass between two bytes of a message; 1500 ms (t_a)
 * @param wakeUp how long the wake-up message lasts; 2.1 s to 2.3 s (annex B)
 * @param afterWakeUp how long to wait behind it; 1.5 s to 1.7 s
 * @param pause how long the line is left silent before another attempt, so that the meter is back
 *     at its start; more than {@code characterGap}
 * @param identification how long it may take from the sign-on to the end of the identification,
 *     whatever else is on the line
 * @param sending how long the line may take to say that bytes have left, more than the longest
 *     message at 300 baud takes
 * @param attempts how often the sign-on is made at most, 1 or more
 */
public record SessionTiming(
    Duration reaction,
    Duration fastReaction,
    Duration answer,
    Duration characterGap,
    Duration wakeUp,
    Duration afterWakeUp,
    Duration pause,
    Duration identification,
    Duration sending,
    int attempts) {

  /** The times of the standard, three attempts. */
  public static final SessionTiming STANDARD =
      new SessionTiming(
          Duration.ofMillis(200),
          Duration.ofMillis(20),
          Duration.ofMillis(1500),
          Duration.ofMillis(1500),
          Duration.ofMillis(2200),
          Duration.ofMillis(1600),
          Duration.ofMillis(2500),
          Duration.ofMillis(5000),
          Duration.ofMillis(5000),
          3);

  /** Checks that no time is negative and that there is an attempt. */
  public SessionTiming {
    Duration[] all = {
      reaction,
      fastReaction,
      answer,
      characterGap,
      wakeUp,
      afterWakeUp,
      pause,
      identification,
      sending
    };
    for (Duration time : all) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("a time of a session is negative: " + time);
      }
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts are 1 or more, not " + attempts);
    }
  }

  /** These times with another reaction time, for a meter that needs more of it. */
  public SessionTiming withReaction(Duration other) {
    return new SessionTiming(
        other,
        other,
        answer,
        characterGap,
        wakeUp,
        afterWakeUp,
        pause,
        identification,
        sending,
        attempts);
  }
}
