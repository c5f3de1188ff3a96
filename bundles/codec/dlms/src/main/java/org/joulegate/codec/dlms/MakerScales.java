package org.joulegate.codec.dlms;

import org.joulegate.codec.dlms.DlmsRegister.Scale;
import org.jspecify.annotations.Nullable;

/**
 * Scalers and units of electricity registers in pushes that carry codes and no scaler_unit, by
 * maker. The quantity follows from the value groups C and D (IEC 62056-6-1), its scaler from the
 * maker's description of the interface.
 */
final class MakerScales {

  private static final int WATT = 27;
  private static final int VOLT_AMPERE = 28;
  private static final int VAR = 29;
  private static final int WATT_HOUR = 30;
  private static final int VOLT_AMPERE_HOUR = 31;
  private static final int VAR_HOUR = 32;
  private static final int AMPERE = 33;
  private static final int VOLT = 35;
  private static final int COUNT = 255;

  /** No scaler of that quantity is known. */
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private static final int ELECTRICITY = 1;
  private static final int INSTANTANEOUS = 7;
  private static final int TIME_INTEGRAL = 8;

  /** The quantities of C = 1 to 20; the phases have them at 21 to 40, 41 to 60, 61 to 80. */
  private static final int PHASE_STEP = 20;

  private static final int LAST_PHASE_CODE = 80;

  /**
   * One maker's scalers.
   *
   * @param maker three letters of the FLAG association
   * @param name what the list is called
   */
  private record Row(
      String maker,
      String name,
      int energy,
      int power,
      int current,
      int voltage,
      int powerFactor) {}

  private static final Row[] ROWS = {
    new Row("KAM", "Kamstrup, codes without scalers", 1, 0, -2, 0, UNKNOWN),
    new Row("KFM", "Kaifa, codes without scalers", 0, 0, -3, -1, UNKNOWN),
    new Row("ISK", "Iskraemeco, codes without scalers", 0, 0, -2, -1, -3),
    new Row("LGZ", "Landis+Gyr, codes without scalers", 0, 0, -2, 0, -3),
  };

  private MakerScales() {}

  /** The scale of a code, or null when none is known. */
  static @Nullable Scale of(String maker, long obis) {
    if ((obis >> 40) != ELECTRICITY) {
      return null;
    }
    for (Row row : ROWS) {
      if (row.maker().equals(maker)) {
        return scale(row, (int) (obis >> 24) & 0xFF, (int) (obis >> 16) & 0xFF);
      }
    }
    return null;
  }

  /** What a maker's list is called. */
  static @Nullable String name(String maker) {
    for (Row row : ROWS) {
      if (row.maker().equals(maker)) {
        return row.name();
      }
    }
    return null;
  }

  private static @Nullable Scale scale(Row row, int c, int d) {
    if (c == 0 || c > LAST_PHASE_CODE) {
      return null;
    }
    int quantity = (c - 1) % PHASE_STEP + 1;
    boolean energy = d == TIME_INTEGRAL;
    if (!energy && d != INSTANTANEOUS) {
      return null;
    }
    return switch (quantity) {
      case 1, 2, 15, 16 -> energy ? known(row.energy(), WATT_HOUR) : known(row.power(), WATT);
      case 3, 4, 5, 6, 7, 8 -> energy ? known(row.energy(), VAR_HOUR) : known(row.power(), VAR);
      case 9, 10 ->
          energy ? known(row.energy(), VOLT_AMPERE_HOUR) : known(row.power(), VOLT_AMPERE);
      case 11 -> energy ? null : known(row.current(), AMPERE);
      case 12 -> energy ? null : known(row.voltage(), VOLT);
      case 13 -> energy ? null : known(row.powerFactor(), COUNT);
      default -> null;
    };
  }

  private static @Nullable Scale known(int scaler, int unit) {
    return scaler == UNKNOWN ? null : new Scale(scaler, unit, false);
  }
}
