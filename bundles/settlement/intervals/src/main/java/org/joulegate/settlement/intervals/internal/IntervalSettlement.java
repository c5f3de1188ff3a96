package org.joulegate.settlement.intervals.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.CursorLoop;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterDirectory;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.Register;
import org.joulegate.settlement.api.IntervalListener;
import org.joulegate.settlement.api.IntervalStore;
import org.joulegate.settlement.api.IntervalValue;
import org.joulegate.settlement.api.IntervalsUnavailableException;
import org.joulegate.settlement.intervals.internal.Settlement.IndexReading;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Consumes readings from the journal and keeps the closed intervals as rows of its cursor, so that
 * an interval is closed exactly once whatever happens in between.
 */
@Component(
    service = IntervalStore.class,
    immediate = true,
    configurationPid = "org.joulegate.settlement.intervals")
@Designate(ocd = IntervalSettlement.Config.class)
public final class IntervalSettlement implements IntervalStore {
  static final String CONSUMER = "settlement.intervals";
  private static final int BATCH = 500;
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int MAX_SERIES = 10_000;

  /** A closed interval is kept so long: the bound of what this bundle stores for a register. */
  private static final Duration KEPT = Duration.ofDays(800);

  /** A meter whose clock is further behind has one that is not set. */
  private static final Duration OLDEST = Duration.ofDays(31);

  /** How intervals are settled. */
  @ObjectClassDefinition(name = "Interval settlement")
  public @interface Config {
    /** Nine seconds are the one percent of a quarter-hour that PTB-A 50.7 allows. */
    @AttributeDefinition(
        name = "Tolerance",
        description =
            "How far a reading may lie from a quarter-hour's end and count as read there: an ISO 8601"
                + " duration")
    String tolerance() default "PT9S";

    /** Beyond it, an estimate would be a guess. */
    @AttributeDefinition(
        name = "Longest substitution",
        description =
            "The longest distance of two readings between which is interpolated: an ISO 8601"
                + " duration")
    String longestSubstitution() default "P31D";
  }

  private final MeterDirectory directory;
  private final Settlement.Rules rules;
  private final Map<SeriesKey, SeriesState> states = new ConcurrentHashMap<>();
  private final CursorLoop loop;
  private volatile @Nullable JournalCursor loaded;

  @Reference(policy = ReferencePolicy.DYNAMIC, fieldOption = FieldOption.REPLACE)
  private volatile List<IntervalListener> listeners = List.of();

  /**
   * @throws IllegalArgumentException naming the key whose value is no positive duration
   */
  @Activate
  public IntervalSettlement(
      @Reference ReadingJournal journal, @Reference MeterDirectory directory, Config config) {
    this.directory = directory;
    rules =
        new Settlement.Rules(
            positive("tolerance", config.tolerance()),
            positive("longestSubstitution", config.longestSubstitution()));
    loop = new CursorLoop(journal, CONSUMER, BATCH, WAIT, this::consume);
  }

  private static Duration positive(String key, String text) {
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (java.time.format.DateTimeParseException e) {
      // Told below, with the key.
    }
    throw new IllegalArgumentException(
        "org.joulegate.settlement.intervals." + key + " is no positive ISO 8601 duration: " + text);
  }

  /** Ends the consumer; a successor goes on where its last commit ended. */
  @Deactivate
  public void stop() {
    loop.close();
  }

  private void consume(JournalCursor cursor, List<JournalRecord> records)
      throws JournalException, InterruptedException {
    if (cursor != loaded) {
      load(cursor);
    }
    if (records.isEmpty()) {
      return;
    }
    Batch batch = new Batch(cursor);
    for (JournalRecord record : records) {
      if (record.entry() instanceof MeterReading reading) {
        batch.settle(reading);
      }
    }
    cursor.commit(records.get(records.size() - 1).sequence(), batch.derivation());
    states.putAll(batch.changed);
    if (!batch.closed.isEmpty()) {
      tell(List.copyOf(batch.closed));
    }
  }

  private void load(JournalCursor cursor) throws JournalException {
    states.clear();
    String from = SeriesKey.STATES;
    while (true) {
      Map<String, byte[]> rows = cursor.scan(from, SeriesKey.AFTER_STATES, MAX_SERIES);
      for (Map.Entry<String, byte[]> row : rows.entrySet()) {
        states.put(SeriesKey.ofStateKey(row.getKey()), Rows.decodeState(row.getValue()));
        from = row.getKey() + "\0";
      }
      if (rows.size() < MAX_SERIES) {
        loaded = cursor;
        return;
      }
    }
  }

  private void tell(List<IntervalValue> values) {
    for (IntervalListener listener : listeners) {
      try {
        listener.closed(values);
      } catch (RuntimeException e) {
        System.getLogger(CONSUMER)
            .log(System.Logger.Level.WARNING, "a listener to intervals failed", e);
      }
    }
  }

