package org.joulegate.codec.sml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.sml.SmlValue.Int;
import org.joulegate.codec.sml.SmlValue.Listed;
import org.joulegate.codec.sml.SmlValue.Octets;

/** Telegrams of our own making, in the manner of several makers. Serial numbers are invented. */
final class SmlFixtures {

  static final int WATT = 27;
  static final int WATT_HOUR = 30;
  static final ByteSlice BASIC_METER = hex("0a01584d4700005bae28");
  static final ByteSlice EMH_METER = hex("06454d48010000000102");
  static final ByteSlice DZG_OLD_METER = hex("0a01445a470002a1f0e0");
  static final ByteSlice DZG_NEW_METER = hex("0a01445a4700039f0001");

  /** A load profile with signatures. */
  static final ByteSlice PROFILE = hex("8181c78612ff");

  static final ByteSlice SIGNATURE =
      hex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1b1b1b1b1f2021222324252627282930");

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

  /** The answer of a meter with a signature (SYM2): three quarter-hours of two energies. */
  static byte[] profilePack() {
    List<SmlProfilePeriod> periods = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      periods.add(
          new SmlProfilePeriod(
              SmlTime.local(1_700_000_100 + 900L * i, 60, 60),
              true,
              0x80,
              List.of(
                  new SmlProfilePeriod.Value(new Int(5_000 + 25L * i, 4, false), null),
                  new SmlProfilePeriod.Value(i == 1 ? null : new Int(i, 1, false), null)),
              SIGNATURE));
    }
    return file(
        new SmlBody.GetProfilePackResponse(
            BASIC_METER,
            SmlTime.timestamp(1_700_003_000),
            Duration.ofMinutes(15),
            List.of(PROFILE),
            List.of(energyName(SmlObis.ENERGY_IMPORT), energyName(SmlObis.ENERGY_EXPORT)),
            periods,
            null,
            SIGNATURE));
  }

  /** The same profile, one period. */
  static byte[] profileList() {
    return file(
        new SmlBody.GetProfileListResponse(
            BASIC_METER,
            SmlTime.timestamp(1_700_003_000),
            Duration.ofMinutes(15),
            List.of(PROFILE),
            SmlTime.timestamp(1_700_000_100),
            true,
            0x80,
            List.of(energy(5_000), power(-20, 2, true)),
            null,
            SIGNATURE));
  }

  /** A request for that profile. */
  static byte[] profileRequest() {
    return file(
        new SmlBody.GetProfileRequest(
            SmlMessageType.GET_PROFILE_PACK_REQUEST,
            BASIC_METER,
            null,
            null,
            false,
            SmlTime.timestamp(1_700_000_000),
            SmlTime.timestamp(1_700_003_000),
            List.of(PROFILE),
            List.of(hex("0100010800ff")),
            null));
  }

  /** A signed list of an EDL40 meter: local time, and a time in the place of a value. */
  static byte[] signed() {
    SmlListEntry event =
        SmlListEntry.of(
            SmlObis.of(129, 0, 96, 8, 0, 1),
            SmlListEntry.NO_UNIT,
            0,
            new Listed(
                List.of(
                    new Int(1, 1, false),
                    new Listed(List.of(new Int(1, 1, false), new Int(340_285, 4, false))))));
    SmlListEntry energy =
        new SmlListEntry(
            SmlObis.of(1, 0, 1, 17, 0, 255),
            true,
            0x1A0104,
            SmlTime.local(1_535_475_457, 60, 60),
            WATT_HOUR,
            -1,
            new Int(2_918, 5, true),
            null);
    return file(
        new SmlBody.GetListResponse(
            null,
            EMH_METER,
            hex("8180817103ff"),
            SmlTime.secondsIndex(340_320),
            List.of(energy, event),
            SIGNATURE,
            null));
  }

  private static SmlListEntry energyName(long objName) {
    return new SmlListEntry(objName, false, 0, null, WATT_HOUR, -1, null, null);
  }

  private static byte[] file(SmlBody body) {
    return SmlEncoder.frame(
        new SmlFile(
            List.of(
                new SmlMessage(
                    hex("0001"),
                    0,
                    0,
                    new SmlBody.OpenResponse(null, null, hex("01"), BASIC_METER, null, 1)),
                new SmlMessage(hex("0002"), 0, 0, body),
                new SmlMessage(hex("0003"), 0, 0, new SmlBody.CloseResponse(null))),
            SmlCrc.X25));
  }

  static List<byte[]> all() {
    return List.of(
        basic(), wide(), escapes(), signed(), profileRequest(), profileList(), profilePack());
  }
}
