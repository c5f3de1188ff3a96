package org.joulegate.concentrator.reports.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Unit;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalStore;
import org.joulegate.settlement.api.IntervalValue;
import org.junit.Test;

public class ReportMakerTest {
  private static final MeteringPoint POINT = new MeteringPoint("point");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
  private static final ObisCode IN = ObisCode.ACTIVE_ENERGY_IMPORT;
  private static final ObisCode OUT = ObisCode.ACTIVE_ENERGY_EXPORT;

  private final Map<ObisCode, List<IntervalValue>> values = new TreeMap<>();
  private final Map<ObisCode, Instant> closedThrough = new TreeMap<>();
  private final IntervalStore store =
      new IntervalStore() {
        @Override
        public List<IntervalValue> find(
            MeteringPoint point, ObisCode obis, Instant from, Instant to) {
          return values.getOrDefault(obis, List.of()).stream()
              .filter(v -> !v.interval().start().isBefore(from))
              .filter(v -> v.interval().start().isBefore(to))
              .toList();
        }

        @Override
        public Map<MeteringPoint, Map<ObisCode, Instant>> closedThrough() {
          return Map.of(POINT, new TreeMap<>(closedThrough));
        }
      };
  private final ReportMaker maker = new ReportMaker(store, Duration.ofHours(1));
  private PointProgress progress = new PointProgress();

  private void close(ObisCode obis, int... quarters) {
    for (int quarter : quarters) {
      values
          .computeIfAbsent(obis, o -> new ArrayList<>())
          .add(
              new IntervalValue(
                  POINT,
                  new MeterId("meter"),
                  obis,
                  new Interval(MIDNIGHT.plusSeconds(900L * quarter)),
                  new RegisterValue(quarter, 0, Unit.WATT_HOUR),
                  ReadingQuality.MEASURED,
                  null));
      closedThrough.put(obis, MIDNIGHT.plusSeconds(900L * (quarter + 1)));
      values.get(obis).sort(Comparator.comparing(IntervalValue::interval));
    }
  }

  private ReportMaker.Due next() throws Exception {
    PointProgress read = PointProgress.decode(progress.encode());
    ReportMaker.Due due = maker.next(POINT, store.closedThrough().get(POINT), read);
    // As the consumer does: what was not changed is not stored.
    if (read.isChanged()) {
      progress = read;
    }
    return due;
  }

  @Test
  public void behindAClockThatWasSetBackNothingIsLostOrReportedTwice() throws Exception {
    close(IN, 0, 1, 2, 3);
    assertEquals(4, next().values().size());
    close(IN, 20, 21, 22, 23);
    assertEquals("the clock is ahead", 4, next().values().size());
    setBack(IN, 4);
    assertNull(next());
    close(IN, 4, 5, 6, 7);
    assertEquals("what was not reported", 4, next().values().size());
    for (int quarter = 8; quarter < 24; quarter++) {
      closeOnce(IN, quarter);
    }
    int values = 0;
    for (ReportMaker.Due due = next(); due != null; due = next()) {
      values += due.values().size();
    }
    assertEquals("8 to 19, and not 20 to 23 again", 12, values);
    close(IN, 24, 25, 26, 27);
    assertEquals(4, next().values().size());
  }

  /** The state of a series that goes on from a quarter-hour that lies before rows it has. */
  private void setBack(ObisCode obis, int quarter) {
    closedThrough.put(obis, MIDNIGHT.plusSeconds(900L * quarter));
  }

  private void closeOnce(ObisCode obis, int quarter) {
    Instant start = MIDNIGHT.plusSeconds(900L * quarter);
    boolean known = values.get(obis).stream().anyMatch(v -> v.interval().start().equals(start));
    if (known) {
      closedThrough.put(obis, start.plusSeconds(900));
    } else {
      close(obis, quarter);
    }
  }

  @Test
  public void aPeriodIsReportedWhenItIsClosed() throws Exception {
    close(IN, 0, 1, 2);
    assertNull(next());
    close(IN, 3);
    ReportMaker.Due due = next();
    assertNotNull(due);
    assertEquals(MIDNIGHT, due.start());
    assertEquals(4, due.values().size());
    assertNull("once", next());
  }

  @Test
  public void aPeriodWaitsForARegisterThatIsStillRead() throws Exception {
    close(IN, 0, 1, 2, 3, 4);
    close(OUT, 0, 1, 2);
    assertNull(next());
    close(OUT, 3);
    assertEquals(8, next().values().size());
  }

  @Test
  public void aRegisterThatLagsGoesIntoASupplement() throws Exception {
    close(IN, 0, 1, 2, 3, 4, 5, 6, 7);
    close(OUT, 0, 1);
    assertEquals(6, next().values().size());
    close(OUT, 2, 3, 4, 5, 6, 7);
    ReportMaker.Due late = next();
    assertEquals(MIDNIGHT, late.start());
    assertEquals(2, late.values().size());
    assertEquals(8, next().values().size());
  }

  @Test
  public void periodsWithoutIntervalsAreNoReports() throws Exception {
    close(IN, 0, 1, 2, 3, 400, 401, 402, 403);
    assertEquals(4, next().values().size());
    assertEquals(MIDNIGHT.plusSeconds(90_000L * 4), next().start());
    assertNull(next());
  }

  @Test
  public void everyIntervalIsInExactlyOneReport() throws Exception {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      values.clear();
      closedThrough.clear();
      progress = new PointProgress();
      int in = random.nextInt(9);
      int out = random.nextInt(9);
      Set<IntervalValue> reported = new HashSet<>();
      for (int i = 0; i < 400; i++) {
        if (random.nextInt(3) > 0) {
          close(IN, in++);
        }
        if (random.nextInt(3) > random.nextInt(2)) {
          close(OUT, out++);
        }
        if (values.isEmpty()) {
          continue;
        }
        for (ReportMaker.Due due = next(); due != null; due = next()) {
          for (IntervalValue value : due.values()) {
            assertTrue("seed " + seed + ": twice", reported.add(value));
            assertTrue(!value.interval().start().isBefore(due.start()));
            assertTrue(!value.interval().end().isAfter(due.end()));
          }
        }
      }
      long total = values.values().stream().mapToLong(List::size).sum();
      assertTrue("seed " + seed, reported.size() > total - 200);
      Instant all = MIDNIGHT.plus(Duration.ofDays(30));
      int last = (int) (Duration.between(MIDNIGHT, all).toMinutes() / 15);
      close(IN, last);
      close(OUT, last);
      for (ReportMaker.Due due = next(); due != null; due = next()) {
        due.values().forEach(v -> assertTrue("twice", reported.add(v)));
      }
      assertEquals("seed " + seed, total, reported.size());
    }
  }
}
