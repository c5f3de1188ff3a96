package org.joulegate.codec.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.joulegate.codec.json.JsonValue.JsonArray;
import org.joulegate.codec.json.JsonValue.JsonName;
import org.joulegate.codec.json.JsonValue.JsonNumber;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.joulegate.codec.json.JsonValue.JsonString;
import org.junit.Test;

public class JsonReaderTest {

  @Test
  public void everyKindOfValueIsRead() throws Exception {
    assertEquals(
        new JsonObject(
            Map.of(
                "s", new JsonString("a"),
                "n", new JsonNumber("-1.50e+3"),
                "t", JsonName.TRUE,
                "f", JsonName.FALSE,
                "x", JsonName.NULL,
                "o", new JsonObject(Map.of()),
                "l", new JsonArray(List.of(new JsonNumber("0"), new JsonArray(List.of()))))),
        read(
            " {\"s\" : \"a\",\t\"n\":-1.50e+3,\r\n\"t\":true,\"f\":false ,\"x\":null,"
                + "\"o\":{ },\"l\":[ 0 , [ ] ] } "));
  }

  @Test
  public void membersKeepTheirOrder() throws Exception {
    assertEquals(
        List.of("b", "a", "", "c"),
        List.copyOf(read("{\"b\":1,\"a\":1,\"\":1,\"c\":1}").members().keySet()));
  }

  @Test
  public void aMemberIsAskedForAsWhatItShouldBe() throws Exception {
    JsonObject object =
        read("{\"s\":\"a\",\"n\":1.0,\"t\":true,\"x\":null,\"o\":{\"p\":2},\"l\":[3]}");
    assertEquals("a", object.text("s"));
    assertEquals("1.0", object.text("n"));
    assertEquals("true", object.text("t"));
    assertEquals("2", object.object("o").text("p"));
    assertEquals(List.of(new JsonNumber("3")), object.elements("l"));
    for (String name : List.of("x", "o", "l", "none")) {
      assertNull(name, object.text(name));
    }
    assertTrue(object.object("l").members().isEmpty());
    assertTrue(object.elements("o").isEmpty());
  }

  @Test
  public void everyEscapeOfSection7IsRead() throws Exception {
    assertEquals("\"\\/\b\f\n\r\t", string("\\\"\\\\\\/\\b\\f\\n\\r\\t"));
    assertEquals("\u0000é\u2028ÿ", string("\\u0000\\u00e9\\u2028\\u00FF"));
    assertEquals("/\u007fé€", string("/\u007fé€"));
  }

  @Test
  public void surrogatesAreReadInPairsAndAlone() throws Exception {
    assertEquals("\ud834\udd1e", string("\\uD834\\uDd1e"));
    assertEquals("\ud834\udd1e", string("\ud834\udd1e"));
    assertEquals("\udd1ex\ud834", string("\\udd1ex\\ud834"));
  }

  @Test
  public void numbersKeepTheirDigits() throws Exception {
    for (String digits :
        List.of(
            "0",
            "-0",
            "7",
            "10",
            "-12",
            "0.5",
            "1.10",
            "1e5",
            "1E-05",
            "-0.0e+00",
            "123456789012345678901234567890.000000000000000000001")) {
      assertEquals(new JsonNumber(digits), read("{\"n\":" + digits + "}").members().get("n"));
    }
  }

  @Test
  public void whatBreaksTheGrammarIsRefusedWhereItDoes() {
    for (Map.Entry<String, Integer> bad : BAD.entrySet()) {
      JsonException refused =
          assertThrows(bad.getKey(), JsonException.class, () -> read(bad.getKey()));
      assertEquals(
          bad.getKey() + ": " + refused.getMessage(), (int) bad.getValue(), refused.offset());
    }
  }

