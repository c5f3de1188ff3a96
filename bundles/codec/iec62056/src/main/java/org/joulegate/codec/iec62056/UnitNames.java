package org.joulegate.codec.iec62056;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The spellings of units that meters use, so that no text is made for them a second time. */
final class UnitNames {

  private static final String[] KNOWN = {
    "kWh", "kW", "Wh", "W", "MWh", "MW", "GWh", "V", "A", "kV", "mA", "kA", "VA", "kVA", "VAh",
    "kVAh", "var", "kvar", "varh", "kvarh", "VAr", "kVAr", "VArh", "kVArh", "Mvarh", "MVAh", "Hz",
    "kHz", "m3", "m3/h", "m3ph", "dm3", "l", "l/h", "GJ", "MJ", "kJ", "J", "Gcal", "s", "min", "h",
    "d", "m", "C", "K", "bar", "%", "Nm3", "Vh", "Ah", "deg"
  };

  private static final int BUCKETS = 256;
  private static final String[][] TABLE = table();

  private UnitNames() {}

  static String of(byte[] bytes, int offset, int length) {
    String known = known(bytes, offset, length);
    return known == null ? new String(bytes, offset, length, StandardCharsets.US_ASCII) : known;
  }

  /** Whether the characters are a unit of the table. */
  static boolean isKnown(byte[] bytes, int offset, int length) {
    return known(bytes, offset, length) != null;
  }

  private static @Nullable String known(byte[] bytes, int offset, int length) {
    if (length > 5 || length == 0) {
      return null;
    }
    for (String name : TABLE[bucket(bytes[offset], bytes[offset + length - 1], length)]) {
      if (matches(name, bytes, offset, length)) {
        return name;
      }
    }
    return null;
  }

  private static boolean matches(String name, byte[] bytes, int offset, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != bytes[offset + i]) {
        return false;
      }
    }
    return true;
  }

  private static int bucket(int first, int last, int length) {
    return (first * 31 + last * 7 + length) & (BUCKETS - 1);
  }

  private static String[][] table() {
    String[][] table = new String[BUCKETS][0];
    for (String name : KNOWN) {
      int bucket = bucket(name.charAt(0), name.charAt(name.length() - 1), name.length());
      String[] grown = Arrays.copyOf(table[bucket], table[bucket].length + 1);
      grown[grown.length - 1] = name;
      table[bucket] = grown;
    }
    return table;
  }
}
