package org.joulegate.codec.cbor;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.junit.Test;

/** The examples of RFC 8949 appendix A. */
public class CborVectorsTest {

  /** Deterministic items: encoding and value. */
  private static final Map<String, Object> DETERMINISTIC =
      Map.ofEntries(
          Map.entry("00", 0L),
          Map.entry("01", 1L),
          Map.entry("0a", 10L),
          Map.entry("17", 23L),
          Map.entry("1818", 24L),
          Map.entry("1819", 25L),
          Map.entry("1864", 100L),
          Map.entry("1903e8", 1000L),
          Map.entry("1a000f4240", 1_000_000L),
          Map.entry("1b000000e8d4a51000", 1_000_000_000_000L),
          Map.entry("20", -1L),
          Map.entry("29", -10L),
          Map.entry("3863", -100L),
          Map.entry("3903e7", -1000L),
          Map.entry("f4", false),
          Map.entry("f5", true),
          Map.entry("f6", RandomItems.NULL),
          Map.entry("40", octets("")),
          Map.entry("4401020304", octets("01020304")),
          Map.entry("60", ""),
          Map.entry("6161", "a"),
          Map.entry("6449455446", "IETF"),
          Map.entry("62225c", "\"\\"),
          Map.entry("62c3bc", "\u00fc"),
          Map.entry("63e6b0b4", "\u6c34"),
          Map.entry("64f0908591", "\ud800\udd51"),
          Map.entry("80", List.of()),
          Map.entry("83010203", List.of(1L, 2L, 3L)),
          Map.entry("8301820203820405", List.of(1L, List.of(2L, 3L), List.of(4L, 5L))),
          Map.entry("a0", Map.of()),
          Map.entry("a201020304", Map.of(1L, 2L, 3L, 4L)),
          Map.entry("a26161016162820203", Map.of("a", 1L, "b", List.of(2L, 3L))),
          Map.entry("826161a161626163", List.of("a", Map.of("b", "c"))),
          Map.entry("c11a514b67b0", new RandomItems.Tagged(1, 1_363_896_240L)),
          Map.entry("d74401020304", new RandomItems.Tagged(23, octets("01020304"))),
          Map.entry("d818456449455446", new RandomItems.Tagged(24, octets("6449455446"))));

  /** Numbers in the shortest float that holds them: encoding and value. */
  private static final Map<String, Double> FLOATS =
      Map.ofEntries(
          Map.entry("f90000", 0.0),
          Map.entry("f98000", -0.0),
          Map.entry("f93c00", 1.0),
          Map.entry("fb3ff199999999999a", 1.1),
          Map.entry("f93e00", 1.5),
          Map.entry("f97bff", 65504.0),
          Map.entry("fa47c35000", 100000.0),
          Map.entry("fa7f7fffff", 3.4028234663852886e+38),
          Map.entry("fb7e37e43c8800759c", 1.0e+300),
          Map.entry("f90001", 5.960464477539063e-8),
          Map.entry("f90400", 0.00006103515625),
          Map.entry("f9c400", -4.0),
          Map.entry("fbc010666666666666", -4.1),
          Map.entry("f97c00", Double.POSITIVE_INFINITY),
          Map.entry("f97e00", Double.NaN),
          Map.entry("f9fc00", Double.NEGATIVE_INFINITY));

  /** Well-formed, but not deterministic: encoding and value. */
  private static final Map<String, Object> LENIENT_ONLY =
      Map.ofEntries(
          Map.entry("fa7f800000", Double.POSITIVE_INFINITY),
          Map.entry("fb7ff0000000000000", Double.POSITIVE_INFINITY),
          Map.entry("fa7fc00000", Double.NaN),
          Map.entry("5f42010243030405ff", octets("0102030405")),
          Map.entry("7f657374726561646d696e67ff", "streaming"),
          Map.entry("9fff", List.of()),
          Map.entry("9f018202039f0405ffff", List.of(1L, List.of(2L, 3L), List.of(4L, 5L))),
          Map.entry("83018202039f0405ff", List.of(1L, List.of(2L, 3L), List.of(4L, 5L))),
          Map.entry("bf61610161629f0203ffff", Map.of("a", 1L, "b", List.of(2L, 3L))),
          Map.entry("826161bf61626163ff", List.of("a", Map.of("b", "c"))),
          Map.entry("bf6346756ef563416d7421ff", Map.of("Fun", true, "Amt", -2L)),
          Map.entry("1800", 0L),
          Map.entry("1b0000000000000001", 1L),
          Map.entry("5800", octets("")),
          Map.entry("a203040102", Map.of(1L, 2L, 3L, 4L)));

