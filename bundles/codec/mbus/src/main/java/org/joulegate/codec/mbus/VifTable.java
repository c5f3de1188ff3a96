package org.joulegate.codec.mbus;

import static org.joulegate.codec.mbus.Meaning.duration;
import static org.joulegate.codec.mbus.Meaning.number;
import static org.joulegate.codec.mbus.Meaning.plain;

import java.util.Arrays;
import org.joulegate.codec.mbus.Meaning.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The tables of value information: one lookup by the lower seven bits of the byte.
 *
 * <p>EN 13757-3:2018, 6.4.4: table 10 (primary), table 12 (extension FB), table 14 (extension FD)
 * and its second level (FD FD). Codes of EN 13757-3:2004 that later editions reserve, the American
 * units, are kept: meters that send them mean them.
 */
final class VifTable {

  static final Meaning RESERVED = plain(Quantity.RESERVED, Kind.NUMBER);
  static final Meaning MANUFACTURER = plain(Quantity.MANUFACTURER_SPECIFIC, Kind.NUMBER);

  /** The tables that {@link #meaning} and {@link #byMaker} know. */
  static final int PRIMARY = 0;

  static final int FIRST = 0x80;
  static final int SECOND = 0x100;

  private static final Meaning[] TABLE_10 = primary();
  private static final Meaning[] FB = fb();
  private static final Meaning[] FD = fd();
  private static final Meaning[] FD_FD = fdFd();
  private static final @Nullable Meaning[] MEANINGS = meanings();
  private static final @Nullable Meaning[] BY_MAKER = byMaker();

  private VifTable() {}

  /** Table 10, by the VIF; the extension bit does not matter. */
  static Meaning primary(int vif) {
    return TABLE_10[vif & 0x7F];
  }

  /**
   * A code that tells all by itself, or with combinable extensions.
   *
   * @param table where it stands
   * @param code the extension bit does not matter
   * @return null where something else follows
   */
  static @Nullable Meaning meaning(int table, int code) {
    return MEANINGS[table | code & 0x7F];
  }

  /**
   * What a code means with one of the maker behind it.
   *
   * @param table where it stands
   * @param code the extension bit does not matter
   * @return null where {@link #meaning} is null
   */
  static @Nullable Meaning byMaker(int table, int code) {
    return BY_MAKER[table | code & 0x7F];
  }

  private static @Nullable Meaning[] meanings() {
    @Nullable Meaning[] all = new Meaning[SECOND + FD.length];
    System.arraycopy(TABLE_10, 0, all, PRIMARY, TABLE_10.length);
    System.arraycopy(FB, 0, all, FIRST, FB.length);
    System.arraycopy(FD, 0, all, SECOND, FD.length);
    for (int code : new int[] {0x6F, 0x7B, 0x7C, 0x7D, SECOND | 0x7D}) {
      all[code] = null;
    }
    return all;
  }

  private static @Nullable Meaning[] byMaker() {
    Qualifier maker = VifeTable.manufacturer(0);
    @Nullable Meaning[] all = MEANINGS.clone();
    for (int i = 0; i < all.length; i++) {
      Meaning meaning = all[i];
      all[i] = meaning == null ? null : maker.apply(meaning);
    }
    all[0x7F] = null;
    return all;
  }

  /** Table 12, by the byte behind FB. */
  static Meaning fb(int vife) {
    return FB[vife & 0x7F];
  }

  /** Table 14, by the byte behind FD. */
  static Meaning fd(int vife) {
    return FD[vife & 0x7F];
  }

  /** The second level of table 14, by the byte behind FD FD. */
  static Meaning fdFd(int vife) {
    return FD_FD[vife & 0x7F];
  }

