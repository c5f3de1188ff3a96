package org.joulegate.han.coap.internal.resources;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.Set;
import org.joulegate.metering.api.Unit;
import org.junit.Test;

/** Units against the registry's tables. */
public class SenmlUnitsTest {
  /** RFC 8428, clause 12.1, and RFC 8798, clause 2. */
  private static final Set<String> PRIMARY =
      Set.of(
          "m",
          "kg",
          "g",
          "s",
          "A",
          "K",
          "cd",
          "mol",
          "Hz",
          "rad",
          "sr",
          "N",
          "Pa",
          "J",
          "W",
          "C",
          "V",
          "F",
          "Ohm",
          "S",
          "Wb",
          "T",
          "H",
          "Cel",
          "lm",
          "lx",
          "Bq",
          "Gy",
          "Sv",
          "kat",
          "m2",
          "m3",
          "l",
          "m/s",
          "m/s2",
          "m3/s",
          "l/s",
          "W/m2",
          "cd/m2",
          "bit",
          "bit/s",
          "lat",
          "lon",
          "pH",
          "dB",
          "dBW",
          "Bspl",
          "count",
          "/",
          "%",
          "%RH",
          "%EL",
          "EL",
          "1/s",
          "1/min",
          "beat/min",
          "beats",
          "S/m",
          "B",
          "VA",
          "VAs",
          "var",
          "vars",
          "J/m",
          "kg/m3",
          "deg");

  /** RFC 8798, clause 3. */
  private static final Set<String> SECONDARY =
      Set.of(
          "ms", "min", "h", "MHz", "kW", "kVA", "kvar", "Ah", "Wh", "kWh", "varh", "kvarh", "kVAh",
          "Wh/km", "KiB", "GB", "Mbit/s", "B/s", "MB/s", "mV", "mA", "dBm", "ug/m3", "mm/h", "m/h",
          "ppm", "/100", "/1000", "hPa", "mm", "cm", "km", "km/h");

  @Test
  public void everyNameIsRegistered() {
    SenmlUnits.all()
        .forEach(
            (unit, name) ->
                assertTrue(
                    unit + " is " + name, PRIMARY.contains(name) || SECONDARY.contains(name)));
  }

  @Test
  public void everyUnitWhoseSymbolIsRegisteredHasIt() {
    for (Unit unit : Unit.values()) {
      String symbol = unit.symbol();
      if (PRIMARY.contains(symbol) || SECONDARY.contains(symbol)) {
        assertEquals(unit.name(), symbol, SenmlUnits.nameOf(unit));
      }
    }
  }

  @Test
  public void unitsOfMetersAreTheRegistrys() {
    assertEquals("Wh", SenmlUnits.nameOf(Unit.WATT_HOUR));
    assertEquals("W", SenmlUnits.nameOf(Unit.WATT));
    assertEquals("m3", SenmlUnits.nameOf(Unit.CUBIC_METRE));
    assertEquals("m3", SenmlUnits.nameOf(Unit.CORRECTED_CUBIC_METRE));
    assertEquals("Cel", SenmlUnits.nameOf(Unit.DEGREE_CELSIUS));
    assertEquals("deg", SenmlUnits.nameOf(Unit.DEGREE));
    assertEquals("varh", SenmlUnits.nameOf(Unit.VAR_HOUR));
    assertNull(SenmlUnits.nameOf(Unit.VOLT_AMPERE_HOUR));
    assertNull(SenmlUnits.nameOf(Unit.CUBIC_METRE_PER_HOUR));
    assertNull(SenmlUnits.nameOf(Unit.COUNT));
  }
}
