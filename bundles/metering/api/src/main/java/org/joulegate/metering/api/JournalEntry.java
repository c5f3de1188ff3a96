package org.joulegate.metering.api;

import java.time.Instant;

/** What the journal holds. */
public sealed interface JournalEntry permits MeterReading, MeterEvent, SealedReport {
  /** When this was stamped by the gateway's clock. */
  Instant at();

  /**
   * What it is about: a meter's id for a reading, the meter, adapter or consumer for an event, the
   * report's identity for a report.
   */
  String subject();
}
