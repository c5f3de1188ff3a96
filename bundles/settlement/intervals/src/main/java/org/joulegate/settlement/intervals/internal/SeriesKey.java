package org.joulegate.settlement.intervals.internal;

import java.util.Locale;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.settlement.api.Interval;

/**
 * One index of one metering point, and the keys of its rows.
 *
 * <p>A state has the key {@code s/POINT/OBIS}, a closed interval {@code v/POINT/OBIS/START}; OBIS
 * is twelve hex digits and START twelve decimal digits of seconds since 1970, so that rows sort by
 * time.
 */
record SeriesKey(MeteringPoint point, ObisCode obis) {
  static final String STATES = "s/";
  static final String AFTER_STATES = "s0";

  String stateKey() {
    return STATES + path();
  }

  String valueKey(Interval interval) {
    return valueKey(interval.start().getEpochSecond());
  }

  /** The key of the first interval at or after an instant. */
  String valueKey(long epochSecond) {
    return "v/" + path() + String.format(Locale.ROOT, "/%012d", Math.max(0, epochSecond));
  }

  private String path() {
    return point.id() + "/" + String.format(Locale.ROOT, "%012x", obis.packed());
  }

  static SeriesKey ofStateKey(String key) {
    String[] parts = key.split("/", -1);
    return new SeriesKey(
        new MeteringPoint(parts[1]), new ObisCode(Long.parseUnsignedLong(parts[2], 16)));
  }
}
