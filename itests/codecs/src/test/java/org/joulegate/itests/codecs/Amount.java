package org.joulegate.itests.codecs;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value in its base unit, so that kWh and Wh compare.
 *
 * @param number null when the text is no number
 * @param unit null when there is none
 */
record Amount(@Nullable BigDecimal number, @Nullable String unit) {

  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("Â°C", "°C"),
          Map.entry("ºC", "°C"),
          Map.entry("C", "°C"),
          Map.entry("m³", "m^3"),
          Map.entry("m3", "m^3"),
          Map.entry("m³/h", "m^3/h"),
          Map.entry("m3/h", "m^3/h"),
          Map.entry("h.c.a.", "hca"),
          Map.entry("Units for H.C.A.", "hca"),
          Map.entry("HCA", "hca"),
          Map.entry("kVArh", "kvarh"),
          Map.entry("kVAr", "kvar"),
          Map.entry("VArh", "varh"),
          Map.entry("VAr", "var"),
          Map.entry("Gj", "GJ"),
          Map.entry("m3ph", "m^3/h"));

  private static final Map<String, Base> SCALED =
      Map.ofEntries(
          Map.entry("kWh", new Base("Wh", 3)),
          Map.entry("MWh", new Base("Wh", 6)),
          Map.entry("kW", new Base("W", 3)),
          Map.entry("kvar", new Base("var", 3)),
          Map.entry("kvarh", new Base("varh", 3)),
          Map.entry("kVA", new Base("VA", 3)),
          Map.entry("kVAh", new Base("VAh", 3)),
          Map.entry("kV", new Base("V", 3)),
          Map.entry("kA", new Base("A", 3)),
          Map.entry("mA", new Base("A", -3)),
          Map.entry("kHz", new Base("Hz", 3)),
          Map.entry("GJ", new Base("J", 9)),
          Map.entry("MJ", new Base("J", 6)),
          Map.entry("l", new Base("m^3", -3)));

  private static final BigDecimal SECONDS_OF_AN_HOUR = BigDecimal.valueOf(3600);

  private record Base(String unit, int shift) {}

  static Amount of(@Nullable String value, @Nullable String unit) {
    BigDecimal number = number(value);
    String name = unit == null || unit.isEmpty() ? null : SPELLINGS.getOrDefault(unit, unit);
    if (name == null) {
      return new Amount(number, null);
    }
    if (name.equals("h")) {
      return new Amount(number == null ? null : number.multiply(SECONDS_OF_AN_HOUR), "s");
    }
    Base base = SCALED.get(name);
    return base == null
        ? new Amount(number, name)
        : new Amount(number == null ? null : number.scaleByPowerOfTen(base.shift()), base.unit());
  }

  static @Nullable BigDecimal number(@Nullable String text) {
    try {
      return text == null ? null : new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