  @Test
  public void deterministicItemsAreReadAndWrittenAsInTheStandard() throws Exception {
    for (Map.Entry<String, Object> vector : DETERMINISTIC.entrySet()) {
      assertEquals(vector.getKey(), vector.getValue(), read(vector.getKey(), true));
      assertEquals(vector.getKey(), vector.getValue(), read(vector.getKey(), false));
      assertEquals(
          vector.getKey(),
          Hex.format(RandomItems.write(vector.getValue())).toLowerCase(Locale.ROOT));
    }
  }

  @Test
  public void floatsOfAllWidthsHaveTheValuesOfTheStandard() throws Exception {
    for (Map.Entry<String, Double> vector : FLOATS.entrySet()) {
      assertEquals(vector.getKey(), vector.getValue(), read(vector.getKey(), true));
    }
  }

  @Test
  public void otherFormsAreReadLenientlyAndRefusedStrictly() throws Exception {
    for (Map.Entry<String, Object> vector : LENIENT_ONLY.entrySet()) {
      assertEquals(vector.getKey(), vector.getValue(), read(vector.getKey(), false));
      assertThrows(
          vector.getKey(), MalformedTelegramException.class, () -> read(vector.getKey(), true));
    }
  }

  /** RFC 8949 appendix F: inputs that are not well-formed. */
  @Test
  public void whatIsNotWellFormedIsRefusedInBothModes() {
    List<String> bad =
        List.of(
            "",
            "18",
            "19",
            "1a",
            "1b",
            "1901",
            "1a0102",
            "1b01020304050607",
            "38",
            "58",
            "78",
            "98",
            "9a01ff00",
            "b8",
            "d8",
            "f8",
            "f900",
            "fa0000",
            "fb000000",
            "41",
            "61",
            "5affffffff00",
            "5bffffffffffffffff010203",
            "7affffffff00",
            "7b7fffffffffffffff010203",
            "81",
            "818181818181818181",
            "8200",
            "a1",
            "a20102",
            "a100",
            "a2000000",
            "c0",
            "9f",
            "9f0102",
            "bf",
            "bf01020102",
            "819f",
            "9f8000",
            "9f9f9f9f9fffffffff",
            "5f4100",
            "1c",
            "1d",
            "1e",
            "3c",
            "5c",
            "7c",
            "9c",
            "bc",
            "dc",
            "fc",
            "fd",
            "fe",
            "f800",
            "f818",
            "f81f",
            "5f00ff",
            "5f21ff",
            "5f6100ff",
            "5f80ff",
            "5fa0ff",
            "5fc000ff",
            "5fe0ff",
            "7f4100ff",
            "5f5f4100ffff",
            "7f7f6100ffff",
            "ff",
            "81ff",
            "8200ff",
            "a1ff",
            "a1ff00",
            "a100ff",
            "a20000ff",
            "9f81ff",
            "9f829f819f9fffffffff",
            "bf00ff",
            "bf000000ff",
            "1f",
            "3f",
            "df");
    for (String hex : bad) {
      assertThrows(hex, MalformedTelegramException.class, () -> read(hex, true));
      assertThrows(hex, MalformedTelegramException.class, () -> read(hex, false));
    }
  }

  private static Object read(String hex, boolean strict) throws MalformedTelegramException {
    byte[] bytes = Hex.parse(hex);
    CborReader reader = strict ? CborReader.strict(bytes) : CborReader.lenient(bytes);
    Object item = RandomItems.read(reader);
    reader.requireEnd();
    return item;
  }

  private static RandomItems.Octets octets(String hex) {
    return RandomItems.Octets.of(Hex.parse(hex));
  }
}
