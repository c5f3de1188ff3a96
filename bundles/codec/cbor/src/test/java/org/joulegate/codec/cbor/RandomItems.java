package org.joulegate.codec.cbor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.joulegate.codec.bytes.MalformedTelegramException;

/** Random items as plain Java values, written and read with the codec under test. */
final class RandomItems {

  /** A tagged item. */
  record Tagged(long tag, Object item) {}

  /** A byte string, comparable by content. */
  record Octets(List<Byte> bytes) {
    static Octets of(byte[] array) {
      List<Byte> list = new ArrayList<>();
      for (byte b : array) {
        list.add(b);
      }
      return new Octets(list);
    }

    byte[] toArray() {
      byte[] array = new byte[bytes.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = bytes.get(i);
      }
      return array;
    }
  }

  /** CBOR's null, which a map of Java would not tell from a missing key. */
  static final Object NULL = "null-marker".toCharArray();

  private RandomItems() {}

  static Object next(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> integer(random);
      case 1 -> text(random);
      case 2 -> Octets.of(bytes(random));
      case 3 -> random.nextBoolean();
      case 4 -> NULL;
      case 5 -> list(random, depth);
      case 6 -> map(random, depth);
      default -> new Tagged(integer(random) & Long.MAX_VALUE, next(random, depth - 1));
    };
  }

  static long integer(Random random) {
    return random.nextLong() >> random.nextInt(64);
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(Random random) {
    int[] points =
        random
            .ints(random.nextInt(30), 0, 0x11000)
            .filter(c -> c < 0xD800 || c > 0xDFFF)
            .map(c -> random.nextInt(3) == 0 ? c : c & 0x7F)
            .toArray();
    return new String(points, 0, points.length);
  }

  private static List<Object> list(Random random, int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      list.add(next(random, depth - 1));
    }
    return list;
  }

  private static Map<Object, Object> map(Random random, int depth) {
    Map<Object, Object> map = new HashMap<>();
    for (int i = random.nextInt(10); i > 0; i--) {
      Object key = random.nextBoolean() ? (Object) integer(random) : text(random);
      map.put(key, next(random, depth - 1));
    }
    return map;
  }

  static byte[] write(Object item) {
    CborWriter writer = new CborWriter();
    write(writer, item);
    return writer.toByteArray();
  }

  private static void write(CborWriter writer, Object item) {
    if (item == NULL) {
      writer.writeNull();
    } else if (item instanceof Long value) {
      writer.writeInteger(value);
    } else if (item instanceof String value) {
      writer.writeText(value);
    } else if (item instanceof Octets value) {
      writer.writeBytes(value.toArray());
    } else if (item instanceof Boolean value) {
      writer.writeBoolean(value);
    } else if (item instanceof Tagged value) {
      writer.writeTag(value.tag());
      write(writer, value.item());
    } else if (item instanceof List<?> value) {
      writer.beginArray(value.size());
      value.forEach(element -> write(writer, element));
    } else {
      writeMap(writer, (Map<?, ?>) item);
    }
  }

  private static void writeMap(CborWriter writer, Map<?, ?> map) {
    TreeMap<Long, Object> integers = new TreeMap<>(CborKeyOrder.INTEGERS);
    TreeMap<String, Object> texts = new TreeMap<>(CborKeyOrder.TEXTS);
    map.forEach(
        (key, value) -> {
          if (key instanceof Long number) {
            integers.put(number, value);
          } else {
            texts.put((String) key, value);
          }
        });
    writer.beginMap(map.size());
    integers.forEach(
        (key, value) -> {
          writer.writeInteger(key);
          write(writer, value);
        });
    texts.forEach(
        (key, value) -> {
          writer.writeText(key);
          write(writer, value);
        });
  }

  static Object read(CborReader reader) throws MalformedTelegramException {
    return switch (reader.peek()) {
      case INTEGER -> reader.readInteger();
      case BYTES -> Octets.of(reader.readBytes());
      case TEXT -> reader.readText();
      case BOOLEAN -> reader.readBoolean();
      case NULL -> {
        reader.readNull();
        yield NULL;
      }
      case FLOAT -> reader.readFloat();
      case TAG -> new Tagged(reader.readTag(), read(reader));
      case ARRAY -> readList(reader);
      case MAP -> readMap(reader);
      case OTHER, END -> {
        reader.skip();
        yield NULL;
      }
    };
  }

  private static List<Object> readList(CborReader reader) throws MalformedTelegramException {
    List<Object> list = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      list.add(read(reader));
    }
    reader.end();
    return list;
  }

  private static Map<Object, Object> readMap(CborReader reader) throws MalformedTelegramException {
    Map<Object, Object> map = new HashMap<>();
    reader.beginMap();
    while (reader.hasNext()) {
      Object key = read(reader);
      map.put(key, read(reader));
    }
    reader.end();
    return map;
  }
}
