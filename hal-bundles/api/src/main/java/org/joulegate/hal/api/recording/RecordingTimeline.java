package org.joulegate.hal.api.recording;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the time stamps of a recording's lines into times since its start. */
final class RecordingTimeline {
  private static final Pattern OFFSET = Pattern.compile("\\+([0-9]{1,9})(?:\\.([0-9]{1,9}))?");
  private static final String EXPECTED =
      "an instant such as 2026-01-15T10:00:00.5Z or seconds since the line before such as +0.5";
  private static final int NANO_DIGITS = 9;

  private Duration last = Duration.ZERO;
  private boolean begun;
  private @Nullable Instant zero;

  /** The time of the next line; a new session may begin where the clock had been set back. */
  Duration advance(String stamp, boolean beginsSession, int line) throws RecordingFormatException {
    Matcher offset = OFFSET.matcher(stamp);
    if (offset.matches()) {
      last = last.plus(duration(offset));
    } else {
      last = at(instant(stamp, line), beginsSession, line);
    }
    begun = true;
    return last;
  }

  Optional<Instant> start() {
    return Optional.ofNullable(zero);
  }

  private Duration at(Instant instant, boolean beginsSession, int line)
      throws RecordingFormatException {
    Instant known = zero;
    if (known == null) {
      if (begun && !beginsSession) {
        throw new RecordingFormatException(
            line, "seconds such as +0.5, since no line before has an instant", "an instant");
      }
      zero = instant.minus(last);
      return last;
    }
    Duration at = Duration.between(known, instant);
    if (at.compareTo(last) >= 0) {
      return at;
    }
    if (!beginsSession) {
      throw new RecordingFormatException(
          line, "a time that is not before that of the line before", "an earlier one");
    }
    zero = instant.minus(last);
    return last;
  }

  private static Duration duration(Matcher offset) {
    String fraction = offset.group(2) == null ? "" : offset.group(2);
    long nanos = Long.parseLong(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
    return Duration.ofSeconds(Long.parseLong(offset.group(1)), nanos);
  }

  private static Instant instant(String stamp, int line) throws RecordingFormatException {
    try {
      return Instant.parse(stamp);
    } catch (DateTimeException e) {
      throw new RecordingFormatException(line, EXPECTED, "something else");
    }
  }
}
