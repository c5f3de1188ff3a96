package org.joulegate.codec.iec62056;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The spellings of units that meters use, so that no text is made for them a second time. */
final class UnitNames {

  private static final int LONGEST = 5;

  /** Group C from here on: the meter itself, its errors, its lists and its profiles. */
  private static final int FIRST_ABSTRACT = 96;

  private static final String[] KNOWN = {
    "kWh", "kW", "Wh", "W", "MWh", "MW", "GWh", "V", "A", "kV", "mA", "kA", "VA", "kVA", "VAh",
    "kVAh", "var", "kvar", "varh", "kvarh", "VAr", "kVAr", "VArh", "kVArh", "Mvarh", "MVAh", "Hz",
    "kHz", "m3", "m3/h", "m3ph", "dm3", "l", "l/h", "GJ", "MJ", "kJ", "J", "Gcal", "s", "min", "h",
    "d", "m", "C", "K", "bar", "%", "Nm3", "Vh", "Ah", "deg"
  };

  private static final int BITS = 9;
  private static final int SIZE = 1 << BITS;

  /** Names by their characters as a number, in a table with free places between them. */
  private static final long[] KEYS = new long[SIZE];

  private static final @Nullable String[] NAMES = new String[SIZE];

  static {
    for (String name : KNOWN) {
      long key = 0;
      for (int i = 0; i < name.length(); i++) {
        key = key << 8 | name.charAt(i);
      }
      int place = place(key);
      while (KEYS[place] != 0) {
        place = (place + 1) % SIZE;
      }
      KEYS[place] = key;
      NAMES[place] = name;
    }
  }

  private UnitNames() {}

  /** The unit without blanks around it, or null where there is nothing else. */
  static @Nullable String of(byte[] bytes, int offset, int length) {
    String known = known(bytes, offset, length);
    if (known != null) {
      return known;
    }
    String unit = new String(bytes, offset, length, StandardCharsets.US_ASCII).strip();
    return unit.isEmpty() ? null : unit;
  }

  /** Whether the characters are a unit of the table. */
  static boolean isKnown(byte[] bytes, int offset, int length) {
    return known(bytes, offset, length) != null;
  }

  /**
   * Whether what stands right behind a number can only be its unit: the number has a point, or the
   * unit has several characters and one that is no hexadecimal digit. {@code 1234567A} may be a
   * number in hexadecimal, and {@code 123456W} a time in winter.
   */
  static boolean standsApart(byte[] bytes, int start, int number, int stop) {
    for (int i = start; i < number; i++) {
      if (bytes[i] == '.') {
        return true;
      }
    }
    for (int i = number; i < stop; i++) {
      if (Character.digit(bytes[i], 16) < 0) {
        return stop - number > 1;
      }
    }
    return false;
  }

  /** Whether a register holds a time, an identity or a state: letters behind digits are of it. */
  static boolean areForeignTo(long obis) {
    int c = ObisGroups.group(obis, 'C');
    return obis != ObisGroups.NONE && (c == 0 || c >= FIRST_ABSTRACT);
  }

  private static @Nullable String known(byte[] bytes, int offset, int length) {
    if (length > LONGEST || length == 0) {
      return null;
    }
    long key = 0;
    for (int i = 0; i < length; i++) {
      key = key << 8 | (bytes[offset + i] & 0xFF);
    }
    int place = place(key);
    while (KEYS[place] != key && KEYS[place] != 0) {
      place = (place + 1) % SIZE;
    }
    return key == 0 ? null : NAMES[place];
  }

  private static int place(long key) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> (Long.SIZE - BITS));
  }
}
