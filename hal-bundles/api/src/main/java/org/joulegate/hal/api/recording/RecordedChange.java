package org.joulegate.hal.api.recording;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that happened to the line.
 *
 * @param at when
 * @param kind what
 * @param text free text without line ends, {@code #} or control characters; may be empty
 */
public record RecordedChange(Duration at, Kind kind, String text) implements RecordedEvent {

  /** What can happen to a line; written as {@code !} and the word in lower case. */
  public enum Kind {
    /** The line was opened; the text is its address. Begins a session. */
    OPEN,
    /** The line was set; the text is as {@code 9600 8N1}. */
    SETTINGS,
    /** The line vanished. */
    DISCONNECT,
    /** The line was closed by its user. */
    CLOSE,
    /** Nothing happened; someone has something to say. */
    NOTE;

    /** The word in a recording. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the text. */
  public RecordedChange {
    if (at.isNegative()) {
      throw new IllegalArgumentException("an event is not before the start: " + at);
    }
    if (!text.equals(clean(text))) {
      throw new IllegalArgumentException("a text has no line end, # or control character");
    }
  }

  /** Makes any text fit to stand in a recording. */
  public static String clean(String text) {
    return text.replaceAll("[#\\p{Cntrl}]", " ").strip();
  }
}
