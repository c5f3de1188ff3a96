package org.joulegate.codec.sml;

import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.sml.SmlValue.Int;
import org.joulegate.codec.sml.SmlValue.Octets;

/** Telegrams of our own making, in the manner of several makers. Serial numbers are invented. */
final class SmlFixtures {

  static final int WATT = 27;
  static final int WATT_HOUR = 30;
  static final ByteSlice BASIC_METER = hex("0a01584d4700005bae28");
  static final ByteSlice EMH_METER = hex("06454d48010000000102");
  static final ByteSlice DZG_OLD_METER = hex("0a01445a470002a1f0e0");
  static final ByteSlice DZG_NEW_METER = hex("0a01445a4700039f0001");

  private SmlFixtures() {}

  static ByteSlice hex(String digits) {
    return ByteSlice.of(Hex.parse(digits));
  }

  static SmlListEntry energy(int mantissa) {
    return SmlListEntry.of(SmlObis.ENERGY_IMPORT, WATT_HOUR, -1, new Int(mantissa, 5, false));
  }

  static SmlListEntry power(long value, int width, boolean signed) {
    return SmlListEntry.of(SmlObis.POWER, WATT, -2, new Int(value, width, signed));
  }

  static SmlListEntry meterId(ByteSlice id) {
    return new SmlListEntry(
        SmlObis.METER_ID, false, 0, null, SmlListEntry.NO_UNIT, 0, new Octets(id), null);
  }

  /** A basic meter: id, both energies with a status word, power. */
  static byte[] basic() {
    return SmlEncoder.telegram(
        BASIC_METER,
        7,
        1_234_567,
        List.of(
            meterId(BASIC_METER),
            energy(131_304).withStatus(0x1C0104),
            SmlListEntry.of(SmlObis.ENERGY_EXPORT, WATT_HOUR, -1, new Int(0, 1, false)),
            power(-10_550, 2, true)));
  }

  /** A three-phase meter with eight-byte values. */
  static byte[] wide() {
    SmlListEntry[] values = new SmlListEntry[12];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          SmlListEntry.of(
              SmlObis.of(1, 0, 21 + 20 * (i % 3), 7, i / 3, 255),
              WATT,
              -2,
              new Int(1_000L * i - 4_000, 8, true));
    }
    return SmlEncoder.telegram(BASIC_METER, 8, 1_234_568, Arrays.asList(values));
  }

  /** Data with runs of escape bytes of every length up to nine. */
  static byte[] escapes() {
    SmlListEntry[] values = new SmlListEntry[9];
    for (int i = 0; i < values.length; i++) {
      byte[] run = new byte[i + 1];
      Arrays.fill(run, (byte) 0x1B);
      values[i] = meterId(ByteSlice.of(run));
    }
    return SmlEncoder.telegram(BASIC_METER, 9, 1_234_569, Arrays.asList(values));
  }

  static List<byte[]> all() {
    return List.of(basic(), wide(), escapes());
  }
}
