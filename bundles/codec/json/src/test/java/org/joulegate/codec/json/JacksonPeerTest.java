package org.joulegate.codec.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Random;
import org.junit.Test;

/**
 * Jackson's streaming core in its strict form takes and refuses the same texts. There is one
 * difference: it refuses lone surrogates in names, but not in strings (RFC 8259, section 8.2 leaves
 * both open), so there are none in these texts.
 */
public class JacksonPeerTest {

  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String ALPHABET = "{}[]\",:\\u0019eE+-. \ntrue/";

  @Test
  public void changedTextsAreTakenByBothOrByNone() {
    Random random = new Random(7159);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      JsonWriter writer = i % 2 == 0 ? JsonWriter.compact() : JsonWriter.indented();
      String text = RandomValues.write(writer, RandomValues.object(random, 2));
      StringBuilder changed = new StringBuilder(text.replaceAll("\\\\ud[89a-f]..", ""));
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        int at = random.nextInt(changed.length());
        String with = String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        changed.replace(at, at + random.nextInt(2), with);
      }
      boolean ours = isTakenByUs(changed.toString());
      assertEquals(changed.toString(), isTakenByJackson(changed.toString()), ours);
      taken += ours ? 1 : 0;
    }
    assertTrue("both outcomes happen: " + taken, taken > 5_000 && taken < 15_000);
  }

  private static boolean isTakenByUs(String text) {
    try {
      JsonReader.readObject(text, JsonLimits.DEFAULT);
      return true;
    } catch (JsonException e) {
      return false;
    }
  }

  private static boolean isTakenByJackson(String text) {
    try (JsonParser parser = JACKSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
