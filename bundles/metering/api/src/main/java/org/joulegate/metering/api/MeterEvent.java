package org.joulegate.metering.api;

import java.time.Instant;

/**
 * Something that happened and that somebody may ask about later.
 *
 * @param stamp when, by the gateway's clock
 * @param kind what
 * @param subject what it is about: a meter's id, an adapter instance or a consumer
 * @param text one sentence for a person, without secrets; at most {@link #MAX_TEXT} characters,
 *     longer ones are cut
 */
public record MeterEvent(Stamp stamp, EventKind kind, String subject, String text)
    implements JournalEntry {
  /** The longest text. */
  public static final int MAX_TEXT = 500;

  /** Cuts a text that is too long. */
  public MeterEvent {
    if (text.length() > MAX_TEXT) {
      int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 2)) ? MAX_TEXT - 2 : MAX_TEXT - 1;
      text = text.substring(0, end) + "…";
    }
  }

  @Override
  public Instant at() {
    return stamp.at();
  }
}
