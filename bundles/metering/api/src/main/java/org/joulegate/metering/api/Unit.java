package org.joulegate.metering.api;

import java.util.Optional;

/**
 * The unit of a register value, as DLMS numbers them (IEC 62056-6-2, "Enumerated values for
 * physical units"). SML uses the same numbers (BSI TR-03109-1, SML_Unit).
 *
 * <p>Symbols are plain: {@code m^3} for cubic metre; a count has the empty symbol. Corrected volume
 * (converted to standard conditions) has the symbol of volume; the constants tell them apart.
 */
public enum Unit {
  YEAR(1, "a"),
  MONTH(2, "mo"),
  WEEK(3, "wk"),
  DAY(4, "d"),
  HOUR(5, "h"),
  MINUTE(6, "min"),
  SECOND(7, "s"),
  DEGREE(8, "°"),
  DEGREE_CELSIUS(9, "°C"),
  CURRENCY(10, "currency"),
  METRE(11, "m"),
  METRE_PER_SECOND(12, "m/s"),
  CUBIC_METRE(13, "m^3"),
  CORRECTED_CUBIC_METRE(14, "m^3"),
  CUBIC_METRE_PER_HOUR(15, "m^3/h"),
  CORRECTED_CUBIC_METRE_PER_HOUR(16, "m^3/h"),
  CUBIC_METRE_PER_DAY(17, "m^3/d"),
  CORRECTED_CUBIC_METRE_PER_DAY(18, "m^3/d"),
  LITRE(19, "l"),
  KILOGRAM(20, "kg"),
  NEWTON(21, "N"),
  NEWTON_METRE(22, "Nm"),
  PASCAL(23, "Pa"),
  BAR(24, "bar"),
  JOULE(25, "J"),
  JOULE_PER_HOUR(26, "J/h"),
  WATT(27, "W"),
  VOLT_AMPERE(28, "VA"),
  VAR(29, "var"),
  WATT_HOUR(30, "Wh"),
  VOLT_AMPERE_HOUR(31, "VAh"),
  VAR_HOUR(32, "varh"),
  AMPERE(33, "A"),
  COULOMB(34, "C"),
  VOLT(35, "V"),
  VOLT_PER_METRE(36, "V/m"),
  FARAD(37, "F"),
  OHM(38, "Ω"),
  OHM_METRE(39, "Ωm^2/m"),
  WEBER(40, "Wb"),
  TESLA(41, "T"),
  AMPERE_PER_METRE(42, "A/m"),
  HENRY(43, "H"),
  HERTZ(44, "Hz"),
  PULSE_PER_WATT_HOUR(45, "1/Wh"),
  PULSE_PER_VAR_HOUR(46, "1/varh"),
  PULSE_PER_VOLT_AMPERE_HOUR(47, "1/VAh"),
  VOLT_SQUARED_HOUR(48, "V^2h"),
  AMPERE_SQUARED_HOUR(49, "A^2h"),
  KILOGRAM_PER_SECOND(50, "kg/s"),
  SIEMENS(51, "S"),
  KELVIN(52, "K"),
  PULSE_PER_VOLT_SQUARED_HOUR(53, "1/V^2h"),
  PULSE_PER_AMPERE_SQUARED_HOUR(54, "1/A^2h"),
  PULSE_PER_CUBIC_METRE(55, "1/m^3"),
  PERCENT(56, "%"),
  AMPERE_HOUR(57, "Ah"),
  WATT_HOUR_PER_CUBIC_METRE(60, "Wh/m^3"),
  JOULE_PER_CUBIC_METRE(61, "J/m^3"),
  MOLE_PERCENT(62, "Mol%"),
  GRAM_PER_CUBIC_METRE(63, "g/m^3"),
  PASCAL_SECOND(64, "Pa s"),
  JOULE_PER_KILOGRAM(65, "J/kg"),
  GRAM_PER_SQUARE_CENTIMETRE(66, "g/cm^2"),
  ATMOSPHERE(67, "atm"),
  DECIBEL_MILLIWATT(70, "dBm"),
  DECIBEL_MICROVOLT(71, "dBµV"),
  DECIBEL(72, "dB"),
  OTHER(254, "other"),
  COUNT(255, "");

  private static final Unit[] BY_CODE = new Unit[256];

  static {
    for (Unit unit : values()) {
      BY_CODE[unit.code] = unit;
    }
  }

  private final int code;
  private final String symbol;

  Unit(int code, String symbol) {
    this.code = code;
    this.symbol = symbol;
  }

  /** The unit with this DLMS code; empty for a code that the table reserves or does not know. */
  public static Optional<Unit> ofCode(int code) {
    return code < 0 || code >= BY_CODE.length
        ? Optional.empty()
        : Optional.ofNullable(BY_CODE[code]);
  }

  /** The DLMS code, 1 to 255. */
  public int code() {
    return code;
  }

  /** The symbol to show, without a prefix; empty for a count. */
  public String symbol() {
    return symbol;
  }
}
