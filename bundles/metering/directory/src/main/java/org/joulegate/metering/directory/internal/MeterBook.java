package org.joulegate.metering.directory.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.Medium;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeterState;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * The states of all meters, and how entries of the journal change them. Changed by one thread, read
 * by any.
 */
final class MeterBook {
  private static final String METER = "meter/";
  private static final String POINT = "point/";
  private static final int PAGE = 1_000;

  /** A meter that serves a point is gone when it was not read for this long. */
  private static final Duration GONE = Duration.ofDays(1);

  private final Bindings bindings;
  private final NavigableMap<MeterId, MeterState> meters = new ConcurrentSkipListMap<>();
  private final Map<MeterId, String> servedPoints = new HashMap<>();
  private final Map<String, MeterId> serving = new HashMap<>();

  MeterBook(Bindings bindings) {
    this.bindings = bindings;
  }

  NavigableMap<MeterId, MeterState> meters() {
    return meters;
  }

  /**
   * Fills the book from the committed rows; a meter whose reading is no longer kept is left out.
   */
  void load(JournalCursor cursor, ReadingJournal journal) throws JournalException {
    for (Map.Entry<String, byte[]> each : rows(cursor, METER).entrySet()) {
      load(new MeterId(each.getKey()), MeterRow.decode(each.getValue()), journal);
    }
    rows(cursor, POINT)
        .forEach(
            (point, meter) ->
                serving.put(point, new MeterId(new String(meter, StandardCharsets.UTF_8))));
  }

  /** All rows of a kind, by what follows its prefix. */
  private static SortedMap<String, byte[]> rows(JournalCursor cursor, String prefix)
      throws JournalException {
    SortedMap<String, byte[]> rows = new TreeMap<>();
    String from = prefix;
    String to = prefix.substring(0, prefix.length() - 1) + '0'; // what follows a slash
    SortedMap<String, byte[]> page;
    do {
      page = cursor.scan(from, to, PAGE);
      page.forEach((key, row) -> rows.put(key.substring(prefix.length()), row));
      from = page.isEmpty() ? to : page.lastKey() + "\0";
    } while (page.size() == PAGE);
    return rows;
  }

  private void load(MeterId meter, MeterRow row, ReadingJournal journal) throws JournalException {
    List<JournalRecord> found = journal.read(row.sequence() - 1, 1);
    if (!found.isEmpty()
        && found.get(0).sequence() == row.sequence()
        && found.get(0).entry() instanceof MeterReading reading) {
      meters.put(meter, state(reading, row.sequence(), row.silence()));
      servedPoints.put(meter, row.point());
    }
  }

  private MeterState state(
      MeterReading reading, long sequence, MeterState.@Nullable Silence silence) {
    return new MeterState(
        reading.meter(),
        bindings.pointOf(reading.meter()),
        mediumOf(reading),
        reading,
        sequence,
        silence);
  }

  /** The first register that tells; abstract objects (group A is 0) do not. */
  static Medium mediumOf(MeterReading reading) {
    for (Register register : reading.registers()) {
      Medium medium = Medium.ofObisA(register.obis().a()).orElse(null);
      if (medium != null) {
        return medium;
      }
    }
    return Medium.UNKNOWN;
  }

  /** What a number of entries change, before it is committed. */
  final class Change {
    private final Map<MeterId, MeterState> changed = new LinkedHashMap<>();
    private final Map<MeterId, String> servedNow = new HashMap<>();
    private final Map<String, MeterId> points = new LinkedHashMap<>();
    private final Derivation derivation = new Derivation();

    /** Takes one entry in. */
    void take(JournalRecord entry) {
      if (entry.entry() instanceof MeterReading reading) {
        read(reading, entry.sequence());
      } else if (entry.entry() instanceof MeterEvent event) {
        switch (event.kind()) {
          case LINE_SILENT, ADAPTER_FAILED -> silent(event);
          case LINE_RESTORED -> restored(event.subject());
          default -> {}
        }
      }
    }

