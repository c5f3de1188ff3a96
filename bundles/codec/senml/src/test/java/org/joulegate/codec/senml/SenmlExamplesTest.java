package org.joulegate.codec.senml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.junit.Test;

/** The examples of RFC 8428 sections 5.1 and 6. */
public class SenmlExamplesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String DEVICE = "urn:dev:ow:10e2073a01080063";

  private static final String RELATIVE_TIMES =
      "[{\"bn\":\"urn:dev:ow:10e2073a0108006:\",\"bt\":1.276020076001e+09,"
          + "\"bu\":\"A\",\"bver\":5,\"n\":\"voltage\",\"u\":\"V\",\"v\":120.1},"
          + "{\"n\":\"current\",\"t\":-5,\"v\":1.2},{\"n\":\"current\",\"t\":-4,\"v\":1.3},"
          + "{\"n\":\"current\",\"t\":-3,\"v\":1.4},{\"n\":\"current\",\"t\":-2,\"v\":1.5},"
          + "{\"n\":\"current\",\"t\":-1,\"v\":1.6},{\"n\":\"current\",\"v\":1.7}]";

  /** The dump in section 6: the pack above, with floats and labels in the order of its author. */
  private static final String RELATIVE_TIMES_IN_CBOR =
      """
      87 a7 21 78 1b 75 72 6e 3a 64 65 76 3a 6f 77 3a
      31 30 65 32 30 37 33 61 30 31 30 38 30 30 36 3a
      22 fb 41 d3 03 a1 5b 00 10 62 23 61 41 20 05 00
      67 76 6f 6c 74 61 67 65 01 61 56 02 fb 40 5e 06
      66 66 66 66 66 a3 00 67 63 75 72 72 65 6e 74 06
      24 02 fb 3f f3 33 33 33 33 33 33 a3 00 67 63 75
      72 72 65 6e 74 06 23 02 fb 3f f4 cc cc cc cc cc
      cd a3 00 67 63 75 72 72 65 6e 74 06 22 02 fb 3f
      f6 66 66 66 66 66 66 a3 00 67 63 75 72 72 65 6e
      74 06 21 02 f9 3e 00 a3 00 67 63 75 72 72 65 6e
      74 06 20 02 fb 3f f9 99 99 99 99 99 9a a3 00 67
      63 75 72 72 65 6e 74 06 00 02 fb 3f fb 33 33 33
      33 33 33
      """;

  @Test
  public void section511SingleDatapoint() throws Exception {
    assertEquals(
        List.of(resolved(DEVICE, "Cel", "23.1", NOW)),
        resolve("[{\"n\":\"urn:dev:ow:10e2073a01080063\",\"u\":\"Cel\",\"v\":23.1}]"));
  }

  @Test
  public void section512MultipleDatapoints() throws Exception {
    String json =
        "[{\"bn\":\"urn:dev:ow:10e2073a01080063:\",\"n\":\"voltage\",\"u\":\"V\",\"v\":120.1},"
            + "{\"n\":\"current\",\"u\":\"A\",\"v\":1.2}]";
    assertEquals(
        List.of(
            resolved(DEVICE + ":voltage", "V", "120.1", NOW),
            resolved(DEVICE + ":current", "A", "1.2", NOW)),
        resolve(json));
    assertEquals(json, new String(SenmlJson.encode(pack(json)), StandardCharsets.UTF_8));
  }

  @Test
  public void section512TimesRelativeToABaseTime() throws Exception {
    String name = "urn:dev:ow:10e2073a0108006:";
    Instant last = Instant.parse("2010-06-08T18:01:16.001Z");
    assertEquals(
        List.of(
            resolved(name + "current", "A", "1.2", last.minusSeconds(5)),
            resolved(name + "current", "A", "1.3", last.minusSeconds(4)),
            resolved(name + "current", "A", "1.4", last.minusSeconds(3)),
            resolved(name + "current", "A", "1.5", last.minusSeconds(2)),
            resolved(name + "current", "A", "1.6", last.minusSeconds(1)),
            resolved(name + "voltage", "V", "120.1", last),
            resolved(name + "current", "A", "1.7", last)),
        resolve(RELATIVE_TIMES));
  }

  @Test
  public void section513And514MultipleMeasurementsResolved() throws Exception {
    Instant start = Instant.parse("2011-10-31T13:24:24Z");
    List<SenmlResolved> records =
        resolve(
            "[{\"bn\":\"urn:dev:ow:10e2073a01080063\",\"bt\":1.320067464e+09,\"bu\":\"%RH\","
                + "\"v\":20},{\"u\":\"lon\",\"v\":24.30621},{\"u\":\"lat\",\"v\":60.07965},"
                + "{\"t\":60,\"v\":20.3},{\"u\":\"%EL\",\"t\":150,\"v\":98},"
                + "{\"t\":120,\"v\":20.7}]");
    assertEquals(
        List.of(
            resolved(DEVICE, "%RH", "20", start),
            resolved(DEVICE, "lon", "24.30621", start),
            resolved(DEVICE, "lat", "60.07965", start),
            resolved(DEVICE, "%RH", "20.3", start.plusSeconds(60)),
            resolved(DEVICE, "%RH", "20.7", start.plusSeconds(120)),
            resolved(DEVICE, "%EL", "98", start.plusSeconds(150))),
        records);
  }

  @Test
  public void section515MultipleDataTypes() throws Exception {
    String json =
        "[{\"bn\":\"urn:dev:ow:10e2073a01080063:\",\"n\":\"temp\",\"u\":\"Cel\",\"v\":23.1},"
            + "{\"n\":\"label\",\"vs\":\"Machine Room\"},{\"n\":\"open\",\"vb\":false},"
            + "{\"n\":\"nfc-reader\",\"vd\":\"aGkgCg\"}]";
    List<SenmlRecord> records = pack(json).records();
    assertEquals(new SenmlValue.Text("Machine Room"), records.get(1).value());
    assertEquals(new SenmlValue.Flag(false), records.get(2).value());
    byte[] octets = "hi \n".getBytes(StandardCharsets.US_ASCII);
    assertEquals(new SenmlValue.Data(ByteSlice.of(octets)), records.get(3).value());
    assertEquals(json, new String(SenmlJson.encode(pack(json)), StandardCharsets.UTF_8));
  }

  @Test
  public void section516TheLastRecordHasTheNameOfTheThirdAndTheTimeOfTheFirst() throws Exception {
    List<SenmlResolved> records =
        resolve(
            "[{\"bn\":\"2001:db8::2/\",\"bt\":1.320078429e+09,\"n\":\"temperature\","
                + "\"u\":\"Cel\",\"v\":25.2},{\"n\":\"humidity\",\"u\":\"%RH\",\"v\":30},"
                + "{\"bn\":\"2001:db8::1/\",\"n\":\"temperature\",\"u\":\"Cel\",\"v\":12.3},"
                + "{\"n\":\"humidity\",\"u\":\"%RH\",\"v\":67}]");
    assertEquals(
        resolved("2001:db8::1/humidity", "%RH", "67", Instant.parse("2011-10-31T16:27:09Z")),
        records.get(3));
  }

  @Test
  public void section6TheCborDumpMeansTheSame() throws Exception {
    // Its last record has a time of 0, which the JSON leaves out.
    SenmlPack dump = SenmlCbor.decode(Hex.parse(RELATIVE_TIMES_IN_CBOR));
    assertEquals(resolve(RELATIVE_TIMES), dump.resolve(NOW));
  }

  @Test
  public void inOurCborTheSameNumbersAreExactAndShorter() throws Exception {
    byte[] encoded = SenmlCbor.encode(pack(RELATIVE_TIMES));
    String start =
        "87" // the pack
            + "a7" // seven fields, in the order of deterministic CBOR
            + "0067766f6c74616765" // n: voltage
            + "016156" // u: V
            + "02c482201904b1" // v: 1201 × 10^-1
            + "2005" // bver: 5
            + "21781b75726e3a6465763a6f773a3130653230373361303130383030363a" // bn
            + "22c482221b0000012918b92de1" // bt: 1276020076001 × 10^-3
            + "236141" // bu: A
            + "a3006763757272656e7402c482200c0624"; // n: current, v: 1.2, t: -5
    assertEquals(start, Hex.format(encoded).substring(0, start.length()));
    assertTrue(encoded.length < Hex.parse(RELATIVE_TIMES_IN_CBOR).length);
    assertEquals(pack(RELATIVE_TIMES), SenmlCbor.decode(encoded));
  }

  private static SenmlPack pack(String json) throws MalformedTelegramException {
    return SenmlJson.decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<SenmlResolved> resolve(String json) throws MalformedTelegramException {
    return pack(json).resolve(NOW);
  }

  private static SenmlResolved resolved(String name, String unit, String value, Instant time) {
    SenmlValue number = new SenmlValue.Number(new BigDecimal(value));
    return new SenmlResolved(name, unit, number, null, time, null);
  }
}
