package org.joulegate.codec.mbus;

import org.joulegate.codec.mbus.Qualifier.Type;

/**
 * The combinable (orthogonal) extensions of value information: one lookup by the lower seven bits
 * of the byte.
 *
 * <p>EN 13757-3:2018: table 15 (combinable), table 16 (its extension behind FC), table 17 (actions,
 * in telegrams to the device) and table 18 (errors, in telegrams from it). Codes 44, 45, FC 0E and
 * FC 0F are those of the edition of 2025.
 */
final class VifeTable {

  private static final int CODES = 0x80;

  private static final Qualifier[] FROM_METER = combinable(false);
  private static final Qualifier[] TO_METER = combinable(true);
  private static final Qualifier[] EXTENSION = extension();
  private static final Qualifier[] MANUFACTURER = manufacturer();

  private VifeTable() {}

  /** Table 15 with table 18 or, in telegrams to the device, table 17. */
  static Qualifier combinable(int vife, boolean fromMeter) {
    return (fromMeter ? FROM_METER : TO_METER)[vife & 0x7F];
  }

  /** Table 16, by the byte behind FC. */
  static Qualifier extension(int vife) {
    return EXTENSION[vife & 0x7F];
  }

  /** A code behind FF or 7F, whose meaning the maker knows. */
  static Qualifier manufacturer(int vife) {
    return MANUFACTURER[vife & 0x7F];
  }

  private static Qualifier[] combinable(boolean toMeter) {
    Qualifier[] t = reserved();
    put(t, 0x00, Type.NONE, "no error");
    if (toMeter) {
      actions(t);
    } else {
      errors(t);
    }
    put(t, 0x12, Type.AVERAGE, "average");
    put(t, 0x13, Type.INVERSE_COMPACT_PROFILE, "inverse compact profile");
    put(t, 0x14, Type.RELATIVE_DEVIATION, "relative deviation");
    put(t, 0x1D, Type.STANDARD_DATA_CONTENT, "standard conform data content");
    put(t, 0x1E, Type.COMPACT_PROFILE_WITH_REGISTERS, "compact profile with register numbers");
    put(t, 0x1F, Type.COMPACT_PROFILE, "compact profile");
    rates(t);
    put(t, 0x39, Type.START_DATE, "start");
    put(t, 0x3A, Type.UNCORRECTED, "uncorrected, at metering conditions");
    put(t, 0x3B, Type.POSITIVE_ONLY, "accumulated only if positive");
    put(t, 0x3C, Type.NEGATIVE_ONLY, "absolute value accumulated only if negative");
    put(t, 0x3D, Type.NON_METRIC, "alternate non-metric unit");
    put(t, 0x3E, Type.AT_BASE_CONDITIONS, "at base conditions");
    put(t, 0x3F, Type.OBIS, "OBIS declaration");
    limits(t);
    // The later edition gave these two of the codes between the limits a meaning of their own.
    put(t, 0x44, Type.TIMES, "*flow temperature/100");
    put(t, 0x45, Type.TIMES, "*return temperature/100");
    states(t);
    corrections(t);
    put(t, 0x7E, Type.FUTURE, "future value");
    return t;
  }

  /** Table 18. */
  private static void errors(Qualifier[] t) {
    String[] first = {
      "too many DIFE",
      "storage number not implemented",
      "unit number not implemented",
      "tariff number not implemented",
      "function not implemented",
      "data class not implemented",
      "data size not implemented"
    };
    for (int i = 0; i < first.length; i++) {
      put(t, 0x01 + i, Type.RECORD_ERROR, first[i]);
    }
    put(t, 0x0B, Type.RECORD_ERROR, "too many VIFE");
    put(t, 0x0C, Type.RECORD_ERROR, "illegal VIF group");
    put(t, 0x0D, Type.RECORD_ERROR, "illegal VIF exponent");
    put(t, 0x0E, Type.RECORD_ERROR, "VIF and DIF do not match");
    put(t, 0x0F, Type.RECORD_ERROR, "action not implemented");
    put(t, 0x15, Type.RECORD_ERROR, "no data available");
    put(t, 0x16, Type.RECORD_ERROR, "data overflow");
    put(t, 0x17, Type.RECORD_ERROR, "data underflow");
    t[0x18] = Qualifier.unsafe(0x18, "data error"); // The value is sent, but may be unsafe.
    put(t, 0x1C, Type.RECORD_ERROR, "premature end of record");
  }

  /** Table 17. */
  private static void actions(Qualifier[] t) {
    String[] actions = {
      "write",
      "add value",
      "subtract value",
      "or",
      "and",
      "exclusive or",
      "and not",
      "clear",
      "add entry",
      "delete entry",
      "delayed action",
      "freeze data",
      "add to read-out list",
      "delete from read-out list"
    };
    for (int i = 0; i < actions.length; i++) {
      put(t, i, Type.ACTION, actions[i]);
    }
  }

