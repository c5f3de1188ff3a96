package org.joulegate.codec.senml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.junit.Test;

public class SenmlTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  public void aMeterReadingIsWrittenExactly() {
    SenmlPack pack =
        SenmlPack.of(
            SenmlRecord.of("1.8.0", 131_304, -1, "Wh")
                .withBase(SenmlBase.ofName("1EMH0012345678:1-0:").withTime(1_767_225_600L)),
            SenmlRecord.of("16.7.0", -42, 0, "W"));
    assertEquals(
        "[{\"bn\":\"1EMH0012345678:1-0:\",\"bt\":1767225600,\"n\":\"1.8.0\",\"u\":\"Wh\","
            + "\"v\":13130.4},{\"n\":\"16.7.0\",\"u\":\"W\",\"v\":-42}]",
        json(pack));
    assertEquals(
        "82a50065312e382e3001625768"
            + "02c482201a000200e8"
            + "217331454d48303031323334353637383a312d303a"
            + "221a6955b900"
            + "a3006631362e372e30016157023829",
        Hex.format(SenmlCbor.encode(pack)));
  }

  @Test
  public void numbersBeyondDoublesStayExact() throws Exception {
    SenmlPack pack = SenmlPack.of(SenmlRecord.of("e", 9_007_199_254_740_993L, -3, "Wh"));
    assertTrue(json(pack).contains("9007199254740.993"));
    assertEquals(pack, SenmlJson.decode(SenmlJson.encode(pack)));
    assertEquals(pack, SenmlCbor.decode(SenmlCbor.encode(pack)));
  }

  @Test
  public void oneNumberHasOneForm() {
    assertEquals(SenmlValue.Number.of(110, -2), SenmlValue.Number.of(11, -1));
    assertEquals(SenmlValue.Number.of(5, 3), SenmlValue.Number.of(5000, 0));
    assertEquals(SenmlValue.Number.of(0, -9), SenmlValue.Number.of(0, 7));
    assertTrue(json(SenmlPack.of(SenmlRecord.of("p", 5, 3, "W"))).contains("\"v\":5000}"));
    assertTrue(json(SenmlPack.of(SenmlRecord.of("p", 5, 30, "W"))).contains("\"v\":5e30}"));
    assertTrue(json(SenmlPack.of(SenmlRecord.of("p", 5, -30, "W"))).contains("\"v\":5e-30}"));
  }

  @Test
  public void numbersOutOfRangeAreRefusedWithoutWork() {
    refusesJson(14, 14, "[{\"n\":\"a\",\"v\":1e999999999}]");
    refusesJson(14, 14, "[{\"n\":\"a\",\"v\":1e-999999999}]");
    refusesJson(14, 14, "[{\"n\":\"a\",\"v\":12345678901234567891}]");
    refusesJson(0, 60, "[{\"n\":\"a\",\"v\":" + "1".repeat(200) + "}]");
    assertThrows(IllegalArgumentException.class, () -> SenmlValue.Number.of(1, 401));
  }

  @Test
  public void baseValueAndBaseSumAreAdded() throws Exception {
    List<SenmlResolved> records =
        resolve(
            "[{\"bn\":\"a\",\"bv\":100.5,\"bs\":7,\"v\":0.25},{\"n\":\"b\"},"
                + "{\"n\":\"c\",\"s\":1},{\"n\":\"d\",\"vs\":\"x\"}]");
    assertEquals(SenmlValue.Number.of(10075, -2), records.get(0).value());
    assertEquals(BigDecimal.valueOf(7), records.get(0).sum());
    assertEquals(SenmlValue.Number.of(1005, -1), records.get(1).value());
    assertEquals(BigDecimal.valueOf(8), records.get(2).sum());
    assertEquals(new SenmlValue.Text("x"), records.get(3).value());
  }

  @Test
  public void timesBelowTheLimitAreRelativeToNow() throws Exception {
    List<SenmlResolved> records =
        resolve(
            "[{\"n\":\"a\",\"v\":1,\"t\":-10.5},{\"n\":\"b\",\"v\":1},"
                + "{\"n\":\"c\",\"v\":1,\"t\":268435455},{\"n\":\"d\",\"v\":1,\"t\":268435456}]");
    assertEquals(Instant.ofEpochSecond(268_435_456), records.get(0).time());
    assertEquals(NOW.minusMillis(10_500), records.get(1).time());
    assertEquals(NOW, records.get(2).time());
    assertEquals(NOW.plusSeconds(268_435_455), records.get(3).time());
  }

  @Test
  public void anInstantWithFractionsComesBack() throws Exception {
    Instant instant = Instant.parse("2026-11-20T12:00:00.123456789Z");
    SenmlPack pack = SenmlPack.of(SenmlRecord.of("a", 1, 0, "W").at(instant));
    assertEquals(instant, SenmlCbor.decode(SenmlCbor.encode(pack)).resolve(NOW).get(0).time());
    assertEquals(instant, SenmlJson.decode(SenmlJson.encode(pack)).resolve(NOW).get(0).time());
  }

  @Test
  public void aRecordOfBaseFieldsOnlyIsNoReading() throws Exception {
    assertEquals(1, resolve("[{\"bn\":\"a:\",\"bu\":\"W\"},{\"n\":\"b\",\"v\":1}]").size());
  }

  @Test
  public void recordsAgainstTheRulesAreRefused() {
    refusesJson(1, 1, "[{\"v\":1}]");
    refusesJson(1, 1, "[{\"n\":\"1-0:1.8.0*255\",\"v\":1}]");
    refusesJson(1, 1, "[{\"n\":\"-a\",\"v\":1}]");
    refusesJson(1, 1, "[{\"n\":\"a\"}]");
    refusesJson(1, 1, "[{\"n\":\"a\",\"v\":1,\"vb\":true}]");
    refusesJson(1, 1, "[{\"n\":\"a\",\"v\":1,\"bver\":11}]");
    refusesJson(13, 13, "[{\"bver\":10},{\"bver\":9}]");
    refusesJson(1, 1, "[{\"n\":\"a\",\"v\":1,\"t\":1e300}]");
    assertThrows(
        IllegalArgumentException.class, () -> SenmlPack.of(SenmlRecord.of("a*", 1, 0, "W")));
    assertThrows(IllegalArgumentException.class, () -> new SenmlValue.Text("\ud83d"));
  }

  @Test
  public void unknownLabelsAreIgnoredUnlessTheyMustBeUnderstood() throws Exception {
    assertEquals(1, resolve("[{\"n\":\"a\",\"v\":1,\"x\":{\"y\":[1,2]}}]").size());
    refusesJson(14, 16, "[{\"n\":\"a\",\"v\":1,\"x_\":2}]");
    // {0: "a", 2: 1, "x": [1]}, and the same with "x_"; a known label as text; an unknown number.
    assertEquals(1, cbor("81a3006161020161788101").records().size());
    refusesCbor("81a3006161020162785f01", 7);
    refusesCbor("81a2006161617601", 5);
    assertEquals(1, cbor("81a300616102011863f5").records().size());
  }

  @Test
  public void damagedJsonIsRefusedWithItsOffset() {
    refusesJson(0, 0, "");
    refusesJson(0, 0, "{}");
    refusesJson(1, 1, "[1]");
    refusesJson(2, 2, "[]x");
    refusesJson(2, 3, "[] []");
    refusesJson(11, 12, "[{\"n\":\"a\", \"n\":\"b\",\"v\":1}]");
    refusesJson(6, 6, "[{\"n\":1,\"v\":1}]");
    refusesJson(6, 6, "[{\"v\":\"1\",\"n\":\"a\"}]");
    refusesJson(7, 7, "[{\"vb\":1,\"n\":\"a\"}]");
    refusesJson(7, 7, "[{\"vd\":\"*\",\"n\":\"a\"}]");
    refusesJson(9, 9, "[{\"bver\":1.5,\"n\":\"a\"}]");
    refusesJson(0, 12, "[[[[[[[[[[[[]]]]]]]]]]]]");
    refusesJson(1, 1, "[{\"n\":\"a\",\"vs\":\"\\ud800\"}]");
    byte[] utf16 = "[]".getBytes(StandardCharsets.UTF_16LE);
    assertThrows(MalformedTelegramException.class, () -> SenmlJson.decode(utf16));
    byte[] mark = "\ufeff[]".getBytes(StandardCharsets.UTF_8);
    assertThrows(MalformedTelegramException.class, () -> SenmlJson.decode(mark));
  }

  @Test
  public void aRefusalDoesNotQuoteTheInput() {
    MalformedTelegramException e =
        assertThrows(
            MalformedTelegramException.class,
            () -> SenmlJson.decode("[{secret}]".getBytes(StandardCharsets.UTF_8)));
    assertTrue(!e.getMessage().contains("secret"));
  }

  @Test
  public void floatsAreRefusedWhereValuesAreBilled() throws Exception {
    byte[] half = Hex.parse("81a200616102f93e00");
    assertEquals(SenmlValue.Number.of(15, -1), SenmlCbor.decode(half).records().get(0).value());
    SenmlLimits exact = SenmlLimits.DEFAULT.withoutFloats();
    assertEquals(
        6,
        assertThrows(MalformedTelegramException.class, () -> SenmlCbor.decode(half, exact))
            .offset());
    refusesCbor("81a200616102f97e00", 6);
    refusesCbor("81a200616102c24101", 6);
    refusesCbor("81a200616102c4821903e801", 8);
  }

  @Test
  public void limitsHold() {
    SenmlLimits limits = new SenmlLimits(100, 2, 10, SenmlLimits.Floats.AS_DECIMAL);
    String three = "[{\"n\":\"a\",\"v\":1},{\"n\":\"a\",\"v\":1},{\"n\":\"a\",\"v\":1}]";
    refusesJson(limits, 33, three);
    refusesJson(limits, 15, "[{\"n\":\"a\",\"vs\":\"" + "x".repeat(11) + "\"}]");
    refusesJson(limits, 0, "[" + " ".repeat(100) + "]");
    byte[] cbor = Hex.parse("83" + "a20061610201".repeat(3));
    assertEquals(
        13,
        assertThrows(MalformedTelegramException.class, () -> SenmlCbor.decode(cbor, limits))
            .offset());
    assertThrows(IllegalArgumentException.class, () -> new SenmlLimits(0, 1, 1, null));
  }

  @Test
  public void theLabelsAreThoseOfTheStandardsTables() {
    String[] table = {
      "bn -2", "bt -3", "bu -4", "bv -5", "bs -6", "bver -1", "n 0", "u 1", "v 2", "vs 3", "vb 4",
      "vd 8", "s 5", "t 6", "ut 7"
    };
    for (int i = 0; i < table.length; i++) {
      SenmlLabel label = SenmlLabel.values()[i];
      assertEquals(table[i], label.json + " " + label.cbor);
    }
    assertEquals(table.length, SenmlLabel.values().length);
    assertEquals(110, SenmlFormat.JSON);
    assertEquals(112, SenmlFormat.CBOR);
  }

  private static String json(SenmlPack pack) {
    return new String(SenmlJson.encode(pack), StandardCharsets.UTF_8);
  }

  private static List<SenmlResolved> resolve(String json) throws MalformedTelegramException {
    return SenmlJson.decode(json.getBytes(StandardCharsets.UTF_8)).resolve(NOW);
  }

  private static SenmlPack cbor(String hex) throws MalformedTelegramException {
    return SenmlCbor.decode(Hex.parse(hex));
  }

  private static void refusesJson(int from, int to, String json) {
    MalformedTelegramException e =
        assertThrows(
            json,
            MalformedTelegramException.class,
            () -> SenmlJson.decode(json.getBytes(StandardCharsets.UTF_8)));
    assertTrue(json + ": " + e.getMessage(), e.offset() >= from && e.offset() <= to);
  }

  private static void refusesJson(SenmlLimits limits, int offset, String json) {
    MalformedTelegramException e =
        assertThrows(
            json,
            MalformedTelegramException.class,
            () -> SenmlJson.decode(json.getBytes(StandardCharsets.UTF_8), limits));
    assertEquals(json + ": " + e.getMessage(), offset, e.offset());
  }

  private static void refusesCbor(String hex, int offset) {
    MalformedTelegramException e =
        assertThrows(hex, MalformedTelegramException.class, () -> cbor(hex));
    assertEquals(e.getMessage(), offset, e.offset());
  }
}
