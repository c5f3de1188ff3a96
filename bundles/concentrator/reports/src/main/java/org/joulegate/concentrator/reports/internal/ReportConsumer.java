package org.joulegate.concentrator.reports.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.concentrator.api.FailureNotice;
import org.joulegate.concentrator.api.ReportFormat;
import org.joulegate.concentrator.api.ReportIdentity;
import org.joulegate.metering.api.CursorLoop;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalStore;
import org.joulegate.settlement.api.IntervalsUnavailableException;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.Sealer;
import org.joulegate.trust.api.TrustException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Makes the sealed reports and notices for one centre, and appends them to the journal in the
 * transaction that notes that they were made: each exists once.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = ReportConsumer.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ReportConsumer.Config.class)
public final class ReportConsumer {
  static final String PID = "org.joulegate.concentrator.reports";
  private static final String CONSUMER = "concentrator.reports";
  private static final int BATCH = 1000;
  private static final int MAX_REPORTS_AT_ONCE = 100;
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** For whom reports are made, and how often. */
  @ObjectClassDefinition(name = "Reports")
  public @interface Config {
    /** The common name of the centre's certificate. */
    @AttributeDefinition(name = "Centre", description = "The id of the centre to report to")
    String centre();

    /** Periods begin at midnight UTC and at whole multiples from there. */
    @AttributeDefinition(
        name = "Period",
        description =
            "The reporting period: an ISO 8601 duration of whole quarter-hours that divides a day")
    String period() default "PT24H";
  }

  private final ReadingJournal journal;
  private final IntervalStore store;
  private final KeyMemory keys;
  private final Sealer sealer;
  private final ReportFormat format;
  private final MeteringClock clock;
  private final String centre;
  private final ReportMaker maker;
  private final CursorLoop loop;

  /**
   * @throws IllegalArgumentException naming the key whose value is missing or malformed
   */
  @Activate
  public ReportConsumer(
      @Reference ReadingJournal journal,
      @Reference IntervalStore store,
      @Reference KeyMemory keys,
      @Reference Sealer sealer,
      @Reference ReportFormat format,
      @Reference MeteringClock clock,
      Config config) {
    this.journal = journal;
    this.store = store;
    this.keys = keys;
    this.sealer = sealer;
    this.format = format;
    this.clock = clock;
    centre = config.centre();
    if (centre == null || centre.isBlank()) {
      throw new IllegalArgumentException(PID + ".centre is missing");
    }
    maker = new ReportMaker(store, period(config.period()));
    loop = new CursorLoop(journal, CONSUMER, BATCH, WAIT, this::step);
  }

  private static Duration period(String text) {
    try {
      Duration period = Duration.parse(text);
      long seconds = period.toSeconds();
      if (seconds > 0
          && seconds % Interval.LENGTH.toSeconds() == 0
          && DAY.toSeconds() % seconds == 0) {
        return period;
      }
    } catch (DateTimeParseException e) {
      // Told below, with the key.
    }
    throw new IllegalArgumentException(
        PID + ".period must be whole quarter-hours that divide a day, such as PT1H, not " + text);
  }

  /** Ends the consumer; a successor goes on where its last commit ended. */
  @Deactivate
  public void stop() {
    loop.close();
  }

  private void step(JournalCursor cursor, List<JournalRecord> records)
      throws JournalException, CursorLoop.Postponed, InterruptedException {
    Derivation derived = new Derivation();
    for (JournalRecord record : records) {
      if (record.entry() instanceof MeterEvent event
          && event.kind().failure() != EventKind.Failure.NONE) {
        derived.append(notice(record.sequence(), event));
      }
    }
    report(cursor, derived);
    if (records.isEmpty() && derived.isEmpty()) {
      return;
    }
    long through =
        records.isEmpty() ? cursor.position() : records.get(records.size() - 1).sequence();
    cursor.commit(through, derived);
  }

  private SealedReport notice(long sequence, MeterEvent event) throws CursorLoop.Postponed {
    FailureNotice notice =
        new FailureNotice(keys.identity(), centre, sequence, event, journal.head());
    byte[] sealed = seal(FailureNotice.MEDIA_TYPE, format.encode(notice), notice.identity());
    return new SealedReport(clock.now(), notice.identity(), centre, sealed);
  }

  private void report(JournalCursor cursor, Derivation derived)
      throws JournalException, CursorLoop.Postponed {
    Map<MeteringPoint, Map<ObisCode, Instant>> closed;
    try {
      closed = store.closedThrough();
    } catch (IntervalsUnavailableException e) {
      // As at every start: the next hand-over asks again.
      return;
    }
    ReportRows rows = new ReportRows(cursor, derived, centre);
    long before = rows.sequence();
    long sequence = before;
    for (Map.Entry<MeteringPoint, Map<ObisCode, Instant>> point : closed.entrySet()) {
      PointProgress progress = rows.progress(point.getKey());
      while (sequence - before < MAX_REPORTS_AT_ONCE) {
        ReportMaker.Due due = next(point.getKey(), point.getValue(), progress);
        if (due == null) {
          break;
        }
        int supplement = rows.nextSupplement(point.getKey(), due.start());
        derived.append(report(point.getKey(), due, supplement, ++sequence));
      }
      if (progress.isChanged()) {
        rows.progress(point.getKey(), progress);
      }
    }
    if (sequence > before) {
      rows.sequence(sequence);
    }
  }

  private ReportMaker.@Nullable Due next(
      MeteringPoint point, Map<ObisCode, Instant> closed, PointProgress progress)
      throws CursorLoop.Postponed {
    try {
      return maker.next(point, closed, progress);
    } catch (IntervalsUnavailableException e) {
      throw new CursorLoop.Postponed("no report can be made: " + e.getMessage(), e);
    }
  }

  private SealedReport report(
      MeteringPoint point, ReportMaker.Due due, int supplement, long sequence)
      throws CursorLoop.Postponed {
    ReportIdentity identity =
        new ReportIdentity(keys.identity(), point, due.start(), due.end(), supplement);
    ConsumptionReport report =
        new ConsumptionReport(identity, centre, sequence, journal.head(), due.values());
    byte[] sealed = seal(ConsumptionReport.MEDIA_TYPE, format.encode(report), identity.toString());
    return new SealedReport(clock.now(), identity.toString(), centre, sealed);
  }

  private byte[] seal(String mediaType, byte[] content, String identity)
      throws CursorLoop.Postponed {
    try {
      return sealer.seal(mediaType, content);
    } catch (TrustException e) {
      throw new CursorLoop.Postponed(identity + " cannot be sealed: " + e.getMessage(), e);
    }
  }
}
