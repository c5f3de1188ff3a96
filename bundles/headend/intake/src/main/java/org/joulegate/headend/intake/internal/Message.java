package org.joulegate.headend.intake.internal;

import java.time.Instant;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.concentrator.api.FailureNotice;
import org.joulegate.metering.api.JournalHead;

/** A message that passed every check that needs no store. */
sealed interface Message {
  /** By what it is counted once. */
  String identity();

  /** Who made it, sealed it and sent it. */
  String concentrator();

  /** The end of the sender's journal when it was made. */
  JournalHead head();

  /** The message as it came. */
  byte[] sealed();

  /** When it came, by this centre's clock. */
  Instant received();

  /** A report. */
  record OfReport(ConsumptionReport report, byte[] sealed, Instant received) implements Message {
    @Override
    public String identity() {
      return report.identity().toString();
    }

    @Override
    public String concentrator() {
      return report.identity().concentrator();
    }

    @Override
    public JournalHead head() {
      return report.head();
    }
  }

  /** A notice. */
  record OfNotice(FailureNotice notice, byte[] sealed, Instant received) implements Message {
    @Override
    public String identity() {
      return notice.identity();
    }

    @Override
    public String concentrator() {
      return notice.concentrator();
    }

    @Override
    public JournalHead head() {
      return notice.head();
    }
  }
}
