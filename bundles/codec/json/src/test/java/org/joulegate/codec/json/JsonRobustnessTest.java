package org.joulegate.codec.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.junit.Test;

/** Properties that hold for every object, shown on random ones with a fixed seed. */
public class JsonRobustnessTest {

  private static final int ROUNDS = 2_000;

  @Test
  public void readingIsTheInverseOfWritingInBothForms() throws Exception {
    Random random = new Random(8259);
    for (int i = 0; i < ROUNDS; i++) {
      JsonObject object = RandomValues.object(random, 4);
      String compact = RandomValues.write(JsonWriter.compact(), object);
      String indented = RandomValues.write(JsonWriter.indented(), object);
      JsonObject read = JsonReader.readObject(compact, JsonLimits.DEFAULT);
      assertEquals(object, read);
      assertEquals(object, JsonReader.readObject(indented, JsonLimits.DEFAULT));
      assertEquals(compact, RandomValues.write(JsonWriter.compact(), read));
    }
  }

  @Test
  public void everyStringSurvivesUtf8() {
    Random random = new Random(3629);
    for (int i = 0; i < ROUNDS; i++) {
      String text = RandomValues.write(JsonWriter.compact(), RandomValues.object(random, 2));
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertEquals(text, new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Test
  public void everyTruncationIsRefusedWithinTheText() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      JsonWriter writer = i % 2 == 0 ? JsonWriter.compact() : JsonWriter.indented();
      String text = RandomValues.write(writer, RandomValues.object(random, 3));
      for (int length = 0; length < text.length(); length++) {
        String cut = text.substring(0, length);
        JsonException refused =
            assertThrows(
                cut, JsonException.class, () -> JsonReader.readObject(cut, JsonLimits.DEFAULT));
        assertEquals(cut, Math.min(refused.offset(), length), refused.offset());
      }
    }
  }

  @Test
  public void everySingleBitFlipEndsWithAnObjectOrARefusal() {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      String text = RandomValues.write(JsonWriter.compact(), RandomValues.object(random, 3));
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (int bit = 0; bit < 8 * bytes.length; bit++) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        JsonFuzz.fuzzerTestOneInput(bytes);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
  }

  @Test
  public void randomCharactersOfTheGrammarEndWithAnObjectOrARefusal() {
    String alphabet = "{}[]\",:\\u0019eE+-. \ntruefalsn/\u0001\ud83d";
    Random random = new Random(1);
    for (int i = 0; i < 50 * ROUNDS; i++) {
      StringBuilder text = new StringBuilder("{\"");
      for (int length = random.nextInt(24); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      JsonFuzz.read(text.toString(), i % 2 == 0 ? JsonLimits.DEFAULT : JsonLimits.FLAT);
    }
  }
}
