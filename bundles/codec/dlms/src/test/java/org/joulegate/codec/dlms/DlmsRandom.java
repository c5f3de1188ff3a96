package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.dlms.DlmsData.TypeDescription;

/** Random data of every type, the same for the same seed. */
final class DlmsRandom {

  private static final DlmsType[] TYPES = DlmsType.values();
  private static final int DEEPEST = 4;

  private final Random random;

  DlmsRandom(long seed) {
    this.random = new Random(seed);
  }

  DlmsData data() {
    return data(0);
  }

  private DlmsData data(int depth) {
    DlmsType type = TYPES[random.nextInt(TYPES.length)];
    return switch (type) {
      case ARRAY -> depth < DEEPEST ? new DlmsData.Array(list(depth)) : scalar(DlmsType.LONG);
      case STRUCTURE ->
          depth < DEEPEST ? new DlmsData.Structure(list(depth)) : scalar(DlmsType.LONG64);
      case COMPACT_ARRAY -> compactArray();
      default -> scalar(type);
    };
  }

  private List<DlmsData> list(int depth) {
    List<DlmsData> list = new ArrayList<>();
    int count = random.nextInt(20) == 0 ? 200 : random.nextInt(6);
    for (int i = 0; i < count; i++) {
      list.add(data(count > 100 ? DEEPEST : depth + 1));
    }
    return list;
  }

  private DlmsData compactArray() {
    TypeDescription description = description(0);
    List<DlmsData> elements = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      elements.add(described(description));
    }
    return new DlmsData.CompactArray(description, elements);
  }

  /** The first part has a width, so that an element is never without bytes. */
  private TypeDescription description(int depth) {
    int kind = depth > 2 ? 0 : random.nextInt(4);
    if (kind == 1) {
      return new TypeDescription.ArrayOf(1 + random.nextInt(4), description(depth + 1));
    }
    if (kind == 2) {
      List<TypeDescription> parts = new ArrayList<>();
      parts.add(new TypeDescription.Simple(DlmsType.UNSIGNED));
      for (int i = random.nextInt(4); i > 0; i--) {
        parts.add(description(depth + 1));
      }
      return new TypeDescription.StructureOf(parts);
    }
    DlmsType type = TYPES[random.nextInt(TYPES.length)];
    boolean simple =
        type != DlmsType.ARRAY && type != DlmsType.STRUCTURE && type != DlmsType.COMPACT_ARRAY;
    return new TypeDescription.Simple(
        simple && (depth > 0 || type.width() != 0) ? type : DlmsType.LONG_UNSIGNED);
  }

  private DlmsData described(TypeDescription description) {
    if (description instanceof TypeDescription.Simple simple) {
      return scalar(simple.type());
    }
    List<DlmsData> elements = new ArrayList<>();
    if (description instanceof TypeDescription.ArrayOf array) {
      for (int i = 0; i < array.count(); i++) {
        elements.add(described(array.element()));
      }
      return new DlmsData.Array(elements);
    }
    for (TypeDescription part : ((TypeDescription.StructureOf) description).elements()) {
      elements.add(described(part));
    }
    return new DlmsData.Structure(elements);
  }

  private DlmsData scalar(DlmsType type) {
    return switch (type) {
      case NULL_DATA -> DlmsData.Empty.NULL_DATA;
      case DONT_CARE -> DlmsData.Empty.DONT_CARE;
      case BOOLEAN -> new DlmsData.Bool(random.nextBoolean());
      case BCD -> new DlmsData.Bcd(random.nextInt(256));
      case BIT_STRING -> {
        int count = random.nextInt(40);
        yield new DlmsData.BitString(count, bytes((count + 7) / 8));
      }
      case OCTET_STRING ->
          new DlmsData.Octets(bytes(random.nextInt(random.nextInt(10) == 0 ? 400 : 14)));
      case VISIBLE_STRING, UTF8_STRING -> new DlmsData.Text(type, bytes(random.nextInt(20)));
      case FLOAT32 -> new DlmsData.Real(type, random.nextInt() & 0xFFFFFFFFL);
      case FLOAT64 -> new DlmsData.Real(type, random.nextLong());
      case DATE_TIME, DATE, TIME -> new DlmsData.Moment(type, bytes(type.width()));
      default -> new DlmsData.Int(type, integer(type));
    };
  }

  private long integer(DlmsType type) {
    int unused = Long.SIZE - type.width() * Byte.SIZE;
    long value = random.nextLong() << unused;
    return type.signed() ? value >> unused : value >>> unused;
  }

  ByteSlice bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return ByteSlice.of(bytes);
  }
}
