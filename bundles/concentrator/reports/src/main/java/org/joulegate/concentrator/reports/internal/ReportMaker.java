package org.joulegate.concentrator.reports.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalStore;
import org.joulegate.settlement.api.IntervalValue;
import org.jspecify.annotations.Nullable;

/**
 * Decides which report of a point is due, and of what.
 *
 * <p>A period is due when all registers of the point that are still being read are closed to its
 * end. A register that lags by more than the patience is not waited for: what it closes later goes
 * into a supplement of that period.
 */
final class ReportMaker {
  /** How long a period waits for a register that lags behind the others. */
  static final Duration PATIENCE = Duration.ofHours(1);

  private final IntervalStore store;
  private final Duration period;

  ReportMaker(IntervalStore store, Duration period) {
    this.store = store;
    this.period = period;
  }

  /** What is to be reported: intervals of one period, by register and time. */
  record Due(Instant start, Instant end, List<IntervalValue> values) {}

  /**
   * The next report of a point that is due, noted in its progress; null if none is.
   *
   * @param closed how far the point's registers are closed
   */
  @Nullable Due next(MeteringPoint point, Map<ObisCode, Instant> closed, PointProgress progress) {
    List<Unreported> series = unreported(point, closed, progress);
    if (series.isEmpty()) {
      return null;
    }
    Instant earliest = series.stream().map(Unreported::from).min(Instant::compareTo).get();
    Instant latest = closed.values().stream().max(Instant::compareTo).orElse(earliest);
    Instant start = startOfPeriod(earliest);
    Instant end = start.plus(period);
    boolean lagging =
        series.stream().anyMatch(s -> s.from().isBefore(end) && s.through().isBefore(end));
    if (latest.isBefore(lagging ? end.plus(PATIENCE) : end)) {
      return null;
    }
    List<IntervalValue> values = new ArrayList<>();
    for (Unreported s : series) {
      Instant through = s.through().isBefore(end) ? s.through() : end;
      if (s.from().isBefore(through)) {
        values.addAll(store.find(point, s.obis(), s.from(), through));
        progress.reported(s.obis(), through);
      }
    }
    return new Due(start, end, values);
  }

  /**
   * What of one register is closed and not reported.
   *
   * @param from the start of the first such interval
   * @param through the end of the last
   */
  private record Unreported(ObisCode obis, Instant from, Instant through) {}

  private List<Unreported> unreported(
      MeteringPoint point, Map<ObisCode, Instant> closed, PointProgress progress) {
    List<Unreported> series = new ArrayList<>();
    closed.forEach(
        (obis, through) -> {
          Instant reported = progress.through(obis);
          if (!reported.isBefore(through)) {
            return;
          }
          if (!reported.equals(Instant.EPOCH) && existsAt(point, obis, reported)) {
            series.add(new Unreported(obis, reported, through));
          } else {
            List<IntervalValue> values = store.find(point, obis, reported, through);
            if (!values.isEmpty()) {
              series.add(new Unreported(obis, values.get(0).interval().start(), through));
            }
          }
        });
    return series;
  }

  private boolean existsAt(MeteringPoint point, ObisCode obis, Instant start) {
    return !store.find(point, obis, start, start.plus(Interval.LENGTH)).isEmpty();
  }

  private Instant startOfPeriod(Instant instant) {
    long seconds = instant.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, period.toSeconds()));
  }
}
