package org.joulegate.metering.api;

import java.util.Optional;

/**
 * What a meter measures, as EN 13757-7 numbers device types (the "medium" byte of M-Bus).
 *
 * <p>OBIS has a coarser number for the same thing in its group A (IEC 62056-6-1, table "Value group
 * A codes"); {@link #ofObisA} maps from there.
 */
public enum Medium {
  OTHER(0x00, "other"),
  OIL(0x01, "oil"),
  ELECTRICITY(0x02, "electricity"),
  GAS(0x03, "gas"),
  HEAT(0x04, "heat"),
  STEAM(0x05, "steam"),
  WARM_WATER(0x06, "warm water"),
  WATER(0x07, "water"),
  HEAT_COST_ALLOCATOR(0x08, "heat cost allocator"),
  COMPRESSED_AIR(0x09, "compressed air"),
  COOLING_OUTLET(0x0A, "cooling, volume at return"),
  COOLING_INLET(0x0B, "cooling, volume at flow"),
  HEAT_INLET(0x0C, "heat, volume at flow"),
  HEAT_AND_COOLING(0x0D, "heat and cooling"),
  BUS_SYSTEM(0x0E, "bus or system component"),
  UNKNOWN(0x0F, "unknown"),
  IRRIGATION_WATER(0x10, "irrigation water"),
  WATER_DATA_LOGGER(0x11, "water data logger"),
  GAS_DATA_LOGGER(0x12, "gas data logger"),
  GAS_CONVERTER(0x13, "gas converter"),
  CALORIFIC_VALUE(0x14, "calorific value"),
  HOT_WATER(0x15, "hot water"),
  COLD_WATER(0x16, "cold water"),
  DUAL_REGISTER_WATER(0x17, "dual register water"),
  PRESSURE(0x18, "pressure"),
  AD_CONVERTER(0x19, "A/D converter"),
  SMOKE_DETECTOR(0x1A, "smoke detector"),
  ROOM_SENSOR(0x1B, "room sensor"),
  GAS_DETECTOR(0x1C, "gas detector"),
  BREAKER(0x20, "breaker"),
  VALVE(0x21, "valve"),
  CUSTOMER_UNIT(0x25, "customer unit"),
  WASTE_WATER(0x28, "waste water"),
  WASTE(0x29, "waste"),
  COMMUNICATION_CONTROLLER(0x31, "communication controller"),
  UNIDIRECTIONAL_REPEATER(0x32, "unidirectional repeater"),
  BIDIRECTIONAL_REPEATER(0x33, "bidirectional repeater"),
  RADIO_CONVERTER_SYSTEM_SIDE(0x36, "radio converter, system side"),
  RADIO_CONVERTER_METER_SIDE(0x37, "radio converter, meter side"),
  BUS_CONVERTER_METER_SIDE(0x38, "bus converter, meter side");

  private static final Medium[] BY_CODE = new Medium[256];

  static {
    for (Medium medium : values()) {
      BY_CODE[medium.code] = medium;
    }
  }

  private final int code;
  private final String title;

  Medium(int code, String title) {
    this.code = code;
    this.title = title;
  }

  /** The medium with this EN 13757-7 code; empty for a reserved code. */
  public static Optional<Medium> ofCode(int code) {
    return code < 0 || code >= BY_CODE.length
        ? Optional.empty()
        : Optional.ofNullable(BY_CODE[code]);
  }

  /** The medium that OBIS group A names; empty for abstract objects (0) and reserved numbers. */
  public static Optional<Medium> ofObisA(int a) {
    return Optional.ofNullable(
        switch (a) {
          case 1 -> ELECTRICITY;
          case 4 -> HEAT_COST_ALLOCATOR;
          case 5 -> COOLING_OUTLET;
          case 6 -> HEAT;
          case 7 -> GAS;
          case 8 -> COLD_WATER;
          case 9 -> HOT_WATER;
          case 15 -> OTHER;
          default -> null;
        });
  }

  /** The EN 13757-7 code, 0 to 255. */
  public int code() {
    return code;
  }

  /** The name to show a person. */
  public String title() {
    return title;
  }
}
