package org.joulegate.settlement.intervals.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Unit;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalValue;
import org.joulegate.settlement.intervals.internal.Settlement.Finding;
import org.joulegate.settlement.intervals.internal.Settlement.IndexReading;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class SettlementTest {
  private static final SeriesKey KEY =
      new SeriesKey(new MeteringPoint("point"), ObisCode.ACTIVE_ENERGY_IMPORT);
  private static final Settlement.Rules RULES =
      new Settlement.Rules(Duration.ofSeconds(9), Duration.ofDays(31));
  private static final MeterId METER = new MeterId("1EMH0000000001");
  private static final MeterId OTHER = new MeterId("1EMH0000000002");
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

  private @Nullable SeriesState state;
  private final List<IntervalValue> closed = new ArrayList<>();
  private final List<EventKind> events = new ArrayList<>();

  private void read(String time, long index) {
    read(METER, Instant.parse("2026-03-29T" + time + "Z"), index, null);
  }

  private void read(MeterId meter, Instant at, long index, @Nullable Instant steppedAt) {
    IndexReading reading =
        new IndexReading(meter, at, at, new RegisterValue(index, -1, Unit.WATT_HOUR), steppedAt);
    take(Settlement.settle(KEY, RULES, state, reading));
  }

  private void take(Settlement.Outcome outcome) {
    byte[] row = Rows.encode(outcome.state());
    assertEquals("a state survives its row", outcome.state(), Rows.decodeState(row));
    assertArrayEquals(row, Rows.encode(Rows.decodeState(row)));
    state = outcome.state();
    for (IntervalValue value : outcome.closed()) {
      assertEquals("a value survives its row", value, Rows.decodeValue(KEY, Rows.encode(value)));
    }
    closed.addAll(outcome.closed());
    outcome.findings().stream().map(Finding::kind).forEach(events::add);
  }

  private void expectClosed(String... expected) {
    List<String> got = new ArrayList<>();
    for (IntervalValue v : closed) {
      String what = v.difference() == null ? "" + v.missing() : v.difference().digits();
      got.add(v.interval().start().toString().substring(11, 16) + " " + v.quality() + " " + what);
    }
    assertEquals(List.of(expected), got);
  }

  @Test
  public void readingsNearTheEndsAreTakenAsTheyAre() {
    read("12:00:00", 1000);
    read("12:07:00", 1500);
    read("12:14:58", 2000);
    read("12:15:04", 2010);
    read("12:29:51", 3000);
    read("12:31:00", 3100);
    expectClosed("12:00 MEASURED 100.0", "12:15 MEASURED 100.0");
    assertTrue(events.isEmpty());
  }

  @Test
  public void theNearerOfTwoReadingsIsTheIndex() {
    read("12:00:00", 1000);
    read("12:14:55", 2000);
    read("12:15:01", 2010);
    expectClosed("12:00 MEASURED 101.0");
  }

  @Test
  public void aMissingReadingIsInterpolatedAndSaidSo() {
    read("12:00:00", 1000);
    read("12:30:00", 2001);
    expectClosed("12:00 SUBSTITUTED 50.0", "12:15 SUBSTITUTED 50.1");
    assertEquals(List.of(EventKind.VALUE_SUBSTITUTED), events);
  }

  @Test
  public void tenSecondsFromTheEndIsInterpolated() {
    read("12:00:00", 0);
    read("12:14:50", 890);
    read("12:15:10", 910);
    expectClosed("12:00 SUBSTITUTED 90.0");
  }

  @Test
  public void theFirstIntervalHasNoStart() {
    read("12:05:00", 1000);
    read("12:15:00", 1100);
    read("12:30:00", 1200);
    expectClosed("12:00 MISSING NO_EARLIER_READING", "12:15 MEASURED 10.0");
  }

  @Test
  public void aFallingIndexIsAnEventAndNoConsumption() {
    read("12:00:00", 5000);
    read("12:15:00", 6000);
    read("12:20:00", 5900);
    read("12:30:00", 6100);
    read("12:45:00", 6200);
    expectClosed("12:00 MEASURED 100.0", "12:15 MISSING INDEX_FELL", "12:30 MEASURED 10.0");
    assertEquals(List.of(EventKind.NEGATIVE_DIFFERENCE), events);
  }

  @Test
  public void aRollOverIsAnEventAndNoConsumption() {
    read("12:00:00", 999_990);
    read("12:20:00", 12);
    read("12:30:00", 20);
    read("12:45:00", 30);
    expectClosed("12:00 MISSING ROLL_OVER", "12:15 MISSING ROLL_OVER", "12:30 MEASURED 1.0");
    assertEquals(List.of(EventKind.ROLL_OVER), events);
  }

  @Test
  public void aRollOverOfABinaryCounterIsKnown() {
    assertTrue(RollOver.isLikely(wh(0xFFFF_FFF0L), wh(16)));
    assertTrue(!RollOver.isLikely(wh(500_000), wh(16)));
  }

  private static RegisterValue wh(long mantissa) {
    return new RegisterValue(mantissa, 0, Unit.WATT_HOUR);
  }

  @Test
  public void anExchangedMeterIsAnEventAndNoConsumption() {
    read("12:00:00", 5000);
    read(METER, NOON.plusSeconds(895), 5100, null);
    read(OTHER, NOON.plusSeconds(2000), 7, null);
    read(OTHER, NOON.plusSeconds(2700), 20, null);
    read(OTHER, NOON.plusSeconds(3600), 30, null);
    expectClosed(
        "12:00 MEASURED 10.0",
        "12:15 MISSING METER_SWAPPED",
        "12:30 MISSING METER_SWAPPED",
        "12:45 MEASURED 1.0");
    assertTrue("the directory of meters records it", events.isEmpty());
  }

  @Test
  public void aClockThatWasSetForwardIsAnEventAndNoConsumption() {
    read("12:00:00", 1000);
    Instant later = NOON.plus(Duration.ofDays(3));
    read(METER, later, 1100, later);
    read(METER, later.plusSeconds(900), 1200, later);
    assertEquals(2, closed.size());
    assertEquals(MissingCause.CLOCK_STEPPED, closed.get(0).missing());
    assertEquals(new Interval(later), closed.get(1).interval());
    assertEquals(ReadingQuality.MEASURED, closed.get(1).quality());
    assertEquals(List.of(EventKind.CLOCK_STEPPED), events);
  }

  @Test
  public void aWildDateDoesNotStopSettlement() {
    read("12:00:00", 1000);
    read(METER, Instant.parse("2099-01-01T00:00:00Z"), 1001, null);
    read("12:30:00", 1100);
    read("12:45:00", 1200);
    IntervalValue last = closed.get(closed.size() - 1);
    assertEquals(new Interval(NOON.plusSeconds(1800)), last.interval());
    assertEquals(List.of(EventKind.CLOCK_STEPPED, EventKind.CLOCK_STEPPED), events);
    assertTrue("one wild date makes few rows", closed.size() < 5);
  }

  @Test
  public void aJumpOfTheMetersOwnClockIsNoConsumption() {
    readAt(NOON, NOON, 1000);
    readAt(NOON.plusSeconds(10), NOON.plusSeconds(10), 1001);
    readAt(NOON.plusSeconds(3 * 3600 + 11), NOON.plusSeconds(11), 1002);
    readAt(NOON.plusSeconds(3 * 3600 + 911), NOON.plusSeconds(911), 1100);
    assertEquals(List.of(EventKind.CLOCK_STEPPED), events);
    assertEquals(MissingCause.CLOCK_STEPPED, closed.get(0).missing());
    assertEquals("no interval between was made up", 2, closed.size());
  }

  private void readAt(Instant measured, Instant received, long index) {
    IndexReading reading =
        new IndexReading(
            METER, measured, received, new RegisterValue(index, -1, Unit.WATT_HOUR), null);
    take(Settlement.settle(KEY, RULES, state, reading));
  }

  @Test
  public void aWildScaleIsAnEventAndSettlementGoesOn() {
    read("12:00:00", 1000);
    take(
        Settlement.settle(
            KEY,
            RULES,
            state,
            new IndexReading(
                METER,
                NOON.plusSeconds(60),
                NOON.plusSeconds(60),
                new RegisterValue(Long.MAX_VALUE, 100, Unit.WATT_HOUR),
                null)));
    assertEquals(List.of(EventKind.UNIT_CHANGED), events);
    read("12:16:00", 1100);
    read("12:30:00", 1200);
    read("12:45:00", 1300);
    assertEquals(ReadingQuality.MEASURED, closed.get(closed.size() - 1).quality());
  }

  @Test
  public void aRestartIsNoStepOfTheClock() {
    Instant stepped = NOON.minusSeconds(50);
    read(METER, NOON, 1000, stepped);
    read(METER, NOON.plusSeconds(900), 1100, null);
    expectClosed("12:00 MEASURED 10.0");
  }

  @Test
  public void aRepeatedOrLateReadingChangesNothing() {
    read("12:00:00", 1000);
    read("12:10:00", 1100);
    SeriesState before = state;
    read("12:10:00", 1100);
    read("12:09:00", 1090);
    assertEquals(before, state);
  }

  @Test
  public void aGapThatIsTooLongIsNotGuessed() {
    read("12:00:00", 1000);
    read(METER, NOON.plus(Duration.ofDays(40)), 900_000, null);
    assertEquals(40 * 96, closed.size());
    for (IntervalValue value : closed) {
      assertEquals(MissingCause.GAP_TOO_LONG, value.missing());
    }
  }

  @Test
  public void lostTelegramsCostResolutionAndNoEnergy() {
    for (int seed = 0; seed < 50; seed++) {
      state = null;
      closed.clear();
      Random random = new Random(seed);
      long index = random.nextInt(1_000_000);
      long first = index;
      Instant at = NOON;
      read(METER, at, index, null);
      for (int i = 0; i < 2000; i++) {
        at = at.plusSeconds(1 + random.nextInt(60));
        index += random.nextInt(50);
        if (random.nextInt(5) != 0) {
          read(METER, at, index, null);
        }
      }
      at = Interval.containing(at).end();
      read(METER, at, index, null);
      long sum = 0;
      for (IntervalValue value : closed) {
        assertNotNull(value.difference());
        sum += value.difference().mantissaAt(-1);
      }
      assertEquals("seed " + seed, index - first, sum);
    }
  }

  @Test
  public void interpolationIsExactAtTheLimitsOfALong() {
    RegisterValue low = new RegisterValue(0, 0, Unit.WATT_HOUR);
    RegisterValue high = new RegisterValue(Long.MAX_VALUE, 0, Unit.WATT_HOUR);
    Duration half = Duration.ofDays(15);
    assertEquals(Long.MAX_VALUE / 2, Settlement.interpolate(low, high, half, half).mantissa());
  }
}
