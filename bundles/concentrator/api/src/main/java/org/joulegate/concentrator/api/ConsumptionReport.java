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

  /** Copies the list. */
  public ConsumptionReport {
    values = List.copyOf(values);
  }
}
