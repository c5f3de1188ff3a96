package org.joulegate.codec.mbus;

/**
 * The units in which values are given. Decimal multiples of a unit are in the exponent of a value
 * (10^3 Wh, never kWh), seconds stand for minutes, hours and days.
 */
public enum MbusUnit {
  /** A number without unit, or no number. */
  NONE(""),
  /** Energy. */
  WATT_HOUR("Wh"),
  /** Energy. */
  JOULE("J"),
  /** Energy; not an SI unit and not converted, because its size is not given by the standard. */
  CALORIE("cal"),
  /** Reactive energy. */
  VAR_HOUR("varh"),
  /** Apparent energy. */
  VOLT_AMPERE_HOUR("VAh"),
  /** Power. */
  WATT("W"),
  /** Power. */
  JOULE_PER_HOUR("J/h"),
  /** Reactive power. */
  VAR("var"),
  /** Apparent power. */
  VOLT_AMPERE("VA"),
  /** Volume. */
  CUBIC_METRE("m^3"),
  /** Volume. */
  CUBIC_FOOT("ft^3"),
  /** Volume, American gallons. */
  GALLON("gal"),
  /** Volume flow. */
  CUBIC_METRE_PER_HOUR("m^3/h"),
  /** Volume flow. */
  CUBIC_METRE_PER_MINUTE("m^3/min"),
  /** Volume flow. */
  CUBIC_METRE_PER_SECOND("m^3/s"),
  /** Volume flow, American gallons. */
  GALLON_PER_MINUTE("gal/min"),
  /** Volume flow, American gallons. */
  GALLON_PER_HOUR("gal/h"),
  /** Mass. */
  KILOGRAM("kg"),
  /** Mass flow. */
  KILOGRAM_PER_HOUR("kg/h"),
  /** A temperature. */
  CELSIUS("°C"),
  /** A temperature, or a difference of two. */
  FAHRENHEIT("°F"),
  /** A difference of two temperatures. */
  KELVIN("K"),
  /** Pressure. */
  BAR("bar"),
  /** Units of a heat cost allocator. */
  ALLOCATOR_UNIT("hca"),
  /** Time. */
  SECOND("s"),
  /** Calendar months, whose length in seconds is not fixed. */
  MONTH("month"),
  /** Calendar years. */
  YEAR("year"),
  /** Times in bits of the line. */
  BIT_TIME("bit times"),
  /** Speed of the line. */
  BAUD("Bd"),
  /** Voltage. */
  VOLT("V"),
  /** Current. */
  AMPERE("A"),
  /** Frequency. */
  HERTZ("Hz"),
  /** An angle. */
  DEGREE("°"),
  /** A share. */
  PERCENT("%"),
  /** Radio level. */
  DBM("dBm"),
  /** The legal currency of the place; the telegram does not say which. */
  CURRENCY("currency");

  private final String symbol;

  MbusUnit(String symbol) {
    this.symbol = symbol;
  }

  /** How the unit is written; empty when there is none. */
  public String symbol() {
    return symbol;
  }
}