  private static Meaning[] primary() {
    Meaning[] t = reserved();
    powers(t, 0x00, 8, Quantity.ENERGY, MbusUnit.WATT_HOUR, -3);
    powers(t, 0x08, 8, Quantity.ENERGY, MbusUnit.JOULE, 0);
    powers(t, 0x10, 8, Quantity.VOLUME, MbusUnit.CUBIC_METRE, -6);
    powers(t, 0x18, 8, Quantity.MASS, MbusUnit.KILOGRAM, -3);
    durations(t, 0x20, Quantity.ON_TIME);
    durations(t, 0x24, Quantity.OPERATING_TIME);
    powers(t, 0x28, 8, Quantity.POWER, MbusUnit.WATT, -3);
    powers(t, 0x30, 8, Quantity.POWER, MbusUnit.JOULE_PER_HOUR, 0);
    powers(t, 0x38, 8, Quantity.VOLUME_FLOW, MbusUnit.CUBIC_METRE_PER_HOUR, -6);
    powers(t, 0x40, 8, Quantity.VOLUME_FLOW, MbusUnit.CUBIC_METRE_PER_MINUTE, -7);
    powers(t, 0x48, 8, Quantity.VOLUME_FLOW, MbusUnit.CUBIC_METRE_PER_SECOND, -9);
    powers(t, 0x50, 8, Quantity.MASS_FLOW, MbusUnit.KILOGRAM_PER_HOUR, -3);
    powers(t, 0x58, 4, Quantity.FLOW_TEMPERATURE, MbusUnit.CELSIUS, -3);
    powers(t, 0x5C, 4, Quantity.RETURN_TEMPERATURE, MbusUnit.CELSIUS, -3);
    powers(t, 0x60, 4, Quantity.TEMPERATURE_DIFFERENCE, MbusUnit.KELVIN, -3);
    powers(t, 0x64, 4, Quantity.EXTERNAL_TEMPERATURE, MbusUnit.CELSIUS, -3);
    powers(t, 0x68, 4, Quantity.PRESSURE, MbusUnit.BAR, -3);
    t[0x6C] = plain(Quantity.DATE, Kind.TIME);
    t[0x6D] = plain(Quantity.DATE_AND_TIME, Kind.TIME);
    t[0x6E] = number(Quantity.ALLOCATION, MbusUnit.ALLOCATOR_UNIT, 0);
    durations(t, 0x70, Quantity.AVERAGING_DURATION);
    durations(t, 0x74, Quantity.ACTUALITY_DURATION);
    t[0x78] = plain(Quantity.FABRICATION_NUMBER, Kind.IDENTIFIER);
    t[0x79] = plain(Quantity.IDENTIFICATION, Kind.IDENTIFIER);
    t[0x7A] = plain(Quantity.BUS_ADDRESS, Kind.UNSIGNED);
    t[0x7E] = plain(Quantity.ANY, Kind.NUMBER);
    t[0x7F] = MANUFACTURER;
    return t;
  }

