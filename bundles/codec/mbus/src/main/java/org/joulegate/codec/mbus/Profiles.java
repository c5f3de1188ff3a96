package org.joulegate.codec.mbus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.RealDecimal;
import org.joulegate.codec.mbus.Qualifier.Type;
import org.jspecify.annotations.Nullable;

/**
 * Expands profiles (EN 13757-3:2018, annex F).
 *
 * <p>The list begins with two bytes: how the values are kept (absolute, as increments, or as
 * differences), in which unit of time their distance is told, the data field of each; and the
 * distance. The records with the same function, storage number, tariff and subunit are their base:
 * a date is the base time, a value of the same meaning the base value. A date without tariff and
 * subunit is that of its storage number (table 10), and the base time where there is no nearer one.
 * The first value of the list is one distance behind the base, or before it in an inverse profile.
 */
final class Profiles {

  private static final int HEADER = 2;
  private static final int HALF_MONTH = 253;
  private static final int MONTH = 254;
  private static final int MOST_DISTANCE = 250;
  private static final int DAYS = 3;

  private Profiles() {}

  static List<Profile> expand(List<DataRecord> records, MbusLimits limits) {
    List<Profile> profiles = new ArrayList<>(2);
    for (int i = 0; i < records.size(); i++) {
      DataRecord record = records.get(i);
      if (isProfile(record)) {
        profiles.add(new Profile(record, entries(record, records, limits)));
      }
    }
    return Collections.unmodifiableList(profiles);
  }

  private static boolean isProfile(DataRecord record) {
    return !record.qualifiers().isEmpty()
        && record.dataField() == 0xD
        && record.data().length() >= HEADER
        && profileType(record) != null;
  }

  private static @Nullable Type profileType(DataRecord record) {
    for (Qualifier qualifier : record.qualifiers()) {
      switch (qualifier.type()) {
        case COMPACT_PROFILE, COMPACT_PROFILE_WITH_REGISTERS, INVERSE_COMPACT_PROFILE -> {
          return qualifier.type();
        }
        default -> {}
      }
    }
    return null;
  }

