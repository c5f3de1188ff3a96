package org.joulegate.concentrator.api;

import java.time.Instant;
import java.util.regex.Pattern;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.settlement.api.Interval;

/**
 * What makes a report this report: a centre counts each identity once.
 *
 * @param concentrator who made it
 * @param point for which metering point
 * @param periodStart the reporting period's start, inclusive
 * @param periodEnd its end, exclusive
 * @param supplement 0 for the period's report, 1 and up for what came late
 */
public record ReportIdentity(
    String concentrator,
    MeteringPoint point,
    Instant periodStart,
    Instant periodEnd,
    int supplement) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * @throws IllegalArgumentException if the period is empty or off the grid of quarter-hours, the
   *     supplement is negative, or the concentrator's id has other than 1 to 64 of A-Z a-z 0-9 . _
   *     -
   */
  public ReportIdentity {
    Interval first = new Interval(periodStart);
    Interval behind = new Interval(periodEnd);
    if (first.compareTo(behind) >= 0) {
      throw new IllegalArgumentException("a period ends after it starts");
    }
    if (supplement < 0) {
      throw new IllegalArgumentException("a supplement is 0 or more, not " + supplement);
    }
    if (!ID.matcher(concentrator).matches()) {
      throw new IllegalArgumentException(
          "a concentrator's id has 1 to 64 of A-Z a-z 0-9 . _ -, not \"" + concentrator + "\"");
    }
  }

  /** One line: the parts in order with slashes between. */
  @Override
  public String toString() {
    return concentrator + "/" + point + "/" + periodStart + "/" + periodEnd + "/" + supplement;
  }
}