  private static Meaning[] fb() {
    Meaning[] t = reserved();
    powers(t, 0x00, 2, Quantity.ENERGY, MbusUnit.WATT_HOUR, 5);
    powers(t, 0x02, 2, Quantity.REACTIVE_ENERGY, MbusUnit.VAR_HOUR, 3);
    powers(t, 0x04, 2, Quantity.APPARENT_ENERGY, MbusUnit.VOLT_AMPERE_HOUR, 3);
    powers(t, 0x08, 2, Quantity.ENERGY, MbusUnit.JOULE, 8);
    powers(t, 0x0C, 4, Quantity.ENERGY, MbusUnit.CALORIE, 5);
    powers(t, 0x10, 2, Quantity.VOLUME, MbusUnit.CUBIC_METRE, 2);
    powers(t, 0x14, 4, Quantity.REACTIVE_POWER, MbusUnit.VAR, 0);
    powers(t, 0x18, 2, Quantity.MASS, MbusUnit.KILOGRAM, 5);
    powers(t, 0x1A, 2, Quantity.RELATIVE_HUMIDITY, MbusUnit.PERCENT, -1);
    t[0x20] = number(Quantity.VOLUME, MbusUnit.CUBIC_FOOT, 0);
    t[0x21] = number(Quantity.VOLUME, MbusUnit.CUBIC_FOOT, -1);
    t[0x22] = number(Quantity.VOLUME, MbusUnit.GALLON, -1);
    t[0x23] = number(Quantity.VOLUME, MbusUnit.GALLON, 0);
    t[0x24] = number(Quantity.VOLUME_FLOW, MbusUnit.GALLON_PER_MINUTE, -3);
    t[0x25] = number(Quantity.VOLUME_FLOW, MbusUnit.GALLON_PER_MINUTE, 0);
    t[0x26] = number(Quantity.VOLUME_FLOW, MbusUnit.GALLON_PER_HOUR, 0);
    powers(t, 0x28, 2, Quantity.POWER, MbusUnit.WATT, 5);
    t[0x2A] = number(Quantity.PHASE_BETWEEN_VOLTAGES, MbusUnit.DEGREE, -1);
    t[0x2B] = number(Quantity.PHASE_VOLTAGE_CURRENT, MbusUnit.DEGREE, -1);
    powers(t, 0x2C, 4, Quantity.FREQUENCY, MbusUnit.HERTZ, -3);
    powers(t, 0x30, 2, Quantity.POWER, MbusUnit.JOULE_PER_HOUR, 8);
    powers(t, 0x34, 4, Quantity.APPARENT_POWER, MbusUnit.VOLT_AMPERE, 0);
    powers(t, 0x58, 4, Quantity.FLOW_TEMPERATURE, MbusUnit.FAHRENHEIT, -3);
    powers(t, 0x5C, 4, Quantity.RETURN_TEMPERATURE, MbusUnit.FAHRENHEIT, -3);
    powers(t, 0x60, 4, Quantity.TEMPERATURE_DIFFERENCE, MbusUnit.FAHRENHEIT, -3);
    powers(t, 0x64, 4, Quantity.EXTERNAL_TEMPERATURE, MbusUnit.FAHRENHEIT, -3);
    t[0x68] = ratingFactor(Quantity.RATING_FACTOR);
    t[0x69] = plain(Quantity.RATING_FACTOR_OUTPUT, Kind.UNSIGNED);
    t[0x6A] = ratingFactor(Quantity.RATING_FACTOR_COUPLING);
    t[0x6B] = ratingFactor(Quantity.RATING_FACTOR_ROOM);
    t[0x6C] = ratingFactor(Quantity.RATING_FACTOR_HEATER);
    t[0x6D] = ratingFactor(Quantity.RATING_FACTOR_LOW_TEMPERATURE);
    t[0x6E] = ratingFactor(Quantity.DISPLAY_SCALING);
    powers(t, 0x70, 4, Quantity.TEMPERATURE_LIMIT, MbusUnit.FAHRENHEIT, -3);
    powers(t, 0x74, 4, Quantity.TEMPERATURE_LIMIT, MbusUnit.CELSIUS, -3);
    powers(t, 0x78, 8, Quantity.CUMULATED_MAXIMUM_POWER, MbusUnit.WATT, -3);
    return t;
  }

