package org.joulegate.metering.journal.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;

/** What the tests of this module share. */
final class Fixtures {
  static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

  private Fixtures() {}

  /** A clock that a test sets. */
  static final class TestClock implements MeteringClock {
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private volatile ClockState state = ClockState.SYNCHRONISED;

    @Override
    public Stamp stamp() {
      return new Stamp(now.get(), state, null);
    }

    @Override
    public Duration realTimeOf(Duration metered) {
      return Duration.ofMillis(1);
    }

    void become(ClockState next) {
      state = next;
    }

    void forward(Duration by) {
      now.updateAndGet(at -> at.plus(by));
    }
  }

  static Settings settings(Path directory) {
    return new Settings(
        directory,
        Duration.ofDays(400),
        Duration.ofDays(730),
        10_000,
        0,
        Duration.ofMillis(10),
        Duration.ofHours(1));
  }

  /** What a household's meter says every other second. */
  static MeterReading reading(long index) {
    return reading(index, START.plusSeconds(index));
  }

  static MeterReading reading(long index, Instant at) {
    return new MeterReading(
        new MeterId("1EMH0012345678"),
        new Stamp(at, ClockState.SYNCHRONISED, null),
        null,
        "optical~main",
        0x1C0104,
        List.of(
            Register.measured(
                ObisCode.ACTIVE_ENERGY_IMPORT, new RegisterValue(index, -1, Unit.WATT_HOUR)),
            Register.measured(
                ObisCode.ACTIVE_ENERGY_EXPORT, new RegisterValue(7, -1, Unit.WATT_HOUR)),
            Register.measured(ObisCode.ACTIVE_POWER, new RegisterValue(421, 0, Unit.WATT))),
        Map.of());
  }

  /** The index of a reading of {@link #reading}. */
  static long index(MeterReading reading) {
    return reading.register(ObisCode.ACTIVE_ENERGY_IMPORT).value().mantissa();
  }

  static long append(ReadingJournal journal, long index) {
    return journal.append(reading(index)).toCompletableFuture().join();
  }

  static void appendAll(ReadingJournal journal, long from, long to) {
    List<java.util.concurrent.CompletableFuture<Long>> all = new ArrayList<>();
    for (long i = from; i <= to; i++) {
      all.add(journal.append(reading(i)).toCompletableFuture());
    }
    all.forEach(java.util.concurrent.CompletableFuture::join);
  }

  static List<JournalRecord> all(ReadingJournal journal) throws JournalException {
    List<JournalRecord> result = new ArrayList<>();
    long after = 0;
    for (List<JournalRecord> some = journal.read(after, 10_000);
        !some.isEmpty();
        some = journal.read(after, 10_000)) {
      result.addAll(some);
      after = some.get(some.size() - 1).sequence();
    }
    return result;
  }

  static List<EventKind> events(ReadingJournal journal) throws JournalException {
    List<EventKind> result = new ArrayList<>();
    for (JournalRecord each : all(journal)) {
      if (each.entry() instanceof MeterEvent event) {
        result.add(event.kind());
      }
    }
    return result;
  }
}
