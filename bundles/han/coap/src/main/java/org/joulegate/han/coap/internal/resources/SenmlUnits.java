package org.joulegate.han.coap.internal.resources;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.joulegate.metering.api.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The name that a unit has in the SenML registry: primary names of RFC 8428 (clause 12.1) and RFC
 * 8798 (clause 2), secondary names of RFC 8798 (clause 3).
 *
 * <p>Numbers are never converted, so that a display shows the digits that the meter shows. A unit
 * that the registry lacks has no name here; its symbol then goes beside the value as a text.
 */
final class SenmlUnits {
  private static final Map<Unit, String> NAMES = names();

  private SenmlUnits() {}

  /** The registered name; null if the registry has none, or the value is a bare number. */
  static @Nullable String nameOf(Unit unit) {
    return NAMES.get(unit);
  }

  /** All units that have a name. */
  static Map<Unit, String> all() {
    return Collections.unmodifiableMap(NAMES);
  }

  private static Map<Unit, String> names() {
    Map<Unit, String> names = new EnumMap<>(Unit.class);
    // RFC 8428.
    names.put(Unit.SECOND, "s");
    names.put(Unit.METRE, "m");
    names.put(Unit.METRE_PER_SECOND, "m/s");
    names.put(Unit.CUBIC_METRE, "m3");
    names.put(Unit.CORRECTED_CUBIC_METRE, "m3");
    names.put(Unit.LITRE, "l");
    names.put(Unit.KILOGRAM, "kg");
    names.put(Unit.NEWTON, "N");
    names.put(Unit.PASCAL, "Pa");
    names.put(Unit.JOULE, "J");
    names.put(Unit.WATT, "W");
    names.put(Unit.AMPERE, "A");
    names.put(Unit.COULOMB, "C");
    names.put(Unit.VOLT, "V");
    names.put(Unit.FARAD, "F");
    names.put(Unit.OHM, "Ohm");
    names.put(Unit.WEBER, "Wb");
    names.put(Unit.TESLA, "T");
    names.put(Unit.HENRY, "H");
    names.put(Unit.HERTZ, "Hz");
    names.put(Unit.SIEMENS, "S");
    names.put(Unit.KELVIN, "K");
    names.put(Unit.DEGREE_CELSIUS, "Cel");
    names.put(Unit.PERCENT, "%");
    names.put(Unit.DECIBEL, "dB");
    // RFC 8798, primary.
    names.put(Unit.DEGREE, "deg");
    names.put(Unit.VOLT_AMPERE, "VA");
    names.put(Unit.VAR, "var");
    // RFC 8798, secondary.
    names.put(Unit.MINUTE, "min");
    names.put(Unit.HOUR, "h");
    names.put(Unit.WATT_HOUR, "Wh");
    names.put(Unit.VAR_HOUR, "varh");
    names.put(Unit.AMPERE_HOUR, "Ah");
    names.put(Unit.DECIBEL_MILLIWATT, "dBm");
    return names;
  }
}
