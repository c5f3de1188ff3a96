package org.joulegate.hal.api.recording;

import java.time.Duration;

/** One line of a recording: bytes that passed, or something that happened to the line. */
public sealed interface RecordedEvent permits RecordedBytes, RecordedChange {
  /** When, counted from the start of the recording; never negative. */
  Duration at();
}
