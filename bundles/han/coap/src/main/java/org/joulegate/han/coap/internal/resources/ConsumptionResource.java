package org.joulegate.han.coap.internal.resources;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joulegate.han.api.HanContent;
import org.joulegate.han.api.HanException;
import org.joulegate.han.api.HanResource;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.settlement.api.IntervalStore;
import org.joulegate.settlement.api.IntervalValue;
import org.joulegate.settlement.api.IntervalsUnavailableException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /consumption}: what went through each metering point in each closed quarter-hour. A
 * value's time is the start of its quarter-hour.
 *
 * <p>Parameters, all optional: {@code from} (inclusive; the default is a day before {@code to}),
 * {@code to} (exclusive; the default is now), {@code point}, {@code obis}.
 */
@Component
public final class ConsumptionResource implements HanResource {
  /** Its path. */
  public static final String PATH = "/consumption";

  /** The most quarter-hours in one answer: a month of one register. */
  static final int MAX_INTERVALS = 3_000;

  private static final Duration DEFAULT_SPAN = Duration.ofDays(1);

  private final IntervalStore store;
  private final MeteringClock clock;

  /**
   * @param store holds the closed quarter-hours
   * @param clock tells now
   */
  @Activate
  public ConsumptionResource(@Reference IntervalStore store, @Reference MeteringClock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String title() {
    return "Consumption in quarter-hours";
  }

  @Override
  public String type() {
    return "joulegate.consumption";
  }

  @Override
  public boolean observable() {
    return true;
  }

  @Override
  public HanContent get(Map<String, String> parameters) throws HanException {
    Parameters.allow(parameters, "from", "to", "point", "obis");
    Instant to = Parameters.instant(parameters, "to", clock.now());
    Instant from = Parameters.instant(parameters, "from", to.minus(DEFAULT_SPAN));
    if (!from.isBefore(to)) {
      throw Parameters.bad("from (" + from + ") is not before to (" + to + ").");
    }
    ObisCode only = obis(parameters.get("obis"));
    Map<MeteringPoint, Map<ObisCode, Instant>> known = points(parameters.get("point"));
    Values values = new Values();
    int left = MAX_INTERVALS;
    for (Map.Entry<MeteringPoint, Map<ObisCode, Instant>> point : known.entrySet()) {
      for (ObisCode obis : new TreeMap<>(point.getValue()).keySet()) {
        if (only == null || only.equals(obis)) {
          left -= add(values, point.getKey(), obis, from, to, left);
        }
      }
    }
    return values.content(Names.POINT, "no quarter-hour was closed in this time");
  }

  private int add(
      Values values, MeteringPoint point, ObisCode obis, Instant from, Instant to, int left)
      throws HanException {
    int added = 0;
    String name = Names.of(point.id()) + ":" + Names.of(obis);
    for (IntervalValue value : find(point, obis, from, to)) {
      if (added == left) {
        throw Parameters.bad(
            "More than "
                + MAX_INTERVALS
                + " quarter-hours: ask for a shorter time, one point or one obis.");
      }
      values.judged(
          name, value.difference(), value.quality(), value.missing(), value.interval().start());
      added++;
    }
    return added;
  }

  private List<IntervalValue> find(MeteringPoint point, ObisCode obis, Instant from, Instant to)
      throws HanException {
    try {
      return store.find(point, obis, from, to);
    } catch (IntervalsUnavailableException e) {
      throw unavailable(e);
    }
  }

  private static HanException unavailable(IntervalsUnavailableException e) {
    return new HanException(HanException.Kind.UNAVAILABLE, String.valueOf(e.getMessage()));
  }

  private Map<MeteringPoint, Map<ObisCode, Instant>> points(@Nullable String id)
      throws HanException {
    Map<MeteringPoint, Map<ObisCode, Instant>> all;
    try {
      all = new TreeMap<>(store.closedThrough());
    } catch (IntervalsUnavailableException e) {
      throw unavailable(e);
    }
    if (id == null) {
      return all;
    }
    all.keySet().removeIf(point -> !point.id().equals(id));
    if (all.isEmpty()) {
      throw new HanException(
          HanException.Kind.NOT_FOUND,
          "No quarter-hour of a metering point \"" + Parameters.shown(id) + "\" is known.");
    }
    return all;
  }

  private static @Nullable ObisCode obis(@Nullable String text) throws HanException {
    if (text == null) {
      return null;
    }
    try {
      return ObisCode.parse(text);
    } catch (IllegalArgumentException noObis) {
      throw Parameters.bad(
          "obis is a code such as 1-0:1.8.0, not \"" + Parameters.shown(text) + "\".");
    }
  }
}
