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
import org.joulegate.settlement.api.IntervalsUnavailableException;
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

  /** The most registers in one report, so that it fits a message; others go into a supplement. */
  private static final int MAX_REGISTERS = 100;

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
  @Nullable Due next(MeteringPoint point, Map<ObisCode, Instant> closed, PointProgress progress)
      throws IntervalsUnavailableException {
    while (true) {
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
      List<IntervalValue> values = take(point, series, end, progress);
      if (!values.isEmpty()) {
        return new Due(start, end, values);
      }
    }
  }

  /** The values up to a period's end, noted as reported; none twice. */
  private List<IntervalValue> take(
      MeteringPoint point, List<Unreported> series, Instant end, PointProgress progress)
      throws IntervalsUnavailableException {
    List<IntervalValue> values = new ArrayList<>();
    for (Unreported s : series) {
      Instant through = s.through().isBefore(end) ? s.through() : end;
      if (s.from().isBefore(through)) {
        for (IntervalValue value : store.find(point, s.obis(), s.from(), through)) {
          if (!progress.isReportedAhead(s.obis(), value.interval().start())) {
            values.add(value);
          }
        }
        progress.reported(s.obis(), through);
      }
    }
    return values;
  }

  /**
   * What of one register is closed and not reported.
   *
   * @param from the start of the first such interval
   * @param through the end of the last
   */
  private record Unreported(ObisCode obis, Instant from, Instant through) {}

  private List<Unreported> unreported(
      MeteringPoint point, Map<ObisCode, Instant> closed, PointProgress progress)
      throws IntervalsUnavailableException {
    List<Unreported> series = new ArrayList<>();
    for (Map.Entry<ObisCode, Instant> register : closed.entrySet()) {
      if (series.size() < MAX_REGISTERS) {
        addUnreported(series, point, register.getKey(), register.getValue(), progress);
      }
    }
    return series;
  }

  private void addUnreported(
      List<Unreported> series,
      MeteringPoint point,
      ObisCode obis,
      Instant through,
      PointProgress progress)
      throws IntervalsUnavailableException {
    Instant reported = progress.through(obis);
    if (through.isBefore(reported) && !existsAt(point, obis, through)) {
      List<IntervalValue> ahead = store.find(point, obis, through, reported);
      Instant aheadFrom = ahead.isEmpty() ? reported : ahead.get(0).interval().start();
      progress.setBack(obis, through, aheadFrom);
      reported = through;
    }
    if (!reported.isBefore(through)) {
      return;
    }
    if (!reported.equals(Instant.EPOCH) && existsAt(point, obis, reported)) {
      series.add(new Unreported(obis, reported, through));
      return;
    }
    List<IntervalValue> values = store.find(point, obis, reported, through);
    if (!values.isEmpty()) {
      series.add(new Unreported(obis, values.get(0).interval().start(), through));
    }
  }

  private boolean existsAt(MeteringPoint point, ObisCode obis, Instant start)
      throws IntervalsUnavailableException {
    return !store.find(point, obis, start, start.plus(Interval.LENGTH)).isEmpty();
  }

  private Instant startOfPeriod(Instant instant) {
    long seconds = instant.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, period.toSeconds()));
  }
}