    private void read(MeterReading reading, long sequence) {
      MeterId meter = reading.meter();
      MeteringPoint point = bindings.pointOf(meter);
      boolean known = changed.containsKey(meter) || meters.containsKey(meter);
      if (!known) {
        derivation.append(
            event(reading, EventKind.METER_SEEN, "meter " + meter + " serves point " + point));
      }
      if (isServedAnew(reading, point)) {
        serve(reading, point);
      }
      servedNow.put(meter, point.id());
      changed.put(meter, state(reading, sequence, null));
    }

    /**
     * Whether this meter takes its point over: it is new there, or it comes back after the one that
     * served the point is gone. Two meters that are both read at one point take turns with every
     * reading, and that is no exchange.
     */
    private boolean isServedAnew(MeterReading reading, MeteringPoint point) {
      MeterId meter = reading.meter();
      MeterId server = points.getOrDefault(point.id(), serving.get(point.id()));
      if (meter.equals(server)) {
        return false;
      }
      String earlier = servedNow.getOrDefault(meter, servedPoints.get(meter));
      return server == null || !point.id().equals(earlier) || isGone(server, reading.received());
    }

    /** A stamp of a clock that was not set tells nothing. */
    private boolean isGone(MeterId meter, Stamp now) {
      MeterState state = changed.getOrDefault(meter, meters.get(meter));
      if (state == null) {
        return true;
      }
      Stamp last = state.last().received();
      return last.state() != ClockState.UNSET
          && now.state() != ClockState.UNSET
          && Duration.between(last.at(), now.at()).compareTo(GONE) >= 0;
    }

    private void serve(MeterReading reading, MeteringPoint point) {
      MeterId meter = reading.meter();
      MeterId before = points.getOrDefault(point.id(), serving.get(point.id()));
      if (before != null && !before.equals(meter)) {
        derivation.append(
            event(
                reading,
                EventKind.METER_SWAPPED,
                "point " + point + " is read by meter " + meter + " instead of " + before));
      }
      points.put(point.id(), meter);
    }

    private MeterEvent event(MeterReading reading, EventKind kind, String text) {
      return new MeterEvent(reading.received(), kind, reading.meter().text(), text);
    }

    private void silent(MeterEvent event) {
      for (MeterState state : readBy(event.subject())) {
        MeterState.Silence earlier = state.silence();
        MeterState.Silence silence =
            new MeterState.Silence(earlier == null ? event.at() : earlier.since(), event.text());
        changed.put(state.meter(), state(state.last(), state.sequence(), silence));
      }
    }

    private void restored(String adapter) {
      for (MeterState state : readBy(adapter)) {
        if (state.silence() != null) {
          changed.put(state.meter(), state(state.last(), state.sequence(), null));
        }
      }
    }

    private List<MeterState> readBy(String adapter) {
      Map<MeterId, MeterState> all = new LinkedHashMap<>(meters);
      all.putAll(changed);
      return all.values().stream().filter(s -> s.last().adapter().equals(adapter)).toList();
    }

    /** The rows and events to commit. */
    Derivation derivation() {
      for (MeterState state : changed.values()) {
        String known = servedPoints.getOrDefault(state.meter(), state.point().id());
        String point = servedNow.getOrDefault(state.meter(), known);
        MeterRow row = new MeterRow(state.sequence(), point, state.silence());
        derivation.put(METER + state.meter(), row.encode());
      }
      points.forEach(
          (point, meter) ->
              derivation.put(POINT + point, meter.text().getBytes(StandardCharsets.UTF_8)));
      return derivation;
    }

    /** Makes the change known, after its commit; the new states, in order. */
    List<MeterState> publish() {
      changed.values().forEach(state -> meters.put(state.meter(), state));
      servedPoints.putAll(servedNow);
      serving.putAll(points);
      return List.copyOf(changed.values());
    }
  }
}
