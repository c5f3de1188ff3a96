package org.joulegate.itests.gateway;

import java.nio.ByteBuffer;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.sml.SmlEncoder;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlValue;

/** A push meter whose telegrams the test writes. */
final class TestMeter {
  /** Its id (DIN 43863-5) on the wire: electricity, maker TST, number 4711. */
  private static final ByteSlice SERVER_ID =
      ByteSlice.of(ByteBuffer.allocate(10).put(new byte[] {10, 1, 'T', 'S', 'T'}).array());

  /** Its id as a person reads it. */
  static final String ID = "1TST0000000000";

  private static final int UNIT_WATT_HOUR = 30;
  private static final int UNIT_WATT = 27;
  private int number;

  /**
   * The next telegram.
   *
   * @param drawn tenths of watt-hours
   * @param fedIn tenths of watt-hours
   * @param power hundredths of watts, drawn positive
   */
  byte[] telegram(long drawn, long fedIn, long power) {
    number++;
    return SmlEncoder.telegram(
        SERVER_ID,
        number,
        number,
        List.of(
            SmlListEntry.of(
                SmlObis.METER_ID, SmlListEntry.NO_UNIT, 0, new SmlValue.Octets(SERVER_ID)),
            entry(SmlObis.ENERGY_IMPORT, UNIT_WATT_HOUR, -1, drawn),
            entry(SmlObis.ENERGY_EXPORT, UNIT_WATT_HOUR, -1, fedIn),
            entry(SmlObis.POWER, UNIT_WATT, -2, power)));
  }

  private static SmlListEntry entry(long obis, int unit, int scaler, long value) {
    return SmlListEntry.of(obis, unit, scaler, new SmlValue.Int(value, 8, true));
  }
}