  private static Meaning[] fd() {
    Meaning[] t = reserved();
    powers(t, 0x00, 4, Quantity.CREDIT, MbusUnit.CURRENCY, -3);
    powers(t, 0x04, 4, Quantity.DEBIT, MbusUnit.CURRENCY, -3);
    identification(t);
    t[0x1C] = Meaning.of(Quantity.BAUD_RATE, MbusUnit.BAUD, 0, Kind.UNSIGNED);
    t[0x1D] = Meaning.of(Quantity.RESPONSE_DELAY, MbusUnit.BIT_TIME, 0, Kind.UNSIGNED);
    t[0x1E] = plain(Quantity.RETRY, Kind.UNSIGNED);
    t[0x1F] = plain(Quantity.REMOTE_CONTROL, Kind.BITS);
    t[0x20] = plain(Quantity.FIRST_STORAGE, Kind.UNSIGNED);
    t[0x21] = plain(Quantity.LAST_STORAGE, Kind.UNSIGNED);
    t[0x22] = plain(Quantity.STORAGE_BLOCK, Kind.UNSIGNED);
    t[0x23] = plain(Quantity.TARIFF_DESCRIPTOR, Kind.UNSIGNED);
    durations(t, 0x24, Quantity.STORAGE_INTERVAL);
    t[0x28] = number(Quantity.STORAGE_INTERVAL, MbusUnit.MONTH, 0);
    t[0x29] = number(Quantity.STORAGE_INTERVAL, MbusUnit.YEAR, 0);
    t[0x2A] = plain(Quantity.OPERATOR_DATA, Kind.OPAQUE);
    t[0x2B] = number(Quantity.TIME_POINT_SECOND, MbusUnit.SECOND, 0);
    durations(t, 0x2C, Quantity.SINCE_READOUT);
    durations(t, 0x30, Quantity.TARIFF_DURATION);
    t[0x30] = plain(Quantity.TARIFF_START, Kind.TIME);
    durations(t, 0x34, Quantity.TARIFF_PERIOD);
    t[0x38] = number(Quantity.TARIFF_PERIOD, MbusUnit.MONTH, 0);
    t[0x39] = number(Quantity.TARIFF_PERIOD, MbusUnit.YEAR, 0);
    t[0x3A] = plain(Quantity.DIMENSIONLESS, Kind.NUMBER);
    t[0x3B] = plain(Quantity.RADIO_CONTAINER, Kind.OPAQUE);
    durations(t, 0x3C, Quantity.TRANSMISSION_PERIOD);
    powers(t, 0x40, 16, Quantity.VOLTAGE, MbusUnit.VOLT, -9);
    powers(t, 0x50, 16, Quantity.CURRENT, MbusUnit.AMPERE, -12);
    counters(t);
    return t;
  }

  /** FD 08 to FD 1B: who and what the device is. */
  private static void identification(Meaning[] t) {
    Quantity[] quantities = {
      Quantity.MESSAGE_IDENTIFICATION,
      Quantity.DEVICE_TYPE,
      Quantity.MANUFACTURER,
      Quantity.PARAMETER_SET,
      Quantity.MODEL,
      Quantity.HARDWARE_VERSION,
      Quantity.FIRMWARE_VERSION,
      Quantity.SOFTWARE_VERSION,
      Quantity.CUSTOMER_LOCATION,
      Quantity.CUSTOMER,
      Quantity.ACCESS_CODE_USER,
      Quantity.ACCESS_CODE_OPERATOR,
      Quantity.ACCESS_CODE_SYSTEM_OPERATOR,
      Quantity.ACCESS_CODE_DEVELOPER,
      Quantity.PASSWORD,
      Quantity.ERROR_FLAGS,
      Quantity.ERROR_MASK,
      Quantity.SECURITY_KEY,
      Quantity.DIGITAL_OUTPUT,
      Quantity.DIGITAL_INPUT
    };
    for (int i = 0; i < quantities.length; i++) {
      t[0x08 + i] = plain(quantities[i], Kind.UNSIGNED);
    }
    for (int code = 0x0C; code <= 0x0F; code++) { // Versions are names, of any digits.
      t[code] = plain(t[code].quantity(), Kind.IDENTIFIER);
    }
    t[0x17] = plain(Quantity.ERROR_FLAGS, Kind.BITS);
    t[0x18] = plain(Quantity.ERROR_MASK, Kind.BITS);
    t[0x19] = plain(Quantity.SECURITY_KEY, Kind.OPAQUE);
    t[0x1A] = plain(Quantity.DIGITAL_OUTPUT, Kind.BITS);
    t[0x1B] = plain(Quantity.DIGITAL_INPUT, Kind.BITS);
  }

