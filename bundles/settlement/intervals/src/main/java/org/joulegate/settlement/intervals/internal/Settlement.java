package org.joulegate.settlement.intervals.internal;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.settlement.api.Interval;
import org.joulegate.settlement.api.IntervalValue;
import org.jspecify.annotations.Nullable;

/**
 * Settles one index: readings in, closed intervals and events out. Pure: the next state is a
 * function of the state and the reading.
 *
 * <p>The index at an interval's end is the reading nearest to it, if that lies within the
 * tolerance; else it is interpolated between the readings before and after, rounded down to the
 * finer of their exponents. Either way indexes do not fall, and the differences of any row of
 * intervals add up to the difference of the indexes at its ends.
 *
 * <p>An exchange of the meter, a step of the clock, a change of unit and an index that falls are
 * breaks: the intervals that they touch have no value but the cause, and settlement goes on behind.
 */
final class Settlement {
  /**
   * An index as it was read.
   *
   * @param at when it counts: the meter's instant or the gateway's
   * @param received when it came, by the gateway's clock
   */
  record IndexReading(
      MeterId meter,
      Instant at,
      Instant received,
      RegisterValue index,
      @Nullable Instant steppedAt) {}

  /** Something to record, with its sentence. */
  record Finding(EventKind kind, String sentence) {}

  /** What one reading led to. */
  record Outcome(SeriesState state, List<IntervalValue> closed, List<Finding> findings) {}

  /**
   * A reading that is older than the last by less is late and not used; by more, a clock was set.
   */
  private static final Duration LONGEST_BACKWARD = Interval.LENGTH.negated();

  /** A distance beyond which a clock was wrong: 100 days, so that a gap has at most 9,600 rows. */
  private static final Duration LONGEST_FORWARD = Duration.ofDays(100);

  /** The most by which the meter's clock and the gateway's may drift apart between two readings. */
  private static final Duration LONGEST_DRIFT = Duration.ofMinutes(1);

  private final SeriesKey key;
  private final Rules rules;
  private final List<IntervalValue> closed = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * By what rules.
   *
   * @param tolerance how far a reading may lie from an interval's end and still count as read there
   * @param longestGap the longest distance of two readings between which is interpolated
   */
  record Rules(Duration tolerance, Duration longestGap) {}

  private Settlement(SeriesKey key, Rules rules) {
    this.key = key;
    this.rules = rules;
  }

  /**
   * Takes one reading in.
   *
   * @param state where the settlement stands; null before the first reading
   */
  static Outcome settle(
      SeriesKey key, Rules rules, @Nullable SeriesState state, IndexReading reading) {
    Settlement settlement = new Settlement(key, rules);
    SeriesState next = state == null ? settlement.begin(reading) : settlement.goOn(state, reading);
    return new Outcome(next, settlement.closed, settlement.findings);
  }

  private SeriesState begin(IndexReading reading) {
    Interval open = Interval.containing(reading.at());
    return stateAt(reading, open, startOf(open, reading, MissingCause.NO_EARLIER_READING), false);
  }

  private SeriesState goOn(SeriesState state, IndexReading reading) {
    Break broken = breakBetween(state, reading);
    if (broken != null) {
      if (broken.kind != null) {
        findings.add(new Finding(broken.kind, broken.sentence));
      }
      return resume(state, reading, broken.cause);
    }
    if (!reading.at().isAfter(state.lastAt())) {
      return state;
    }
    return advance(state, reading);
  }

  /**
   * A reason why two readings have no difference.
   *
   * @param kind what to record; null for what the directory of meters records already
   */
  private record Break(@Nullable EventKind kind, MissingCause cause, String sentence) {}

  private @Nullable Break breakBetween(SeriesState state, IndexReading reading) {
    if (!reading.meter().equals(state.meter())) {
      return new Break(null, MissingCause.METER_SWAPPED, "");
    }
    if (!Objects.equals(reading.steppedAt(), state.steppedAt()) && reading.steppedAt() != null) {
      return new Break(
          EventKind.CLOCK_STEPPED,
          MissingCause.CLOCK_STEPPED,
          at(reading) + "the clock was set after the reading of " + state.lastAt());
    }
    Duration distance = Duration.between(state.lastAt(), reading.at());
    Duration drift = distance.minus(Duration.between(state.receivedAt(), reading.received()));
    if (distance.compareTo(LONGEST_BACKWARD) < 0
        || distance.compareTo(LONGEST_FORWARD) > 0
        || (!distance.isNegative() && !distance.isZero() && isJump(drift))) {
      return new Break(
          EventKind.CLOCK_STEPPED,
          MissingCause.CLOCK_STEPPED,
          at(reading) + "its date does not follow that of the reading before, " + state.lastAt());
    }
    return breakOfIndex(state, reading);
  }

  private static boolean isJump(Duration drift) {
    return drift.abs().compareTo(LONGEST_DRIFT) > 0;
  }

  private @Nullable Break breakOfIndex(SeriesState state, IndexReading reading) {
    RegisterValue last = state.lastIndex();
    if (reading.index().unit() != last.unit() || !haveDifference(last, reading.index())) {
      return new Break(
          EventKind.UNIT_CHANGED,
          MissingCause.UNIT_CHANGED,
          at(reading) + "what follows " + last + " has another unit or scale");
    }
    if (!reading.at().isAfter(state.lastAt()) || reading.index().compareTo(last) >= 0) {
      return null;
    }
    String fall = at(reading) + "index " + reading.index() + " follows " + last;
    return RollOver.isLikely(last, reading.index())
        ? new Break(EventKind.ROLL_OVER, MissingCause.ROLL_OVER, fall)
        : new Break(EventKind.NEGATIVE_DIFFERENCE, MissingCause.INDEX_FELL, fall);
  }

