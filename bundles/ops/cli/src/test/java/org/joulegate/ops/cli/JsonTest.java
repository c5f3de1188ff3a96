package org.joulegate.ops.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

public class JsonTest {

  @Test
  public void aFlatObjectIsRead() throws Exception {
    Map<String, String> members =
        JsonObject.parse(" {\"id\" : \"a\\\"\\u00e9\\n\", \"n\":-1.5e+3,\"b\":true, \"x\":null} ");
    assertEquals("a\"é\n", members.get("id"));
    assertEquals("-1.5e+3", members.get("n"));
    assertEquals("true", members.get("b"));
    assertTrue(members.containsKey("x"));
    assertNull(members.get("x"));
    assertTrue(JsonObject.parse("{}").isEmpty());
  }

  @Test
  public void whatIsNoFlatObjectIsRefused() {
    for (String line :
        List.of(
            "",
            "[]",
            "{",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{\"a\":1} x",
            "{'a':1}",
            "{\"a\":{}}",
            "{\"a\":[1]}",
            "{\"a\":01}",
            "{\"a\":1.}",
            "{\"a\":.5}",
            "{\"a\":1e}",
            "{\"a\":-}",
            "{\"a\":+1}",
            "{\"a\":nul}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":\"\t\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":\"\\u12g4\"}",
            "{\"a\":\"b")) {
      assertThrows(line, JsonObject.JsonException.class, () -> JsonObject.parse(line));
    }
  }

  @Test
  public void readingIsTheInverseOfWriting() throws Exception {
    Random random = new Random(8);
    for (int run = 0; run < 2000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
      }
      String line =
          new JsonWriter().open('{').name("t").value(text.toString()).close('}').toString();
      assertEquals(text.toString(), JsonObject.parse(line).get("t"));
    }
  }

  @Test
  public void commasStandBetweenMembersAndElements() {
    JsonWriter json = new JsonWriter().open('{').name("a").open('[').value(1).value(true);
    json.open('{').close('}').close(']').name("b").value((String) null).close('}');
    assertEquals("{\"a\":[1,true,{}],\"b\":null}", json.toString());
  }
}