  private static List<Profile.Entry> entries(
      DataRecord record, List<DataRecord> records, MbusLimits limits) {
    ByteSlice data = record.data();
    int control = data.u8(0);
    int width = DataReader.width(control & 0xF);
    if (width == 0) {
      return List.of();
    }
    int count = Math.min((data.length() - HEADER) / width, limits.profileValues().most());
    int direction = profileType(record) == Type.INVERSE_COMPACT_PROFILE ? -1 : 1;
    Steps steps = new Steps(control >>> 6, direction, baseValue(record, records));
    MeterTime base = baseTime(record, records);
    List<Profile.Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      MeterTime time =
          base == null ? null : moved(base, control >>> 4 & 3, data.u8(1), direction * (i + 1L));
      Value value = steps.next(record, data, HEADER + i * width, width, control & 0xF);
      entries.add(new Profile.Entry(record.storage() + 1 + i, time, value));
    }
    return Collections.unmodifiableList(entries);
  }

  /** The values of a list, each perhaps built upon the one before. */
  private static final class Steps {
    private final int mode;
    private final int direction;
    private @Nullable DataRecord base;
    private long sum;
    private boolean known;

    Steps(int mode, int direction, @Nullable DataRecord base) {
      this.mode = mode;
      this.direction = direction;
      this.base = base;
    }

    Value next(DataRecord record, ByteSlice data, int at, int width, int field) {
      if (DataReader.isReal(field)) {
        return mode == 0 ? real(record, data, at) : new Value.Absent(Absence.DATA_TYPE);
      }
      long sent = DataReader.plain(data, at, width, field, mode == 1 || mode == 2, record);
      if (mode == 0) {
        return sent == NumberBits.NO_DECIMAL ? missing(field) : number(sent, record);
      }
      start(record);
      if (!known) {
        return new Value.Absent(Absence.BASE_MISSING);
      }
      if (sent == NumberBits.NO_DECIMAL) {
        known = false;
        return missing(field);
      }
      long step = direction * (mode == 2 ? -sent : sent);
      long next = sum + step;
      if (((sum ^ next) & (step ^ next)) < 0) {
        known = false;
        return new Value.Absent(Absence.OUT_OF_RANGE);
      }
      sum = next;
      return number(sum, record);
    }

    /** Takes the base value in the steps of the record, when it is a whole number of them. */
    private void start(DataRecord record) {
      DataRecord from = base;
      base = null;
      if (from == null) {
        return;
      }
      Meaning meaning = record.meaning();
      int shift = from.exponent() - exponent(record);
      long scaled = from.mantissa();
      for (; shift > 0 && Math.abs(scaled) < Long.MAX_VALUE / 100; shift--) {
        scaled *= 10;
      }
      for (; shift < 0 && scaled % 10 == 0; shift++) {
        scaled /= 10;
      }
      known = shift == 0 && scaled % meaning.factor() == 0 && Math.abs(scaled) < 1L << 62;
      sum = scaled / meaning.factor();
    }

    private static Value missing(int field) {
      return new Value.Absent(field > 8 ? Absence.ERROR_DIGIT : Absence.INVALID_INTEGER);
    }
  }

  /** A 32-bit real of a list of plain values. */
  private static Value real(DataRecord record, ByteSlice data, int at) {
    int bits = (int) NumberBits.load(data, at, Float.BYTES, record.highFirst());
    if (!RealDecimal.isFinite(bits)) {
      return new Value.Absent(Absence.NOT_A_NUMBER);
    }
    long decimal = RealDecimal.of(bits);
    Value value = number(decimal >> 32, record);
    if (!(value instanceof Value.Number number)) {
      return value;
    }
    int exponent = number.exponent() + (int) decimal;
    return exponent <= DataRecord.MOST_EXPONENT && exponent >= DataRecord.LEAST_EXPONENT
        ? new Value.Number(number.mantissa(), exponent)
        : new Value.Absent(Absence.OUT_OF_RANGE);
  }

  private static int exponent(DataRecord record) {
    int exponent = record.meaning().exponent();
    for (Qualifier qualifier : record.qualifiers()) {
      exponent += qualifier.type() == Type.MULTIPLIER ? qualifier.exponent() : 0;
    }
    return exponent;
  }

  private static Value number(long steps, DataRecord record) {
    int factor = record.meaning().factor();
    long value = steps * factor;
    int exponent = exponent(record);
    boolean fits =
        Math.multiplyHigh(steps, factor) == value >> 63
            && exponent <= DataRecord.MOST_EXPONENT
            && exponent >= DataRecord.LEAST_EXPONENT;
    return fits ? new Value.Number(value, exponent) : new Value.Absent(Absence.OUT_OF_RANGE);
  }

  private static @Nullable DataRecord baseValue(DataRecord profile, List<DataRecord> records) {
    for (DataRecord record : records) {
      if (record.isNumber() && sameOrigin(record, profile) && sameValue(record, profile)) {
        return record;
      }
    }
    return null;
  }

  private static @Nullable MeterTime baseTime(DataRecord profile, List<DataRecord> records) {
    MeterTime ofStorage = null;
    for (DataRecord record : records) {
      Quantity quantity = record.meaning().quantity();
      boolean date = quantity == Quantity.DATE || quantity == Quantity.DATE_AND_TIME;
      if (date
          && record.qualifiers().isEmpty()
          && sameStorage(record, profile)
          && record.value() instanceof Value.Time time) {
        if (sameOrigin(record, profile)) {
          return time.time();
        }
        boolean total = record.tariff() == 0 && record.subunit() == 0;
        ofStorage = total && ofStorage == null ? time.time() : ofStorage;
      }
    }
    return ofStorage;
  }

  private static boolean sameOrigin(DataRecord record, DataRecord profile) {
    return sameStorage(record, profile)
        && record.tariff() == profile.tariff()
        && record.subunit() == profile.subunit();
  }

  private static boolean sameStorage(DataRecord record, DataRecord profile) {
    return record.storage() == profile.storage() && record.function() == profile.function();
  }

  /** The same quantity with the same qualifiers, save that it is a list, and its power of ten. */
  private static boolean sameValue(DataRecord record, DataRecord profile) {
    Meaning one = record.meaning();
    Meaning other = profile.meaning();
    if (one.quantity() != other.quantity()
        || one.unit() != other.unit()
        || one.aspect() != other.aspect()) {
      return false;
    }
    List<Qualifier> rest = new ArrayList<>(profile.qualifiers());
    rest.removeIf(qualifier -> qualifier.type() == profileType(profile));
    rest.removeIf(qualifier -> qualifier.type() == Type.MULTIPLIER);
    List<Qualifier> own = new ArrayList<>(record.qualifiers());
    own.removeIf(qualifier -> qualifier.type() == Type.MULTIPLIER);
    return own.equals(rest);
  }

  /** The base time moved by so many distances; null when the distance is none that is known. */
  private static @Nullable MeterTime moved(MeterTime base, int unit, int distance, long count) {
    if (unit == DAYS && distance == MONTH) {
      return base.plusMonths(count);
    }
    if (unit == DAYS && distance == HALF_MONTH) {
      return base.plusHalfMonths(count);
    }
    return distance == 0 || distance > MOST_DISTANCE
        ? null
        : base.plusSeconds(count * distance * Meaning.secondsOf(unit));
  }
}
