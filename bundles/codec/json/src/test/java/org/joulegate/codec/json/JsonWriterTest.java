package org.joulegate.codec.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;

public class JsonWriterTest {

  @Test
  public void theCompactFormHasNoBlanks() {
    assertEquals(
        "{\"a\":[1,true,{},[]],\"b\":null,\"c\":\"2026-06-01T12:00:00Z\"}",
        example(JsonWriter.compact()));
  }

  @Test
  public void theIndentedFormHasALineForEachValue() {
    assertEquals(
        """
        {
          "a": [
            1,
            true,
            {},
            []
          ],
          "b": null,
          "c": "2026-06-01T12:00:00Z"
        }\
        """,
        example(JsonWriter.indented()));
  }

  private static String example(JsonWriter json) {
    json.beginObject().name("a").beginArray().value(1).value(true);
    json.beginObject().endObject().beginArray().endArray().endArray();
    json.member("b", (String) null).member("c", Instant.parse("2026-06-01T12:00:00Z"));
    return json.endObject().text();
  }

  @Test
  public void aValueOfAnyKindMayStandAlone() {
    assertEquals("\"a\"", JsonWriter.compact().value("a").text());
    assertEquals("-9223372036854775808", JsonWriter.compact().value(Long.MIN_VALUE).text());
    assertEquals("false", JsonWriter.indented().value(false).text());
    assertEquals("[]", JsonWriter.indented().beginArray().endArray().text());
  }

  @Test
  public void whatMayNotStandInAStringIsEscapedAndNothingElse() {
    for (int c = 0; c <= 0xFFFF; c++) {
      String wanted = Character.toString((char) c);
      if (c == '"' || c == '\\') {
        wanted = "\\" + wanted;
      } else if (c < 0x20 || (c >= 0xD800 && c <= 0xDFFF)) {
        wanted = String.format("\\u%04x", c);
      }
      String text = JsonWriter.compact().value(Character.toString((char) c)).text();
      assertEquals('"' + wanted + '"', text);
    }
  }

  @Test
  public void namesAreEscapedAsStringsAre() {
    assertEquals(
        "{\"\\\"\\u000a\":1}",
        JsonWriter.compact().beginObject().member("\"\n", 1).endObject().text());
  }

  @Test
  public void callsThatMakeNoJsonAreFaults() {
    List<Consumer<JsonWriter>> wrong =
        List.of(
            json -> json.text(),
            json -> json.name("a"),
            json -> json.endObject(),
            json -> json.value(1).value(2),
            json -> json.value(1).beginArray(),
            json -> json.beginObject().text(),
            json -> json.beginObject().value(1),
            json -> json.beginObject().endArray(),
            json -> json.beginObject().name("a").name("b"),
            json -> json.beginObject().name("a").endObject(),
            json -> json.beginArray().name("a"),
            json -> json.beginArray().endObject(),
            json -> json.beginArray().endArray().endArray());
    for (int i = 0; i < wrong.size(); i++) {
      Consumer<JsonWriter> calls = wrong.get(i);
      assertThrows(
          "case " + i, IllegalStateException.class, () -> calls.accept(JsonWriter.compact()));
    }
  }

  @Test
  public void aTreeIsWrittenAsItWasRead() throws JsonException {
    String text = "{\"a\":[1.10,\"x\",null,true,{}],\"b\":{\"c\":[]}}";
    JsonValue tree = JsonReader.readObject(text, JsonLimits.DEFAULT);
    assertEquals(text, JsonWriter.compact().value(tree).text());
  }
}
