package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.ReadoutEncoder.dataSet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.Limit;

/** Messages made for the tests, in the forms that the standards print. */
final class Fixtures {

  private static final String CHARACTERS = "0123456789ABCDEFabcdef.-+ :_,;<>=";
  private static final String[] UNITS = {"kWh", "kW", "m3", "GJ", "V", "A", "kvarh", "m3/h", "%"};

  private Fixtures() {}

  /** The default limits with one of them, counted from 0, replaced. */
  static ReadoutLimits limits(int which, int most) {
    ReadoutLimits d = ReadoutLimits.DEFAULT;
    Limit[] all = {
      d.messageBytes(),
      d.identificationCharacters(),
      d.addressCharacters(),
      d.valueCharacters(),
      d.dataSets(),
      d.values()
    };
    all[which] = new Limit(all[which].name(), most);
    return new ReadoutLimits(all[0], all[1], all[2], all[3], all[4], all[5]);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Readout read(byte[] bytes) {
    return ReadoutDecoder.read(bytes, 0, bytes.length, ReadoutLimits.DEFAULT);
  }

  static Readout read(String text) {
    return read(bytes(text));
  }

  static P1Telegram p1(byte[] bytes) {
    return P1Decoder.read(bytes, 0, bytes.length, ReadoutLimits.DEFAULT);
  }

  /** A text with its line ends, and the checksum behind its exclamation mark. */
  static byte[] p1(String... lines) {
    return ReadoutEncoder.withCrc(bytes(String.join("\r\n", lines) + "\r\n!"));
  }

  static List<DataSet> registers() {
    return List.of(
        dataSet("F.F", "00000000"),
        dataSet("0.0.0", "        12345678"),
        dataSet("C.1.0", "87654321"),
        dataSet("0.9.1", "113059"),
        dataSet("1.6.1", "02.468*kW", "2403171430"),
        dataSet("1.6.1*01", "03.100*kW", "2402281815"),
        dataSet("1.8.0", "0012345.678*kWh"),
        dataSet("1.8.1*255", "0010000.000*kWh"),
        dataSet("1-0:2.8.0&03", "-000001.5*kWh"),
        dataSet("C.7.0", "0004"),
        dataSet("6.26", "01589.28*m3"),
        dataSet("0.2.1", ""),
        dataSet("L.1", "2.14"));
  }

  static byte[] readout() {
    return ReadoutEncoder.readout(Identification.of("/ABC5\\@V1.20 TEST"), registers());
  }

  static byte[] pushed() {
    return ReadoutEncoder.plain(Identification.of("/ABC5TEST-METER"), registers());
  }

  static byte[] inBlocks() {
    List<DataSet> all = registers();
    return ReadoutEncoder.partial(
        Identification.of("/ABc4TEST"), List.of(all.subList(0, 5), all.subList(5, all.size())));
  }

  static byte[] profile() {
    DataSet profile =
        dataSet(
            "P.01",
            8,
            List.of(
                "1240317143000",
                "00",
                "15",
                "2",
                "1-0:1.5.0",
                "kW",
                "1-0:2.5.0",
                "kW",
                "0.12683",
                "0.00000",
                "0.06188",
                "0.00059",
                "0.11250",
                "0.00000"));
    return ReadoutEncoder.readout(Identification.of("/ABC5TEST"), List.of(profile));
  }

  /** After the example of the DSMR P1 companion standard 5.0.2, 6.13. */
  static byte[] dsmr5() {
    return p1(
        "/ISk5\\2MT382-1000",
        "",
        "1-3:0.2.8(50)",
        "0-0:1.0.0(101209113020W)",
        "0-0:96.1.1(4B384547303034303436333935353037)",
        "1-0:1.8.1(123456.789*kWh)",
        "1-0:1.8.2(123456.789*kWh)",
        "1-0:2.8.1(123456.789*kWh)",
        "1-0:2.8.2(123456.789*kWh)",
        "0-0:96.14.0(0002)",
        "1-0:1.7.0(01.193*kW)",
        "1-0:2.7.0(00.000*kW)",
        "0-0:96.7.21(00004)",
        "0-0:96.7.9(00002)",
        "1-0:99.97.0(2)(0-0:96.7.19)(101208152415W)(0000000240*s)(101208151004W)(0000000301*s)",
        "1-0:32.32.0(00002)",
        "0-0:96.13.0(303132333435363738393A3B3C3D3E3F)",
        "1-0:32.7.0(220.1*V)",
        "1-0:31.7.0(001*A)",
        "0-1:24.1.0(003)",
        "0-1:96.1.0(3232323241424344313233343536373839)",
        "0-1:24.2.1(101209112500W)(12785.123*m3)",
        "0-2:24.1.0(006)",
        "0-2:24.2.1(101209110000W)(00012.500*GJ)");
  }

  /** After the example of DSMR 3.0: no checksum, and the gas value on a line of its own. */
  static byte[] dsmr3() {
    return bytes(
        "/ISk5\\2MT382-1000\r\n\r\n"
            + "0-0:96.1.1(4B384547303034303436333935353037)\r\n"
            + "1-0:1.8.1(12345.678*kWh)\r\n"
            + "1-0:1.7.0(0001.19*kW)\r\n"
            + "0-0:17.0.0(016*A)\r\n"
            + "0-0:96.13.1(303132333435363738)\r\n"
            + "0-1:96.1.0(3232323241424344313233343536373839)\r\n"
            + "0-1:24.1.0(03)\r\n"
            + "0-1:24.3.0(090212160000)(00)(60)(1)(0-1:24.2.1)(m3)\r\n"
            + "(00000.005)\r\n"
            + "0-1:24.4.0(1)\r\n"
            + "!\r\n");
  }

  static List<byte[]> readouts() {
    return List.of(readout(), pushed(), inBlocks(), profile(), dsmr3());
  }

  static List<byte[]> telegrams() {
    return List.of(dsmr5(), dsmr3());
  }

  /** Data sets of every form, the same for the same seed. */
  static List<DataSet> random(Random random) {
    List<DataSet> sets = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      List<String> values = new ArrayList<>();
      for (int k = 0; k < 1 + random.nextInt(random.nextInt(8) == 0 ? 20 : 3); k++) {
        values.add(value(random));
      }
      int first = random.nextInt(4) == 0 ? 1 + random.nextInt(values.size()) : values.size();
      sets.add(dataSet(address(random), first, values));
    }
    return sets;
  }

  private static String address(Random random) {
    String ab = random.nextBoolean() ? random.nextInt(10) + "-" + random.nextInt(65) + ":" : "";
    String[] letters = {"C", "F", "L", "P"};
    String c = random.nextInt(6) == 0 ? letters[random.nextInt(4)] : "" + random.nextInt(256);
    String e = random.nextBoolean() ? "." + random.nextInt(256) : "";
    String f = random.nextInt(3) == 0 ? (random.nextBoolean() ? "*" : "&") + "0" + 7 : "";
    return ab + c + "." + random.nextInt(256) + e + f;
  }

  private static String value(Random random) {
    if (random.nextInt(3) > 0) {
      String sign = random.nextInt(4) == 0 ? "-" : "";
      String unit = random.nextBoolean() ? "*" + UNITS[random.nextInt(UNITS.length)] : "";
      return sign + "00" + random.nextInt(100_000) + "." + random.nextInt(1000) + unit;
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
