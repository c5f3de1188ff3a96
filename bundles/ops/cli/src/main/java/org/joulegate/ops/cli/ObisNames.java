package org.joulegate.ops.cli;

/** What common OBIS codes of electricity meters mean, for people. */
final class ObisNames {

  /** Value group C.D of medium electricity, and the words for it. */
  private static final String[][] NAMES = {
    {"1.8", "energy from the grid"},
    {"2.8", "energy to the grid"},
    {"1.7", "power from the grid"},
    {"2.7", "power to the grid"},
    {"3.8", "reactive energy, inductive"},
    {"4.8", "reactive energy, capacitive"},
    {"14.7", "frequency"},
    {"15.7", "power, without direction"},
    {"16.7", "power"},
    {"31.7", "current L1"},
    {"51.7", "current L2"},
    {"71.7", "current L3"},
    {"32.7", "voltage L1"},
    {"52.7", "voltage L2"},
    {"72.7", "voltage L3"},
    {"36.7", "power L1"},
    {"56.7", "power L2"},
    {"76.7", "power L3"},
    {"81.7", "phase angle"},
    {"0.0", "identification"},
    {"0.2", "firmware"},
    {"96.1", "meter id"},
    {"96.5", "status"},
    {"96.50", "maker"},
    {"199.130", "maker's own"},
  };

  private ObisNames() {}

  /**
   * The name of a code: {@code A-B:C.D.E*F}, or with parts left out as read-outs write it. Empty
   * when the table has none, or the medium is another than electricity.
   */
  static String of(String obis) {
    int colon = obis.indexOf(':');
    if (colon >= 0 && !obis.startsWith("1-") && !obis.startsWith("0-0:")) {
      return "";
    }
    String[] parts = obis.substring(colon + 1).split("[.*&]", 4);
    if (parts.length < 2) {
      return "";
    }
    String group = parts[0] + "." + parts[1];
    String tariff = parts.length > 2 ? parts[2] : "0";
    for (String[] name : NAMES) {
      if (name[0].equals(group)) {
        boolean tariffed = group.endsWith(".8") && !tariff.equals("0");
        return tariffed ? name[1] + ", tariff " + tariff : name[1];
      }
    }
    return "";
  }
}
