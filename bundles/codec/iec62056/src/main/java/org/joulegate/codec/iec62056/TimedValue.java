package org.joulegate.codec.iec62056;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with the time that the meter wrote beside it: a sub-meter's reading {@code
 * (180104231507W)(00212.529*m3)}, or a maximum {@code (02.468*kW)(1703100930)}.
 *
 * @param value the value
 * @param unit its unit, beside the value or in the head of its column; null when none is written
 * @param column the address in the head of the value's column, or null when it has none
 * @param stamp what stands in the place of its time
 * @param time the time of the value; null save where the stamp says that one is given
 */
public record TimedValue(
    DataValue value,
    @Nullable String unit,
    @Nullable String column,
    Stamp stamp,
    @Nullable MeterTime time) {

  /** What a meter writes as the time of a value. */
  public enum Stamp {
    /** A time. */
    GIVEN,
    /** Something in the place of a time that names none: {@code 632525252525W}, or zeros. */
    UNSET,
    /** Nothing. */
    NONE
  }

  private static final int SHORTEST_ZEROS = 10;
  private static final int LONGEST_ZEROS = 13;

  /** Value group D of a maximum of electricity (IEC 62056-61). */
  private static final int MAXIMUM = 6;

  private static final int DEVICE = 96;
  private static final int ERRORS = 97;

  /**
   * The value of a data set that has one, or one and a time in either order; null for every other
   * data set. Of two values the time is that which can be one, and the other has the unit.
   */
  public static @Nullable TimedValue of(DataSet set) {
    List<DataValue> values = set.values();
    DataValue first = values.get(0);
    if (values.size() == 1) {
      return new TimedValue(first, first.unit(), null, Stamp.NONE, null);
    }
    LoadProfile profile = values.size() > 2 ? set.profile() : null;
    if (profile != null && profile.rows().size() == 1 && profile.columns().size() == 1) {
      return ofColumn(profile);
    }
    if (values.size() != 2) {
      return null;
    }
    DataValue second = values.get(1);
    boolean value = first.unitLength() > 0 || (isLabel(set) && !looksLikeTime(first));
    MeterTime before = value ? null : MeterTime.parse(first);
    MeterTime after = before != null ? null : MeterTime.parse(second);
    if (before != null || looksLikeTime(first)) {
      return timed(second, before);
    }
    boolean measured = first.unitLength() > 0 || ObisGroups.group(set.obis(), 'D') == MAXIMUM;
    boolean zeros = measured && isZeros(second);
    return after != null || zeros || looksLikeTime(second) ? timed(first, after) : null;
  }

  private static TimedValue timed(DataValue value, @Nullable MeterTime time) {
    return new TimedValue(value, value.unit(), null, stamp(time), time);
  }

  /** The gas reading of DSMR 2.2 and 3.0: unit and address stand in the head of the column. */
  private static TimedValue ofColumn(LoadProfile profile) {
    DataValue value = profile.rows().get(0).get(0);
    LoadProfile.Column column = profile.columns().get(0);
    MeterTime time = profile.start();
    return new TimedValue(value, column.unitOf(value), column.address(), stamp(time), time);
  }

  private static Stamp stamp(@Nullable MeterTime time) {
    return time == null ? Stamp.UNSET : Stamp.GIVEN;
  }

  /**
   * Whether this is a zero whose time is not set: what a meter writes for a sub-meter that it has
   * never read. It says nothing about the sub-meter.
   */
  public boolean isNeverRead() {
    return stamp == Stamp.UNSET && value.isNumber() && value.mantissa() == 0;
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

  /** Whether a data set holds identities, states or errors, whose digits may look like a time. */
  private static boolean isLabel(DataSet set) {
    int c = ObisGroups.group(set.obis(), 'C');
    return set.obis() != ObisGroups.NONE && (c == 0 || c == DEVICE || c == ERRORS);
  }

  /** Zeros where a time would stand, with or without what separates its parts. */
  private static boolean isZeros(DataValue value) {
    int zeros = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      zeros += c == '0' ? 1 : 0;
      if (c != '0' && !MeterTime.isSeparator(c)) {
        return false;
      }
    }
    return value.unitLength() == 0 && zeros >= SHORTEST_ZEROS && zeros <= LONGEST_ZEROS;
  }
}
