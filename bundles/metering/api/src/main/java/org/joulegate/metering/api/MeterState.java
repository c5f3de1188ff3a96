package org.joulegate.metering.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a meter now.
 *
 * @param meter which
 * @param point the metering point that it serves
 * @param medium what it measures; {@link Medium#UNKNOWN} if its registers do not tell
 * @param last the last reading
 * @param sequence the last reading's place in the journal
 * @param silence why it is silent and since when; null while it is read
 */
public record MeterState(
    MeterId meter,
    MeteringPoint point,
    Medium medium,
    MeterReading last,
    long sequence,
    @Nullable Silence silence) {

  /**
   * Why nothing comes.
   *
   * @param since the instant of the event that said so
   * @param cause one sentence
   */
  public record Silence(Instant since, String cause) {}
}
