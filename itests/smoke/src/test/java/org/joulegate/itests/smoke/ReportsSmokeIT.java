package org.joulegate.itests.smoke;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.junit.Test;

/** A closed quarter-hour becomes a sealed report in the journal. */
public class ReportsSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust", "metering", "settlement", "reports");
  }

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  public void aQuarterHourBecomesASealedReport() throws Exception {
    configureStores();
    configure(
        "org.joulegate.concentrator.reports", Map.of("centre", "head-end", "period", "PT15M"));
    ReadingJournal journal = service(ReadingJournal.class);
    for (int quarter = 0; quarter < 3; quarter++) {
      journal
          .append(reading(NOON.plusSeconds(900L * quarter), quarter))
          .toCompletableFuture()
          .get();
    }
    await(
        "a report is in the journal",
        () ->
            journal.read(0, 100).stream()
                .anyMatch(record -> record.entry() instanceof SealedReport));
  }

  private static MeterReading reading(Instant at, long index) {
    return new MeterReading(
        new MeterId("1TST0000000001"),
        new Stamp(at, ClockState.SYNCHRONISED, null),
        null,
        "smoke",
        0,
        List.of(
            Register.measured(
                ObisCode.parse("1-0:1.8.0"), new RegisterValue(index, 0, Unit.WATT_HOUR))),
        Map.of());
  }
}
