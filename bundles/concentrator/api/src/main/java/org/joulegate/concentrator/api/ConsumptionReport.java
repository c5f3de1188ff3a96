package org.joulegate.concentrator.api;

import java.util.List;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.settlement.api.IntervalValue;

/**
 * A report of one metering point for one reporting period, before it is sealed and after it was
 * opened.
 *
 * @param identity which report
 * @param centre the centre that it is for
 * @param sequence counts this concentrator's reports to this centre from 1, without gaps
 * @param head the journal's end when the report was made
 * @param values the intervals of the period, by register and time
 */
public record ConsumptionReport(
    ReportIdentity identity,
    String centre,
    long sequence,
    JournalHead head,
    List<IntervalValue> values) {

  /** The media type of the report's canonical CBOR ({@code docs/wire-format.cddl}). */
  public static final String MEDIA_TYPE = "application/vnd.joulegate.report+cbor";

  /**
   * @throws IllegalArgumentException if the sequence is not positive, or a value is of another
   *     point or outside the period
   */
  public ConsumptionReport {
    values = List.copyOf(values);
    if (sequence < 1) {
      throw new IllegalArgumentException("reports are counted from 1, not " + sequence);
    }
    for (IntervalValue value : values) {
      if (!value.point().equals(identity.point())
          || value.interval().start().isBefore(identity.periodStart())
          || value.interval().end().isAfter(identity.periodEnd())) {
        throw new IllegalArgumentException(
            "the interval of " + value.interval().start() + " is not of " + identity);
      }
    }
  }
}
