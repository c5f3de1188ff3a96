package org.joulegate.hal.api.recording;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that passed together.
 *
 * @param at when the last of them passed
 * @param direction which way
 * @param bytes 1 to {@value RecordingReader#MAX_BYTES_PER_EVENT}; copied in and out
 */
public record RecordedBytes(Duration at, Direction direction, byte[] bytes)
    implements RecordedEvent {

  /** Which way bytes went, seen from the gateway. */
  public enum Direction {
    /** From the device: {@code <}. */
    RECEIVED,
    /** To the device: {@code >}. */
    SENT
  }

  /** Copies the bytes. */
  public RecordedBytes {
    bytes = bytes.clone();
    if (at.isNegative() || bytes.length == 0) {
      throw new IllegalArgumentException("an event has a time and at least one byte");
    }
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordedBytes that
        && at.equals(that.at)
        && direction == that.direction
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * at.hashCode() + direction.hashCode()) + Arrays.hashCode(bytes);
  }

  /** Time, direction and length; not the bytes, which may be personal. */
  @Override
  public String toString() {
    return "RecordedBytes[at=" + at + ", " + direction + " " + bytes.length + " bytes]";
  }
}
