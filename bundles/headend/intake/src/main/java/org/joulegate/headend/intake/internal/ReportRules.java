package org.joulegate.headend.intake.internal;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.concentrator.api.FailureNotice;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.settlement.api.IntervalValue;

/**
 * What a message must be like beyond its form. Pure. The first rule that is broken ends the check;
 * the sender comes first, so that the identity in a refusal is its own.
 */
final class ReportRules {
  private ReportRules() {}

  private record Place(ObisCode obis, Instant start) {}

  /**
   * Checks who made and sent a message, and for whom.
   *
   * @param concentrator who made it, by its own words
   * @param signer who signed it
   * @param peer who sent it, by its TLS certificate
   */
  static void sender(String identity, String concentrator, String signer, String peer)
      throws Refusal {
    if (!concentrator.equals(signer)) {
      throw new Refusal(identity, "it is signed by " + signer + ", who did not make it");
    }
    if (!signer.equals(peer)) {
      throw new Refusal(
          identity, "it is signed by " + signer + " and sent by " + peer + ", who may not forward");
    }
  }

  static void check(FailureNotice notice, String centre) throws Refusal {
    centre(notice.identity(), notice.centre(), centre);
    if (notice.sequence() < 1 || notice.sequence() > notice.head().sequence()) {
      throw new Refusal(notice.identity(), "its event does not lie before its journal head");
    }
  }

  /** That values belong to the report's point and period is a rule of the report's type. */
  static void check(ConsumptionReport report, String centre) throws Refusal {
    String identity = report.identity().toString();
    centre(identity, report.centre(), centre);
    Set<Place> places = new HashSet<>();
    for (IntervalValue value : report.values()) {
      Instant start = value.interval().start();
      if (!places.add(new Place(value.obis(), start))) {
        throw new Refusal(identity, "it has " + value.obis() + " at " + start + " twice");
      }
    }
  }

  private static void centre(String identity, String given, String ours) throws Refusal {
    if (!given.equals(ours)) {
      throw new Refusal(identity, "it is for another centre than " + ours);
    }
  }
}
