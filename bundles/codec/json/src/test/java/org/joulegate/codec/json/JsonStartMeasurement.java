package org.joulegate.codec.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import org.joulegate.codec.json.JsonValue.JsonString;

/**
 * How long the first request of a process takes to be read and answered, class loading included, in
 * microseconds: with this bundle, or with the argument {@code jackson} with Jackson's streaming
 * core.
 */
public final class JsonStartMeasurement {

  private static final String REQUEST = "{\"id\":\"a\",\"hex\":\"1b1b1b1b01010101\"}";

  private JsonStartMeasurement() {}

  /** Measures once: only the first time in a process counts. */
  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    String answer = args.length > 0 ? withJackson() : withOurs();
    long micros = (System.nanoTime() - start) / 1_000;
    if (!answer.equals("{\"id\":\"a\",\"ok\":true}")) {
      throw new AssertionError(answer);
    }
    System.out.println(micros);
  }

  private static String withOurs() throws JsonException {
    JsonValue id = JsonReader.readObject(REQUEST, JsonLimits.FLAT).members().get("id");
    return JsonWriter.compact()
        .beginObject()
        .member("id", ((JsonString) id).value())
        .member("ok", true)
        .endObject()
        .text();
  }

  private static String withJackson() throws IOException {
    JsonFactory factory = new JsonFactory();
    String id = "";
    try (JsonParser parser = factory.createParser(REQUEST)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        id = name.equals("id") ? parser.getText() : id;
      }
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = factory.createGenerator(text)) {
      generator.writeStartObject();
      generator.writeStringField("id", id);
      generator.writeBooleanField("ok", true);
      generator.writeEndObject();
    }
    return text.toString();
  }
}
