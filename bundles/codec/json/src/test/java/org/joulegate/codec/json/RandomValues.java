package org.joulegate.codec.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.joulegate.codec.json.JsonValue.JsonArray;
import org.joulegate.codec.json.JsonValue.JsonName;
import org.joulegate.codec.json.JsonValue.JsonNumber;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.joulegate.codec.json.JsonValue.JsonString;

/** Random values, and any value through the writer. */
final class RandomValues {

  private RandomValues() {}

  static JsonObject object(Random random, int depth) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      members.put(text(random), value(random, depth));
    }
    return new JsonObject(members);
  }

  private static JsonValue value(Random random, int depth) {
    switch (random.nextInt(depth > 0 ? 5 : 3)) {
      case 0:
        return new JsonString(text(random));
      case 1:
        return new JsonNumber(Long.toString(random.nextLong() >> random.nextInt(64)));
      case 2:
        return JsonName.values()[random.nextInt(3)];
      case 3:
        return object(random, depth - 1);
      default:
        List<JsonValue> elements = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          elements.add(value(random, depth - 1));
        }
        return new JsonArray(elements);
    }
  }

  /** Characters of all kinds, half of them below 128, lone surrogates among the others. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return text.toString();
  }

  static String write(JsonWriter json, JsonValue value) {
    put(json, value);
    return json.text();
  }

  private static void put(JsonWriter json, JsonValue value) {
    if (value instanceof JsonObject object) {
      json.beginObject();
      object.members().forEach((name, member) -> put(json.name(name), member));
      json.endObject();
    } else if (value instanceof JsonArray array) {
      json.beginArray();
      array.elements().forEach(element -> put(json, element));
      json.endArray();
    } else if (value instanceof JsonString string) {
      json.value(string.value());
    } else if (value instanceof JsonNumber number) {
      json.value(Long.parseLong(number.digits()));
    } else if (value == JsonName.NULL) {
      json.value((String) null);
    } else {
      json.value(value == JsonName.TRUE);
    }
  }
}
