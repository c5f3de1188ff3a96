package org.joulegate.han.coap.internal.resources;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joulegate.han.api.HanContent;
import org.joulegate.han.api.HanException;
import org.joulegate.han.api.HanResource;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.Medium;
import org.joulegate.metering.api.MeterDirectory;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeterState;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalStore;
import org.joulegate.settlement.api.IntervalValue;
import org.junit.Test;

/** What the four resources show. */
public class ResourcesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final MeterId METER = new MeterId("1EMH0012345678");
  private static final MeteringPoint POINT = new MeteringPoint("DE0001");
  private static final String M = "urn:joulegate:meter:";

  private final Map<MeterId, MeterState> meters = new LinkedHashMap<>();
  private final List<IntervalValue> intervals = new ArrayList<>();

  private final MeterDirectory directory =
      new MeterDirectory() {
        @Override
        public List<MeterState> meters() {
          return List.copyOf(meters.values());
        }

        @Override
        public Optional<MeterState> meter(MeterId meter) {
          return Optional.ofNullable(meters.get(meter));
        }

        @Override
        public MeteringPoint pointOf(MeterId meter) {
          return POINT;
        }
      };

  private final IntervalStore store =
      new IntervalStore() {
        @Override
        public List<IntervalValue> find(
            MeteringPoint point, ObisCode obis, Instant from, Instant to) {
          return intervals.stream()
              .filter(v -> v.point().equals(point) && v.obis().equals(obis))
              .filter(v -> !v.interval().start().isBefore(from))
              .filter(v -> v.interval().start().isBefore(to))
              .toList();
        }

        @Override
        public Map<MeteringPoint, Map<ObisCode, Instant>> closedThrough() {
          return intervals.stream()
              .collect(
                  Collectors.groupingBy(
                      IntervalValue::point,
                      Collectors.toMap(IntervalValue::obis, v -> v.interval().end(), (a, b) -> b)));
        }
      };

  private final MeteringClock clock =
      new MeteringClock() {
        @Override
        public Stamp stamp() {
          return new Stamp(NOW, ClockState.VIRTUAL, null);
        }

        @Override
        public Duration realTimeOf(Duration metered) {
          return metered;
        }
      };

  @Test
  public void powerIsExactAndSigned() throws Exception {
    read(null, register("1-0:16.7.0", -3127, -1, Unit.WATT));
    assertEquals(
        List.of(M + "1EMH0012345678:1-0:16.7.0 = -312.7 W at " + NOW),
        show(new PowerResource(directory), Map.of()));
  }

  @Test
  public void powerOfASilentMeterIsTheCauseAndNotTheLastValue() throws Exception {
    Instant since = NOW.minusSeconds(60);
    read(
        new MeterState.Silence(since, "nothing came from /dev/ttyUSB0 for 60 s"),
        register("1-0:16.7.0", 5, 0, Unit.WATT));
    assertEquals(
        List.of(
            M
                + "1EMH0012345678:1-0:16.7.0/missing = nothing came from /dev/ttyUSB0 for 60 s at "
                + since),
        show(new PowerResource(directory), Map.of()));
  }

  @Test
  public void withoutPowerThereIsASentence() throws Exception {
    assertEquals(
        List.of(M + "missing = no meter tells its power"),
        show(new PowerResource(directory), Map.of()));
  }

  @Test
  public void metersAreListedWithPointMediumAndLastReading() throws Exception {
    read(null);
    assertEquals(
        List.of(
            M + "1EMH0012345678/point = DE0001",
            M + "1EMH0012345678/medium = electricity",
            M + "1EMH0012345678/last = 2026-11-20T12:00:00Z"),
        show(new MetersResource(directory), Map.of()));
  }

  @Test
  public void registersOfAMeterAreShownWithTheirUnitsOrCauses() throws Exception {
    read(
        null,
        register("1-0:1.8.0", 131304, -1, Unit.WATT_HOUR),
        register("1-0:1.8.0*1", 7, 3, Unit.WATT_HOUR),
        register("1-0:9.8.0", 12, 0, Unit.VOLT_AMPERE_HOUR),
        Register.missing(ObisCode.parse("1-0:2.8.0"), MissingCause.NOT_SENT));
    String m = M + "1EMH0012345678:";
    assertEquals(
        List.of(
            m + "point = DE0001",
            m + "medium = electricity",
            m + "1-0:1.8.0 = 13130.4 Wh at " + NOW,
            m + "1-0:1.8.0.1 = 7000 Wh at " + NOW,
            m + "1-0:9.8.0 = 12 at " + NOW,
            m + "1-0:9.8.0/unit = VAh at " + NOW,
            m + "1-0:2.8.0/missing = the meter sent no value at " + NOW,
            m + "1-0:96.50.1 = EMH at " + NOW),
        show(new MeterResource(directory), Map.of("id", METER.text())));
    assertEquals(List.of("/meters/1EMH0012345678"), new MeterResource(directory).instances());
  }

  @Test
  public void anUnknownMeterIsNamed() {
    assertRefused(
        HanException.Kind.NOT_FOUND,
        "No meter \"x y\" was ever read.",
        new MeterResource(directory),
        Map.of("id", "x y"));
  }

  @Test
  public void consumptionIsTheLastDayUnlessAsked() throws Exception {
    quarter("2026-11-19T11:45:00Z", 1, ReadingQuality.MEASURED);
    quarter("2026-11-19T12:00:00Z", 2, ReadingQuality.MEASURED);
    quarter("2026-11-20T11:30:00Z", 3, ReadingQuality.SUBSTITUTED);
    quarter("2026-11-20T11:45:00Z", -1, ReadingQuality.MISSING);
    ConsumptionResource consumption = new ConsumptionResource(store, clock);
    String p = "urn:joulegate:point:DE0001:1-0:1.8.0";
    List<String> day =
        List.of(
            p + " = 2 Wh at 2026-11-19T12:00:00Z",
            p + " = 3 Wh at 2026-11-20T11:30:00Z",
            p + "/quality = substituted at 2026-11-20T11:30:00Z",
            p + "/missing = the index fell at 2026-11-20T11:45:00Z");
    assertEquals(day, show(consumption, Map.of()));
    assertEquals(
        List.of(p + " = 1 Wh at 2026-11-19T11:45:00Z"),
        show(
            consumption,
            Map.of("from", "2026-11-19T00:00:00Z", "to", "1795089600", "obis", "1-0:1.8.0")));
    assertEquals(day, show(consumption, Map.of("point", "DE0001")));
  }

  @Test
  public void wrongParametersAreNamed() {
    quarter("2026-11-20T11:30:00Z", 3, ReadingQuality.MEASURED);
    ConsumptionResource consumption = new ConsumptionResource(store, clock);
    HanException.Kind bad = HanException.Kind.BAD_PARAMETER;
    assertRefused(
        bad,
        "from is an instant such as 2026-11-20T12:00:00Z or seconds since 1970, not"
            + " \"yesterday\".",
        consumption,
        Map.of("from", "yesterday"));
    assertRefused(
        bad,
        "from (2026-11-20T12:00:00Z) is not before to (2026-11-20T12:00:00Z).",
        consumption,
        Map.of("from", "2026-11-20T12:00:00Z"));
    assertRefused(
        bad,
        "to is outside the years 1970 to 9999.",
        consumption,
        Map.of("to", "+20000-01-01T00:00:00Z"));
    assertRefused(
        bad, "obis is a code such as 1-0:1.8.0, not \"1.8\".", consumption, Map.of("obis", "1.8"));
    assertRefused(bad, "There is no parameter \"form\" here.", consumption, Map.of("form", "0"));
    assertRefused(
        HanException.Kind.NOT_FOUND,
        "No quarter-hour of a metering point \"DE9\" is known.",
        consumption,
        Map.of("point", "DE9"));
  }

  @Test
  public void tooManyQuarterHoursAreRefused() {
    Instant first = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i <= ConsumptionResource.MAX_INTERVALS; i++) {
      quarter(first.plus(Interval.LENGTH.multipliedBy(i)).toString(), 1, ReadingQuality.MEASURED);
    }
    assertRefused(
        HanException.Kind.BAD_PARAMETER,
        "More than 3000 quarter-hours: ask for a shorter time, one point or one obis.",
        new ConsumptionResource(store, clock),
        Map.of("from", "0"));
  }

  private void read(MeterState.Silence silence, Register... registers) {
    MeterReading reading =
        new MeterReading(
            METER,
            new Stamp(NOW, ClockState.SYNCHRONISED, null),
            null,
            "optical~main",
            0,
            List.of(registers),
            Map.of(ObisCode.parse("1-0:96.50.1"), "EMH"));
    meters.put(METER, new MeterState(METER, POINT, Medium.ELECTRICITY, reading, 1, silence));
  }

  private static Register register(String obis, long mantissa, int exponent, Unit unit) {
    return Register.measured(ObisCode.parse(obis), new RegisterValue(mantissa, exponent, unit));
  }

  private void quarter(String start, long difference, ReadingQuality quality) {
    boolean missing = quality == ReadingQuality.MISSING;
    intervals.add(
        new IntervalValue(
            POINT,
            METER,
            ObisCode.ACTIVE_ENERGY_IMPORT,
            new Interval(Instant.parse(start)),
            missing ? null : new RegisterValue(difference, 0, Unit.WATT_HOUR),
            quality,
            missing ? MissingCause.INDEX_FELL : null));
  }

  private static List<String> show(HanResource resource, Map<String, String> parameters)
      throws HanException {
    HanContent content = resource.get(parameters);
    return content.values().stream()
        .map(
            value ->
                content.baseName()
                    + value.name()
                    + " = "
                    + (value.number() == null ? value.text() : value.number().toPlainString())
                    + (value.unit() == null ? "" : " " + value.unit())
                    + (value.at() == null ? "" : " at " + value.at()))
        .toList();
  }

  private static void assertRefused(
      HanException.Kind kind,
      String sentence,
      HanResource resource,
      Map<String, String> parameters) {
    HanException refused = assertThrows(HanException.class, () -> resource.get(parameters));
    assertEquals(sentence, refused.getMessage());
    assertEquals(kind, refused.kind());
  }
}
