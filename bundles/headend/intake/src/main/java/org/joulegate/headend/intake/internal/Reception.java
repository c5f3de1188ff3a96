package org.joulegate.headend.intake.internal;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.concentrator.api.FailureNotice;
import org.joulegate.concentrator.api.ReportFormat;
import org.joulegate.concentrator.api.ReportFormatException;
import org.joulegate.trust.api.Sealer;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;
import org.joulegate.wan.api.Acknowledgement;
import org.joulegate.wan.api.Acknowledgement.Outcome;

/**
 * The way of one message: opened, read, checked, stored, acknowledged. It ends at the first check
 * that fails, before anything was written. Safe for use by any thread.
 */
final class Reception {
  private static final System.Logger LOG = System.getLogger(Reception.class.getName());

  private final String centre;
  private final Sealer sealer;
  private final ReportFormat format;
  private final StoreWriter store;
  private final Rejections rejections;
  private final Clock clock;

  Reception(
      String centre,
      Sealer sealer,
      ReportFormat format,
      StoreWriter store,
      Rejections rejections,
      Clock clock) {
    this.centre = centre;
    this.sealer = sealer;
    this.format = format;
    this.store = store;
    this.rejections = rejections;
    this.clock = clock;
  }

  /**
   * Takes a message in.
   *
   * @param peer who sent it, by its TLS certificate
   * @return what became of it, once that is on disk
   * @throws StoreException if nothing can be said about it now
   */
  Acknowledgement receive(String peer, byte[] sealed) throws StoreException, InterruptedException {
    Instant now = clock.instant();
    try {
      Message message = read(peer, sealed, now);
      return acknowledge(message, store.store(message));
    } catch (Refusal refusal) {
      rejections.add(now, peer, refusal);
      LOG.log(
          Level.WARNING,
          "refused a message from {0} ({1}): {2}",
          peer,
          refusal.identity().isEmpty() ? "not identified" : refusal.identity(),
          refusal.reason());
      return new Acknowledgement(refusal.identity(), Outcome.REJECTED, now, refusal.reason());
    }
  }

  private Acknowledgement acknowledge(Message message, Verdict verdict)
      throws Refusal, StoreException {
    Instant at = message.received();
    String identity = message.identity();
    if (verdict instanceof Verdict.Stored stored) {
      if (stored.missing() > 0) {
        LOG.log(
            Level.INFO,
            "{0} came, and {1} reports of this concentrator before it did not yet",
            identity,
            stored.missing());
      }
      return new Acknowledgement(identity, Outcome.ACCEPTED, at, "");
    }
    if (verdict instanceof Verdict.Known) {
      return new Acknowledgement(identity, Outcome.KNOWN, at, "");
    }
    if (verdict instanceof Verdict.Refused refused) {
      throw new Refusal(identity, refused.reason());
    }
    String reason = "another message of this identity was stored before";
    rejections.add(at, message.concentrator(), new Refusal(identity, reason));
    LOG.log(Level.WARNING, "refused {0}: {1}", identity, reason);
    return new Acknowledgement(identity, Outcome.CONFLICT, at, reason);
  }

  private Message read(String peer, byte[] sealed, Instant now) throws Refusal, StoreException {
    try {
      try {
        return report(peer, sealer.open(ConsumptionReport.MEDIA_TYPE, sealed, now), sealed, now);
      } catch (TrustException e) {
        if (e.fault() != Fault.WRONG_CONTENT_TYPE) {
          throw e;
        }
        return notice(peer, sealer.open(FailureNotice.MEDIA_TYPE, sealed, now), sealed, now);
      }
    } catch (TrustException e) {
      if (e.fault() == Fault.STORE) {
        throw new StoreException("the centre's key memory cannot be read: " + e.getMessage());
      }
      throw new Refusal("", e.fault() + ": " + e.getMessage());
    } catch (ReportFormatException e) {
      throw new Refusal(
          "", "its content is malformed at byte " + e.offset() + ": " + e.getMessage());
    }
  }

  private Message report(String peer, Sealer.Opened opened, byte[] sealed, Instant now)
      throws ReportFormatException, Refusal {
    ConsumptionReport report = format.decodeReport(opened.content());
    ReportRules.sender(
        report.identity().toString(), report.identity().concentrator(), opened.signer(), peer);
    ReportRules.check(report, centre);
    return new Message.OfReport(report, sealed, now);
  }

  private Message notice(String peer, Sealer.Opened opened, byte[] sealed, Instant now)
      throws ReportFormatException, Refusal {
    FailureNotice notice = format.decodeNotice(opened.content());
    ReportRules.sender(notice.identity(), notice.concentrator(), opened.signer(), peer);
    ReportRules.check(notice, centre);
    return new Message.OfNotice(notice, sealed, now);
  }
}
