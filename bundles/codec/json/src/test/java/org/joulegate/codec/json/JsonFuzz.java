package org.joulegate.codec.json;

import java.nio.charset.StandardCharsets;
import org.joulegate.codec.json.JsonValue.JsonObject;

/**
 * Fuzz target for Jazzer: whatever the bytes are, reading them as UTF-8 ends with an object or with
 * a {@link JsonException} whose offset lies within the text.
 */
public final class JsonFuzz {

  private JsonFuzz() {}

  /** One input of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    read(new String(data, StandardCharsets.UTF_8), JsonLimits.DEFAULT);
  }

  static void read(String text, JsonLimits limits) {
    try {
      JsonObject object = JsonReader.readObject(text, limits);
      if (object.members().values().stream().anyMatch(member -> member == null)) {
        throw new AssertionError("a member without a value");
      }
    } catch (JsonException e) {
      if (e.offset() < 0 || e.offset() > text.length()) {
        throw new AssertionError("offset outside of the text: " + e.offset(), e);
      }
    }
  }
}