  private static final Map<String, Integer> BAD =
      Map.ofEntries(
          Map.entry("", 0),
          Map.entry(" ", 1),
          Map.entry("[]", 0),
          Map.entry("\"a\"", 0),
          Map.entry("\ufeff{}", 0),
          Map.entry("{", 1),
          Map.entry("{,}", 1),
          Map.entry("{\"a\"}", 4),
          Map.entry("{\"a\":}", 5),
          Map.entry("{\"a\" 1}", 5),
          Map.entry("{\"a\":1,}", 7),
          Map.entry("{\"a\":1 \"b\":2}", 7),
          Map.entry("{\"a\":1} x", 8),
          Map.entry("{\"a\":1}{}", 7),
          Map.entry("{'a':1}", 1),
          Map.entry("{a:1}", 1),
          Map.entry("{1:1}", 1),
          Map.entry("{\"a\":1//b\n}", 5),
          Map.entry("{\"a\":[1,]}", 8),
          Map.entry("{\"a\":[,1]}", 6),
          Map.entry("{\"a\":[1}", 7),
          Map.entry("{\"a\":{]}", 6),
          Map.entry("{\"a\":01}", 5),
          Map.entry("{\"a\":-01}", 5),
          Map.entry("{\"a\":1.}", 5),
          Map.entry("{\"a\":.5}", 5),
          Map.entry("{\"a\":1e}", 5),
          Map.entry("{\"a\":1e+}", 5),
          Map.entry("{\"a\":1.5.5}", 5),
          Map.entry("{\"a\":-}", 5),
          Map.entry("{\"a\":+1}", 5),
          Map.entry("{\"a\":0x1}", 5),
          Map.entry("{\"a\":1\u0660}", 5),
          Map.entry("{\"a\":NaN}", 5),
          Map.entry("{\"a\":Infinity}", 5),
          Map.entry("{\"a\":nul}", 5),
          Map.entry("{\"a\":True}", 5),
          Map.entry("{\"a\":true\u00a0}", 5),
          Map.entry("{\"a\":1,\"a\":2}", 7),
          Map.entry("{\"a\":1,\"\\u0061\":2}", 7),
          Map.entry("{\"a\":\"\t\"}", 6),
          Map.entry("{\"a\":\"\u0000\"}", 6),
          Map.entry("{\"a\":\"\\x\"}", 7),
          Map.entry("{\"a\":\"\\U0041\"}", 7),
          Map.entry("{\"a\":\"\\u12\"}", 10),
          Map.entry("{\"a\":\"\\u12g4\"}", 10),
          Map.entry("{\"a\":\"\\u\u0661111\"}", 8),
          Map.entry("{\"a\":\"b", 7));

  @Test
  public void theMessageIsOneSentenceWithoutTheText() {
    JsonException refused = assertThrows(JsonException.class, () -> read("{\"secret\":hidden}"));
    assertEquals(
        "no JSON object: expected a string, a number, true, false or null at character 10",
        refused.getMessage());
    assertEquals("a string, a number, true, false or null", refused.expected());
    assertEquals(0, refused.getStackTrace().length);
  }

  @Test
  public void theDepthIsLimited() throws Exception {
    for (JsonLimits limits :
        List.of(
            JsonLimits.FLAT,
            new JsonLimits(2, 100),
            JsonLimits.DEFAULT,
            new JsonLimits(JsonLimits.MOST_DEPTH, 1 << 20))) {
      int depth = limits.depth();
      JsonReader.readObject(nested(depth), limits);
      JsonException refused =
          assertThrows(JsonException.class, () -> JsonReader.readObject(nested(depth + 1), limits));
      assertEquals(4 + depth, refused.offset());
    }
  }

  /** An object with {@code depth - 1} arrays in it, one within the other. */
  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + (depth == 1 ? "1}" : "}");
  }

  @Test
  public void theLengthIsLimited() throws Exception {
    JsonLimits limits = new JsonLimits(1, 8);
    assertTrue(JsonReader.readObject("{      }", limits).members().isEmpty());
    JsonException refused =
        assertThrows(JsonException.class, () -> JsonReader.readObject("{       }", limits));
    assertEquals(8, refused.offset());
    assertEquals("at most 8 characters", refused.expected());
  }

  @Test
  public void limitsOutsideTheirRangesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(501, 1));
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 0));
  }

  private static JsonObject read(String text) throws JsonException {
    return JsonReader.readObject(text, JsonLimits.DEFAULT);
  }

  private static String string(String inQuotes) throws JsonException {
    JsonValue value = read("{\"s\":\"" + inQuotes + "\"}").members().get("s");
    return ((JsonString) value).value();
  }
}
