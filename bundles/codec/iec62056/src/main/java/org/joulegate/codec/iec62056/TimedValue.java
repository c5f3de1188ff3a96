package org.joulegate.codec.iec62056;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with the time that the meter wrote beside it: a sub-meter's reading {@code
 * (180104231507W)(00212.529*m3)}, or a maximum {@code (02.468*kW)(1703100930)}.
 *
 * @param value the value
 * @param time the time of the value, or null when the meter wrote none that exists
 */
public record TimedValue(DataValue value, @Nullable MeterTime time) {

  /**
   * The value of a data set that has one, or one and a time in either order; null for every other
   * data set. Of two values the time is that which can be one, and the other has the unit.
   */
  public static @Nullable TimedValue of(DataSet set) {
    List<DataValue> values = set.values();
    DataValue first = values.get(0);
    if (values.size() == 1) {
      return new TimedValue(first, null);
    }
    LoadProfile profile = values.size() > 2 ? set.profile() : null;
    if (profile != null && profile.rows().size() == 1 && profile.columns().size() == 1) {
      return new TimedValue(profile.rows().get(0).get(0), profile.start());
    }
    if (values.size() != 2) {
      return null;
    }
    DataValue second = values.get(1);
    MeterTime before = first.unitLength() > 0 ? null : MeterTime.parse(first);
    MeterTime after = before != null ? null : MeterTime.parse(second);
    if (before != null || looksLikeTime(first)) {
      return new TimedValue(second, before);
    }
    return after != null || looksLikeTime(second) ? new TimedValue(first, after) : null;
  }

  /** Digits and a season's letter that name no time: the meter's clock or the value was not set. */
  private static boolean looksLikeTime(DataValue value) {
    int last = value.length() - 1;
    if (last < 12 || value.unitLength() > 0) {
      return false;
    }
    char letter = value.charAt(last);
    if (letter != 'S' && letter != 'W') {
      return false;
    }
    for (int i = 0; i < last; i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
