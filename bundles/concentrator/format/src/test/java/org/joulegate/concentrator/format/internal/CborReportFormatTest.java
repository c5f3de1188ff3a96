package org.joulegate.concentrator.format.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.concentrator.api.FailureNotice;
import org.joulegate.concentrator.api.ReportFormatException;
import org.joulegate.concentrator.api.ReportIdentity;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalValue;
import org.junit.Test;

public class CborReportFormatTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
  private static final MeteringPoint POINT = new MeteringPoint("DE0001");
  private static final JournalHead HEAD = new JournalHead(77, "ab".repeat(32));

  private final CborReportFormat format = new CborReportFormat();

  private static ConsumptionReport report(Random random) {
    List<IntervalValue> values = new ArrayList<>();
    for (ObisCode obis : List.of(ObisCode.ACTIVE_ENERGY_IMPORT, ObisCode.parse("7-0:3.1.0"))) {
      for (int quarter = 0; quarter < 96; quarter++) {
        if (random.nextInt(10) > 0) {
          values.add(value(random, obis, quarter));
        }
      }
    }
    ReportIdentity identity =
        new ReportIdentity(
            "gw-1", POINT, MIDNIGHT, MIDNIGHT.plusSeconds(86_400), random.nextInt(3));
    return new ConsumptionReport(identity, "centre-1", 1 + random.nextInt(1000), HEAD, values);
  }

  private static IntervalValue value(Random random, ObisCode obis, int quarter) {
    Interval interval = new Interval(MIDNIGHT.plusSeconds(900L * quarter));
    MeterId meter = new MeterId(quarter < 50 ? "meter-1" : "meter-2");
    if (random.nextInt(8) == 0) {
      MissingCause cause = MissingCause.values()[random.nextInt(MissingCause.values().length)];
      return new IntervalValue(POINT, meter, obis, interval, null, ReadingQuality.MISSING, cause);
    }
    RegisterValue difference =
        new RegisterValue(
            random.nextLong() >>> 1 + random.nextInt(62),
            random.nextInt(9) - 5,
            obis.a() == 7 ? Unit.CUBIC_METRE : Unit.WATT_HOUR);
    ReadingQuality quality =
        random.nextBoolean() ? ReadingQuality.MEASURED : ReadingQuality.SUBSTITUTED;
    return new IntervalValue(POINT, meter, obis, interval, difference, quality, null);
  }

  private static FailureNotice notice() {
    Stamp stamp = new Stamp(MIDNIGHT.plusNanos(123), ClockState.FREE_RUNNING, MIDNIGHT);
    MeterEvent event =
        new MeterEvent(stamp, EventKind.LINE_SILENT, "optical~main", "no byte for a minute");
    return new FailureNotice("gw-1", "centre-1", 4711, event, HEAD);
  }

  @Test
  public void whatIsWrittenIsRead() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      ConsumptionReport report = report(new Random(seed));
      byte[] bytes = format.encode(report);
      assertEquals(report, format.decodeReport(bytes));
      assertArrayEquals("equal reports, equal bytes", bytes, format.encode(report));
    }
    assertEquals(notice(), format.decodeNotice(format.encode(notice())));
  }

  @Test
  public void aTruncatedReportIsRefusedAtEveryByte() {
    byte[] report = format.encode(report(new Random(1)));
    for (int length = 0; length < report.length; length++) {
      byte[] cut = Arrays.copyOf(report, length);
      assertThrows(ReportFormatException.class, () -> format.decodeReport(cut));
    }
    byte[] notice = format.encode(notice());
    for (int length = 0; length < notice.length; length++) {
      byte[] cut = Arrays.copyOf(notice, length);
      assertThrows(ReportFormatException.class, () -> format.decodeNotice(cut));
    }
  }

  @Test
  public void aFlippedBitIsRefusedOrAnotherReport() {
    byte[] report = format.encode(report(new Random(2)));
    for (int bit = 0; bit < report.length * 8; bit++) {
      byte[] flipped = report.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        ConsumptionReport other = format.decodeReport(flipped);
        assertArrayEquals("bit " + bit, flipped, format.encode(other));
      } catch (ReportFormatException e) {
        assertEquals("bit " + bit, true, e.offset() >= 0 && e.offset() <= report.length);
      }
    }
  }

  @Test
  public void aByteBehindIsRefused() {
    byte[] report = format.encode(report(new Random(3)));
    byte[] longer = Arrays.copyOf(report, report.length + 1);
    assertThrows(ReportFormatException.class, () -> format.decodeReport(longer));
  }

  @Test
  public void aReportIsNoNotice() {
    byte[] report = format.encode(report(new Random(4)));
    assertThrows(ReportFormatException.class, () -> format.decodeNotice(report));
    byte[] notice = format.encode(notice());
    assertThrows(ReportFormatException.class, () -> format.decodeReport(notice));
  }

  @Test
  public void rubbishIsRefused() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] rubbish = new byte[random.nextInt(64)];
      random.nextBytes(rubbish);
      assertThrows(ReportFormatException.class, () -> format.decodeReport(rubbish));
    }
  }
}
