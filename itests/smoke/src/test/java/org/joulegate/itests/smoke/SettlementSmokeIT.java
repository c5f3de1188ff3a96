package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.joulegate.settlement.api.IntervalStore;
import org.joulegate.settlement.api.IntervalValue;
import org.joulegate.settlement.api.IntervalsUnavailableException;
import org.junit.Test;

/** Two indexes become the difference of a quarter-hour. */
public class SettlementSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust", "metering", "settlement");
  }

  private static final ObisCode DRAWN = ObisCode.parse("1-0:1.8.0");
  private static final MeterId METER = new MeterId("1TST0000000001");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant QUARTER_PAST = Instant.parse("2026-11-20T12:15:00Z");

  @Test
  public void twoIndexesBecomeADifference() throws Exception {
    configureStores();
    ReadingJournal journal = service(ReadingJournal.class);
    IntervalStore store = service(IntervalStore.class);
    MeteringPoint point = new MeteringPoint(METER.text());
    journal.append(reading(NOON, 1000)).toCompletableFuture().get();
    journal.append(reading(QUARTER_PAST, 1234)).toCompletableFuture().get();
    await("the quarter-hour is closed", () -> isClosed(store));
    List<IntervalValue> values = store.find(point, DRAWN, NOON, QUARTER_PAST);
    assertEquals(new RegisterValue(234, -1, Unit.WATT_HOUR), values.get(0).difference());
  }

  private static boolean isClosed(IntervalStore store) {
    try {
      return !store.closedThrough().isEmpty();
    } catch (IntervalsUnavailableException beingOpened) {
      return false;
    }
  }

  private static MeterReading reading(Instant at, long tenths) {
    return new MeterReading(
        METER,
        new Stamp(at, ClockState.SYNCHRONISED, null),
        null,
        "smoke",
        0,
        List.of(Register.measured(DRAWN, new RegisterValue(tenths, -1, Unit.WATT_HOUR))),
        Map.of());
  }
}