  /** FD 60 to FD 76: counters, states, cumulation and battery. */
  private static void counters(Meaning[] t) {
    t[0x60] = plain(Quantity.RESET_COUNTER, Kind.UNSIGNED);
    t[0x61] = plain(Quantity.CUMULATION_COUNTER, Kind.UNSIGNED);
    t[0x62] = plain(Quantity.CONTROL_SIGNAL, Kind.UNSIGNED);
    t[0x63] = plain(Quantity.DAY_OF_WEEK, Kind.UNSIGNED);
    t[0x64] = plain(Quantity.WEEK_NUMBER, Kind.UNSIGNED);
    t[0x65] = plain(Quantity.DAY_CHANGE, Kind.TIME);
    t[0x66] = plain(Quantity.PARAMETER_ACTIVATION, Kind.UNSIGNED);
    t[0x67] = plain(Quantity.SUPPLIER_INFORMATION, Kind.UNSIGNED);
    longDurations(t, 0x68, Quantity.SINCE_CUMULATION);
    longDurations(t, 0x6C, Quantity.BATTERY_OPERATING_TIME);
    t[0x70] = plain(Quantity.BATTERY_CHANGE, Kind.TIME);
    t[0x71] = number(Quantity.RADIO_LEVEL, MbusUnit.DBM, 0);
    t[0x72] = plain(Quantity.DAYLIGHT_SAVING, Kind.OPAQUE);
    t[0x73] = plain(Quantity.LISTENING_WINDOW, Kind.OPAQUE);
    t[0x74] = duration(Quantity.BATTERY_LIFE, 3);
    t[0x75] = plain(Quantity.STOPS, Kind.UNSIGNED);
    t[0x76] = plain(Quantity.MANUFACTURER_CONTAINER, Kind.OPAQUE);
  }

  private static Meaning[] fdFd() {
    Meaning[] t = reserved();
    t[0x00] = plain(Quantity.SELECTED_APPLICATION, Kind.UNSIGNED);
    t[0x02] = number(Quantity.BATTERY_LIFE, MbusUnit.MONTH, 0);
    t[0x03] = number(Quantity.BATTERY_LIFE, MbusUnit.YEAR, 0);
    t[0x3E] = number(Quantity.MOISTURE, MbusUnit.PERCENT, 0); // Of the edition of 2025.
    return t;
  }

  /** Steps of 2^-12, exactly 244,140,625 × 10^-12. */
  private static Meaning ratingFactor(Quantity quantity) {
    return new Meaning(
        quantity, Meaning.Aspect.VALUE, MbusUnit.NONE, -12, 244_140_625, Kind.UNSIGNED, null);
  }

  private static Meaning[] reserved() {
    Meaning[] table = new Meaning[0x80];
    Arrays.fill(table, RESERVED);
    return table;
  }

  /** Codes of one quantity and unit, each ten times the one before. */
  private static void powers(
      Meaning[] t, int from, int count, Quantity quantity, MbusUnit unit, int exponent) {
    for (int i = 0; i < count; i++) {
      t[from + i] = number(quantity, unit, exponent + i);
    }
  }

  /** Four codes: seconds, minutes, hours, days. */
  private static void durations(Meaning[] t, int from, Quantity quantity) {
    for (int i = 0; i < 4; i++) {
      t[from + i] = duration(quantity, i);
    }
  }

  /** Four codes: hours, days, months, years. */
  private static void longDurations(Meaning[] t, int from, Quantity quantity) {
    t[from] = duration(quantity, 2);
    t[from + 1] = duration(quantity, 3);
    t[from + 2] = number(quantity, MbusUnit.MONTH, 0);
    t[from + 3] = number(quantity, MbusUnit.YEAR, 0);
  }
}