  /** Whether both fit a long at the finer exponent of the two. */
  private static boolean haveDifference(RegisterValue a, RegisterValue b) {
    try {
      int exponent = Math.min(a.exponent(), b.exponent());
      a.mantissaAt(exponent);
      b.mantissaAt(exponent);
      return true;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private String at(IndexReading reading) {
    return key.obis() + " of " + key.point() + " at " + reading.at() + ": ";
  }

  /** Closes what lies before the reading, and begins anew with it. */
  private SeriesState resume(SeriesState state, IndexReading reading, MissingCause cause) {
    Interval next = Interval.containing(reading.at());
    Interval open = state.open();
    boolean sameTimeLine =
        cause != MissingCause.CLOCK_STEPPED
            && Duration.between(open.start(), reading.at()).compareTo(LONGEST_FORWARD) <= 0;
    if (next.equals(open) || (sameTimeLine && next.compareTo(open) < 0)) {
      return stateAt(reading, open, Boundary.missing(cause), state.closedAny());
    }
    close(state.meter(), open, state.start(), endBefore(state, cause));
    for (Interval i = open.next(); sameTimeLine && i.compareTo(next) < 0; i = i.next()) {
      close(reading.meter(), i, Boundary.missing(cause), Boundary.missing(cause));
    }
    return stateAt(reading, next, startOf(next, reading, cause), true);
  }

  /** The open interval's end, by the readings before a break alone. */
  private Boundary endBefore(SeriesState state, MissingCause cause) {
    Duration distance = Duration.between(state.lastAt(), state.open().end());
    return distance.compareTo(rules.tolerance()) <= 0
        ? Boundary.measured(state.lastIndex())
        : Boundary.missing(cause);
  }

  private SeriesState advance(SeriesState state, IndexReading reading) {
    Interval open = state.open();
    Boundary start = state.start();
    int substituted = 0;
    while (!open.end().isAfter(reading.at())) {
      Boundary end = boundaryBetween(state, reading, open.end());
      close(reading.meter(), open, start, end);
      if (end.index() != null && !end.measured()) {
        substituted++;
      }
      start = end;
      open = open.next();
    }
    // A meter that sends less often than the tolerance is substituted at every end: its quality
    // says
    // so. An event is a line that was not read for longer than an interval.
    boolean outage = Duration.between(state.lastAt(), reading.at()).compareTo(Interval.LENGTH) > 0;
    if (substituted > 0 && outage) {
      findings.add(
          new Finding(
              EventKind.VALUE_SUBSTITUTED,
              at(reading)
                  + substituted
                  + " interval ends without a reading since "
                  + state.lastAt()));
    }
    boolean any = state.closedAny() || !open.equals(state.open());
    return stateAt(reading, open, start, any);
  }

  private Boundary boundaryBetween(SeriesState state, IndexReading reading, Instant end) {
    Duration before = Duration.between(state.lastAt(), end);
    Duration after = Duration.between(end, reading.at());
    boolean lastIsNearer = before.compareTo(after) <= 0;
    Duration nearest = lastIsNearer ? before : after;
    if (nearest.compareTo(rules.tolerance()) <= 0) {
      return Boundary.measured(lastIsNearer ? state.lastIndex() : reading.index());
    }
    if (before.plus(after).compareTo(rules.longestGap()) > 0) {
      return Boundary.missing(MissingCause.GAP_TOO_LONG);
    }
    return Boundary.substituted(interpolate(state.lastIndex(), reading.index(), before, after));
  }

  /** first + (second - first) * before / (before + after), rounded down. */
  static RegisterValue interpolate(
      RegisterValue first, RegisterValue second, Duration before, Duration after) {
    int exponent = Math.min(first.exponent(), second.exponent());
    long low = first.mantissaAt(exponent);
    BigInteger rise = BigInteger.valueOf(second.mantissaAt(exponent)).subtract(big(low));
    BigInteger part = rise.multiply(nanos(before)).divide(nanos(before.plus(after)));
    return new RegisterValue(big(low).add(part).longValueExact(), exponent, first.unit());
  }

  private static BigInteger nanos(Duration duration) {
    return big(duration.getSeconds()).multiply(big(1_000_000_000L)).add(big(duration.getNano()));
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }

  private Boundary startOf(Interval open, IndexReading reading, MissingCause otherwise) {
    Duration distance = Duration.between(open.start(), reading.at());
    return distance.compareTo(rules.tolerance()) <= 0
        ? Boundary.measured(reading.index())
        : Boundary.missing(otherwise);
  }

  private static SeriesState stateAt(
      IndexReading reading, Interval open, Boundary start, boolean closedAny) {
    return new SeriesState(
        reading.meter(),
        reading.at(),
        reading.received(),
        reading.index(),
        reading.steppedAt(),
        open,
        start,
        closedAny);
  }

  private void close(MeterId meter, Interval interval, Boundary start, Boundary end) {
    RegisterValue first = start.index();
    RegisterValue second = end.index();
    if (first != null && second != null && haveDifference(first, second)) {
      boolean measured = start.measured() && end.measured();
      closed.add(
          new IntervalValue(
              key.point(),
              meter,
              key.obis(),
              interval,
              second.minus(first),
              measured ? ReadingQuality.MEASURED : ReadingQuality.SUBSTITUTED,
              null));
      return;
    }
    MissingCause ofBoundary = start.missing() != null ? start.missing() : end.missing();
    MissingCause cause = ofBoundary != null ? ofBoundary : MissingCause.UNIT_CHANGED;
    closed.add(
        new IntervalValue(
            key.point(), meter, key.obis(), interval, null, ReadingQuality.MISSING, cause));
  }
}