  private static void rates(Qualifier[] t) {
    String[] per = {
      "s",
      "min",
      "h",
      "day",
      "week",
      "month",
      "year",
      "revolution",
      null,
      null,
      null,
      null,
      "l",
      "m^3",
      "kg",
      "K",
      "kWh",
      "GJ",
      "kW",
      "(K*l)",
      "V",
      "A"
    };
    for (int i = 0; i < per.length; i++) {
      if (per[i] != null) {
        put(t, 0x20 + i, Type.PER, "/" + per[i]);
      }
    }
    put(t, 0x28, Type.PULSE_INCREMENT, "increment per pulse on input channel 0");
    put(t, 0x29, Type.PULSE_INCREMENT, "increment per pulse on input channel 1");
    put(t, 0x2A, Type.PULSE_INCREMENT, "increment per pulse on output channel 0");
    put(t, 0x2B, Type.PULSE_INCREMENT, "increment per pulse on output channel 1");
    put(t, 0x36, Type.TIMES, "*s");
    put(t, 0x37, Type.TIMES, "*s/V");
    put(t, 0x38, Type.TIMES, "*s/A");
  }

  private static void limits(Qualifier[] t) {
    for (int i = 0; i < 0x10; i++) {
      String side = (i & 0x08) == 0 ? "lower limit" : "upper limit";
      if ((i & 0x07) == 0) {
        put(t, 0x40 + i, Type.LIMIT, side);
      } else if ((i & 0x07) == 1) {
        put(t, 0x40 + i, Type.LIMIT_COUNT, "exceeds of " + side);
      } else if ((i & 0x02) != 0) {
        String edge = (i & 0x01) == 0 ? "begin" : "end";
        put(t, 0x40 + i, Type.LIMIT_DATE, edge + " of " + order(i & 0x04) + " exceed of " + side);
      }
      put(t, 0x50 + i, Type.LIMIT_DURATION, order(i & 0x04) + " exceed of " + side);
    }
  }

  private static void states(Qualifier[] t) {
    for (int i = 0; i < 8; i++) {
      put(t, 0x60 + i, Type.DURATION, order(i & 0x04) + " occurrence");
    }
    put(t, 0x68, Type.DURING_LIMIT, "value during exceed of lower limit");
    put(t, 0x69, Type.LEAKAGE, "leakage");
    put(t, 0x6C, Type.DURING_LIMIT, "value during exceed of upper limit");
    put(t, 0x6D, Type.OVERFLOW, "overflow");
    put(t, 0x6A, Type.DATE, "begin of first occurrence");
    put(t, 0x6B, Type.DATE, "end of first occurrence");
    put(t, 0x6E, Type.DATE, "begin of last occurrence");
    put(t, 0x6F, Type.DATE, "end of last occurrence");
  }

  private static String order(int lastBit) {
    return lastBit == 0 ? "first" : "last";
  }

  private static void corrections(Qualifier[] t) {
    for (int i = 0; i < 8; i++) {
      t[0x70 + i] = new Qualifier(Type.MULTIPLIER, 0x70 + i, i - 6, "multiplied by 10^" + (i - 6));
    }
    for (int i = 0; i < 4; i++) {
      String text = "to be corrected by adding 10^" + (i - 3) + " units";
      t[0x78 + i] = new Qualifier(Type.OFFSET, 0x78 + i, i - 3, text);
    }
    t[0x7D] = new Qualifier(Type.MULTIPLIER, 0x7D, 3, "multiplied by 10^3");
  }

  private static Qualifier[] extension() {
    Qualifier[] t = reserved();
    put(t, 0x01, Type.PHASE, "at phase L1");
    put(t, 0x02, Type.PHASE, "at phase L2");
    put(t, 0x03, Type.PHASE, "at phase L3");
    put(t, 0x04, Type.PHASE, "at neutral");
    put(t, 0x05, Type.PHASE, "between phases L1 and L2");
    put(t, 0x06, Type.PHASE, "between phases L2 and L3");
    put(t, 0x07, Type.PHASE, "between phases L3 and L1");
    put(t, 0x08, Type.QUADRANT, "at quadrant Q1");
    put(t, 0x09, Type.QUADRANT, "at quadrant Q2");
    put(t, 0x0A, Type.QUADRANT, "at quadrant Q3");
    put(t, 0x0B, Type.QUADRANT, "at quadrant Q4");
    put(t, 0x0C, Type.DELTA, "delta between import and export");
    put(t, 0x0D, Type.NON_METRIC, "alternate non-metric unit");
    put(t, 0x0E, Type.SECONDARY_SENSOR, "of a secondary sensor");
    put(t, 0x0F, Type.HIGH_RESOLUTION, "additional register of higher resolution");
    put(
        t,
        0x10,
        Type.ABSOLUTE_ACCUMULATION,
        "absolute value accumulated for positive and negative contributions");
    put(t, 0x11, Type.DATA_TYPE, "data presented with type C");
    put(t, 0x12, Type.DATA_TYPE, "data presented with type D");
    put(t, 0x13, Type.END_DATE, "end");
    put(t, 0x14, Type.DIRECTION, "direction from communication partner to meter");
    put(t, 0x15, Type.DIRECTION, "direction from meter to communication partner");
    return t;
  }

  private static Qualifier[] manufacturer() {
    Qualifier[] t = new Qualifier[CODES];
    for (int i = 0; i < CODES; i++) {
      put(t, i, Type.MANUFACTURER, "manufacturer code " + i);
    }
    return t;
  }

  private static Qualifier[] reserved() {
    Qualifier[] t = new Qualifier[CODES];
    for (int i = 0; i < CODES; i++) {
      put(t, i, Type.RESERVED, "reserved code " + i);
    }
    return t;
  }

  private static void put(Qualifier[] t, int code, Type type, String text) {
    t[code] = Qualifier.of(type, code, text);
  }
}
