package org.joulegate.codec.cbor;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

/** An independent implementation reads what we write, and writes what we read. */
public class JacksonPeerTest {

  private static final CBORFactory JACKSON = new CBORFactory();

  @Test
  public void jacksonReadsTheTokensThatWeWrote() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      Object item = withoutTags(RandomItems.next(random, 3));
      StringBuilder ours = new StringBuilder();
      describe(item, ours);
      assertEquals(ours.toString(), jacksonTokens(RandomItems.write(item)));
    }
  }

  @Test
  public void weReadAReadingThatJacksonWrote() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CBORGenerator generator = JACKSON.createGenerator(out)) {
      generator.writeStartArray();
      generator.writeNumber(13_130_400L);
      generator.writeStartObject();
      generator.writeStringField("unit", "Wh");
      generator.writeBooleanField("valid", true);
      generator.writeEndObject();
      generator.writeEndArray();
    }
    // Jackson's containers have an indefinite length unless told otherwise.
    assertEquals(
        List.of(13_130_400L, Map.of("unit", "Wh", "valid", true)),
        RandomItems.read(CborReader.lenient(out.toByteArray())));
  }

  /** Jackson gives some tags a meaning and refuses those beyond 31 bits. */
  private static Object withoutTags(Object item) {
    if (item instanceof RandomItems.Tagged tagged) {
      return withoutTags(tagged.item());
    }
    if (item instanceof List<?> list) {
      return list.stream().map(JacksonPeerTest::withoutTags).toList();
    }
    if (item instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new HashMap<>();
      map.forEach((key, value) -> copy.put(key, withoutTags(value)));
      return copy;
    }
    return item;
  }

  private static void describe(Object item, StringBuilder out) {
    if (item == RandomItems.NULL) {
      out.append("null ");
    } else if (item instanceof RandomItems.Octets octets) {
      out.append(octets.bytes()).append(' ');
    } else if (item instanceof List<?> list) {
      list.forEach(element -> describe(element, out));
      out.append("] ");
    } else if (item instanceof Map<?, ?> map) {
      out.append(map.size()).append("} ");
    } else {
      out.append(item).append(' ');
    }
  }

  private static String jacksonTokens(byte[] encoded) throws Exception {
    StringBuilder out = new StringBuilder();
    try (CBORParser parser = JACKSON.createParser(encoded)) {
      while (parser.nextToken() != null) {
        describe(parser, out);
      }
    }
    return out.toString();
  }

  private static void describe(CBORParser parser, StringBuilder out) throws Exception {
    switch (parser.currentToken()) {
      case VALUE_NULL -> out.append("null ");
      case VALUE_EMBEDDED_OBJECT ->
          out.append(RandomItems.Octets.of(parser.getBinaryValue()).bytes()).append(' ');
      case END_ARRAY -> out.append("] ");
      case START_OBJECT -> out.append(countPairs(parser)).append("} ");
      case START_ARRAY -> {}
      default -> out.append(parser.getText()).append(' ');
    }
  }

  private static int countPairs(CBORParser parser) throws Exception {
    int pairs = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      pairs++;
      parser.nextToken();
      parser.skipChildren();
    }
    return pairs;
  }
}