  /** What one hand-over of entries leads to, before it is committed. */
  private final class Batch {
    private final JournalCursor cursor;
    private final Map<SeriesKey, SeriesState> changed = new HashMap<>();
    private final List<IntervalValue> closed = new ArrayList<>();
    private final Map<String, byte[]> rows = new HashMap<>();
    private final List<String> aged = new ArrayList<>();
    private final List<MeterEvent> events = new ArrayList<>();

    /** What the registers of one reading found, once for each kind. */
    private final Map<EventKind, String> found = new EnumMap<>(EventKind.class);

    Batch(JournalCursor cursor) {
      this.cursor = cursor;
    }

    void settle(MeterReading reading) throws JournalException {
      Instant at = settledAt(reading);
      if (at == null) {
        return;
      }
      MeteringPoint point = directory.pointOf(reading.meter());
      for (Register register : reading.registers()) {
        if (register.obis().isIndex() && register.value() != null) {
          IndexReading index =
              new IndexReading(
                  reading.meter(),
                  at,
                  reading.received().at(),
                  register.value(),
                  reading.received().steppedAt());
          settle(new SeriesKey(point, register.obis()), index);
        }
      }
      found.forEach(
          (kind, sentence) ->
              events.add(
                  new MeterEvent(reading.received(), kind, reading.meter().text(), sentence)));
      found.clear();
    }

    private void settle(SeriesKey key, IndexReading index) throws JournalException {
      SeriesState state = changed.getOrDefault(key, states.get(key));
      Settlement.Outcome outcome = Settlement.settle(key, rules, state, index);
      changed.put(key, outcome.state());
      for (IntervalValue value : outcome.closed()) {
        String row = key.valueKey(value.interval());
        // Behind a clock that was set back, intervals come a second time: the first stay.
        if (!rows.containsKey(row) && cursor.get(row) == null) {
          rows.put(row, Rows.encode(value));
          closed.add(value);
          aged.add(key.valueKey(value.interval().start().minus(KEPT).getEpochSecond()));
        }
      }
      for (Settlement.Finding finding : outcome.findings()) {
        found.putIfAbsent(finding.kind(), finding.sentence());
      }
    }

    Derivation derivation() {
      Derivation derivation = new Derivation();
      aged.forEach(derivation::remove);
      rows.forEach(derivation::put);
      changed.forEach((key, state) -> derivation.put(key.stateKey(), Rows.encode(state)));
      events.forEach(derivation::append);
      return derivation;
    }
  }

  /**
   * When a reading counts: when the meter says, unless that lies ahead of the gateway's clock or
   * further behind than a meter delivers late; else when it came. Null if neither clock is set.
   */
  private @Nullable Instant settledAt(MeterReading reading) {
    boolean gatewayKnows = reading.received().state() != ClockState.UNSET;
    Instant measured = reading.measuredAt();
    if (!gatewayKnows) {
      return measured;
    }
    Instant received = reading.received().at();
    boolean believed =
        measured != null
            && !measured.isAfter(received.plus(rules.tolerance()))
            && measured.isAfter(received.minus(OLDEST));
    return believed ? measured : received;
  }

  @Override
  public List<IntervalValue> find(MeteringPoint point, ObisCode obis, Instant from, Instant to)
      throws IntervalsUnavailableException {
    JournalCursor cursor = openCursor();
    if (!from.isBefore(to)) {
      return List.of();
    }
    SeriesKey key = new SeriesKey(point, obis);
    try {
      return cursor
          .scan(key.valueKey(ceiling(from)), key.valueKey(ceiling(to)), MAX_RESULT)
          .values()
          .stream()
          .map(row -> Rows.decodeValue(key, row))
          .toList();
    } catch (JournalException e) {
      throw new IntervalsUnavailableException("intervals cannot be read now: " + e.getMessage(), e);
    }
  }

  /** The cursor, once the states of its rows are here. */
  private JournalCursor openCursor() throws IntervalsUnavailableException {
    JournalCursor cursor = loop.cursor();
    if (cursor == null || cursor != loaded) {
      throw new IntervalsUnavailableException(
          "intervals cannot be read now: they are being opened");
    }
    return cursor;
  }

  private static long ceiling(Instant instant) {
    return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
  }

  @Override
  public Map<MeteringPoint, Map<ObisCode, Instant>> closedThrough()
      throws IntervalsUnavailableException {
    openCursor();
    Map<MeteringPoint, Map<ObisCode, Instant>> result = new TreeMap<>();
    states.forEach(
        (key, state) -> {
          if (state.closedAny()) {
            result
                .computeIfAbsent(key.point(), p -> new TreeMap<>())
                .put(key.obis(), state.open().start());
          }
        });
    return result;
  }
}
