package org.joulegate.concentrator.reports.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.concentrator.api.FailureNotice;
import org.joulegate.concentrator.api.ReportFormat;
import org.joulegate.concentrator.format.internal.CborReportFormat;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterDirectory;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeterState;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.joulegate.settlement.api.IntervalValue;
import org.joulegate.settlement.intervals.internal.IntervalSettlement;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.Sealer;
import org.joulegate.trust.api.TrustException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/**
 * Readings go in, settlement and reports are replaced at any moment: each interval is reported
 * once.
 */
public class ExactlyOnceTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final List<MeterId> METERS =
      List.of(new MeterId("meter-1"), new MeterId("meter-2"));

  @Rule public final Timeout deadline = Timeout.seconds(240);

  private final MemoryJournal journal = new MemoryJournal();
  private final ReportFormat format = new CborReportFormat();
  private IntervalSettlement settlement;
  private ReportConsumer reports;

  private final MeterDirectory directory =
      new MeterDirectory() {
        @Override
        public List<MeterState> meters() {
          return List.of();
        }

        @Override
        public Optional<MeterState> meter(MeterId meter) {
          return Optional.empty();
        }

        @Override
        public MeteringPoint pointOf(MeterId meter) {
          return new MeteringPoint("point-of-" + meter);
        }
      };

  private final MeteringClock clock =
      new MeteringClock() {
        @Override
        public Stamp stamp() {
          return new Stamp(MIDNIGHT, ClockState.SYNCHRONISED, null);
        }

        @Override
        public Duration realTimeOf(Duration metered) {
          return metered;
        }
      };

  private final KeyMemory keys =
      new KeyMemory() {
        @Override
        public String identity() {
          return "gw-1";
        }

        @Override
        public List<KeySlot> slots() {
          return List.of();
        }

        @Override
        public byte[] sign(String slot, byte[] data) {
          throw new AssertionError("the sealer signs");
        }

        @Override
        public List<X509Certificate> chain(String slot) {
          return List.of();
        }

        @Override
        public SSLContext tlsContext(String slot) {
          throw new AssertionError("reports need no connection");
        }
      };

  /** The seal is another bundle's; here the content goes through as it is. */
  private final Sealer sealer =
      new Sealer() {
        @Override
        public byte[] seal(String contentType, byte[] content) {
          return content;
        }

        @Override
        public Opened open(String contentType, byte[] sealed, Instant at) throws TrustException {
          throw new AssertionError("nothing is opened here");
        }
      };

  private static <T> T config(Class<T> type, Map<String, Object> values) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) ->
                values.getOrDefault(method.getName(), method.getDefaultValue())));
  }

  private void startSettlement() {
    settlement =
        new IntervalSettlement(
            journal, directory, config(IntervalSettlement.Config.class, Map.of()));
  }

  private void startReports() {
    reports =
        new ReportConsumer(
            journal,
            settlement,
            keys,
            sealer,
            format,
            clock,
            config(ReportConsumer.Config.class, Map.of("centre", "centre-1", "period", "PT1H")));
  }

  private void stop() {
    reports.stop();
    settlement.stop();
  }

  private long read(MeterId meter, Instant at, long tenths) {
    Stamp stamp = new Stamp(at, ClockState.SYNCHRONISED, null);
    RegisterValue value = new RegisterValue(tenths, -1, Unit.WATT_HOUR);
    Register register = Register.measured(ObisCode.ACTIVE_ENERGY_IMPORT, value);
    journal.append(
        new MeterReading(meter, stamp, null, "optical~test", 0, List.of(register), Map.of()));
    return journal.head().sequence();
  }

  private List<ConsumptionReport> reported() throws Exception {
    List<ConsumptionReport> found = new ArrayList<>();
    for (JournalRecord record : journal.read(0, 1_000_000)) {
      if (record.entry() instanceof SealedReport sealed && !sealed.identity().contains("notice")) {
        found.add(format.decodeReport(sealed.sealed()));
      }
    }
    return found;
  }

  @Test
  public void everyIntervalIsInOneReportHoweverOftenBundlesAreReplaced() throws Exception {
    Random random = new Random(42);
    startSettlement();
    startReports();
    Map<MeterId, Long> index = new HashMap<>();
    long last = 0;
    Instant end = MIDNIGHT.plus(Duration.ofHours(30));
    for (Instant at = MIDNIGHT; !at.isAfter(end); at = at.plusSeconds(60)) {
      for (MeterId meter : METERS) {
        long now = index.merge(meter, 1L + random.nextInt(30), Long::sum);
        if (random.nextInt(5) > 0 || at.equals(MIDNIGHT) || at.equals(end)) {
          last = read(meter, at, now);
        }
      }
      if (random.nextInt(40) == 0) {
        stop();
        startSettlement();
        startReports();
      }
    }
    journal.awaitPosition("settlement.intervals", last, DEADLINE);
    awaitReports(2 * 30);
    stop();
    check(index);
  }

  private void awaitReports(int count) throws Exception {
    long from = journal.head().sequence();
    while (reported().size() < count) {
      journal.awaitPosition(
          "concentrator.reports", Math.min(from, journal.head().sequence()), DEADLINE);
      Thread.onSpinWait();
    }
  }

  private void check(Map<MeterId, Long> index) throws Exception {
    Set<String> identities = new HashSet<>();
    Set<String> places = new HashSet<>();
    Map<MeterId, Long> sums = new HashMap<>();
    long sequence = 0;
    for (ConsumptionReport report : reported()) {
      assertEquals("reports are counted without gaps", ++sequence, report.sequence());
      assertTrue(identities.add(report.identity().toString()));
      for (IntervalValue value : report.values()) {
        String place = value.point() + " " + value.interval().start();
        assertTrue(place + " twice", places.add(place));
        assertNotNull(place, value.difference());
        sums.merge(value.meter(), value.difference().mantissaAt(-1), Long::sum);
      }
    }
    assertEquals(METERS.size() * 30 * 4, places.size());
    for (MeterId meter : METERS) {
      long first = ((MeterReading) firstReading(meter)).registers().get(0).value().mantissa();
      assertEquals(meter.text(), index.get(meter) - first, (long) sums.get(meter));
    }
  }

  private Object firstReading(MeterId meter) {
    return journal.read(0, 100).stream()
        .map(JournalRecord::entry)
        .filter(e -> e instanceof MeterReading && e.subject().equals(meter.text()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  public void aFailureBecomesOneNoticeThatAgreesWithTheJournal() throws Exception {
    startSettlement();
    startReports();
    Stamp stamp = new Stamp(MIDNIGHT, ClockState.SYNCHRONISED, null);
    MeterEvent silent =
        new MeterEvent(stamp, EventKind.LINE_SILENT, "optical~test", "no byte came for a minute");
    journal.append(new MeterEvent(stamp, EventKind.METER_SEEN, "meter-1", "seen"));
    journal.append(silent);
    journal.awaitPosition("concentrator.reports", 2, DEADLINE);
    reports.stop();
    startReports();
    journal.awaitPosition("concentrator.reports", 3, DEADLINE);
    stop();
    List<JournalRecord> all = journal.read(0, 100);
    assertEquals("one notice, for the failure alone", 3, all.size());
    FailureNotice notice = format.decodeNotice(((SealedReport) all.get(2).entry()).sealed());
    assertEquals(silent, notice.event());
    assertEquals(2, notice.sequence());
    assertEquals("gw-1/notice/2", notice.identity());
  }
}
