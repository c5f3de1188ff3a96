package org.joulegate.itests.codecs;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.sml.SmlEncoder;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlValue;
import org.jspecify.annotations.Nullable;

/** A telegram of our own making for each family, where there is no corpus. */
final class Fixtures {

  private static final int WATT = 27;
  private static final int WATT_HOUR = 30;

  private static final String KEY = "000102030405060708090a0b0c0d0e0f";

  /** Volume, flow, date and time. */
  private static final String RECORDS = "0c1327048502" + "0b3b270100" + "046d1a0f6513";

  /** Number, maker, version and medium of a water meter, in the order of the radio. */
  private static final String RADIO_ADDRESS = "2104" + "78563412" + "0107";

  private Fixtures() {}

  static List<Sample> of(Family family) {
    return switch (family) {
      case SML -> List.of(sample(sml(), null));
      case MBUS -> List.of(sample(wired(), null));
      case WMBUS -> List.of(sample(radio("0000", Hex.parse(RECORDS)), null));
      case WMBUS_KEY -> List.of(sample(radio("2005", sealed()), KEY));
      case D0 -> List.of(sample(readout(), null));
      case P1 -> List.of(sample(p1(), null));
      case DLMS ->
          List.of(
              sample(Hex.parse("0f0000000100" + "0202" + "09060100010800ff" + "0600001234"), null));
    };
  }

  private static Sample sample(byte[] bytes, @Nullable String key) {
    return new Sample(
        "fixture", bytes, key == null ? null : Hex.parse(key), null, "A_no_crc", null);
  }

  private static byte[] sml() {
    return SmlEncoder.telegram(
        ByteSlice.of(Hex.parse("0a01584d4700005bae28")),
        1,
        1_234_567,
        List.of(
            SmlListEntry.of(
                SmlObis.ENERGY_IMPORT, WATT_HOUR, -1, new SmlValue.Int(131_304, 5, false)),
            SmlListEntry.of(SmlObis.ENERGY_EXPORT, WATT_HOUR, -1, new SmlValue.Int(0, 1, false)),
            SmlListEntry.of(SmlObis.POWER, WATT, -2, new SmlValue.Int(-10_550, 2, true))));
  }

  private static byte[] wired() {
    byte[] user = Hex.parse("080172" + "78563412" + "2104" + "0107" + "55000000" + RECORDS);
    byte[] frame = new byte[user.length + 6];
    frame[0] = 0x68;
    frame[1] = (byte) user.length;
    frame[2] = (byte) user.length;
    frame[3] = 0x68;
    for (int i = 0; i < user.length; i++) {
      frame[4 + i] = user[i];
      frame[frame.length - 2] += user[i];
    }
    frame[frame.length - 1] = 0x16;
    return frame;
  }

  /** A frame of format A without checksums, with a short header. */
  private static byte[] radio(String configuration, byte[] content) {
    String rest = "44" + RADIO_ADDRESS + "7a" + "5500" + configuration + Hex.format(content);
    return Hex.parse(String.format(Locale.ROOT, "%02x", rest.length() / 2) + rest);
  }

  /** The records by security mode 5: AES-128 in CBC, the address and the access number as IV. */
  private static byte[] sealed() {
    byte[] plain = Hex.parse("2f2f" + RECORDS);
    byte[] padded = Arrays.copyOf(plain, 32);
    Arrays.fill(padded, plain.length, padded.length, (byte) 0x2F);
    byte[] iv = Hex.parse(RADIO_ADDRESS + "55".repeat(8));
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(Hex.parse(KEY), "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(padded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] readout() {
    String lines = "0.0.0(12345678)\r\n1.8.0(001234.567*kWh)\r\n2.8.0(000000.000*kWh)\r\n!\r\n";
    byte[] bytes =
        ("/JGT5TEST1\r\n\r\n\u0002" + lines + "\u0003?").getBytes(StandardCharsets.US_ASCII);
    byte check = 0;
    for (int i = bytes.length - lines.length() - 2; i < bytes.length - 1; i++) {
      check ^= bytes[i];
    }
    bytes[bytes.length - 1] = check;
    return bytes;
  }

  private static byte[] p1() {
    String text =
        "/JGT5TEST1\r\n\r\n1-3:0.2.8(50)\r\n0-0:1.0.0(260315120000W)\r\n"
            + "1-0:1.8.1(001234.567*kWh)\r\n1-0:1.7.0(00.310*kW)\r\n!";
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int crc = 0;
    for (byte octet : bytes) {
      crc ^= octet;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0xA001;
      }
    }
    return (text + String.format(Locale.ROOT, "%04X\r\n", crc)).getBytes(StandardCharsets.US_ASCII);
  }
}
