package org.joulegate.concentrator.api;

import java.time.Instant;
import org.joulegate.metering.api.MeteringPoint;

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

  /** One line: the parts in order with slashes between. */
  @Override
  public String toString() {
    return concentrator + "/" + point + "/" + periodStart + "/" + periodEnd + "/" + supplement;
  }
}
