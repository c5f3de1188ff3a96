package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.dlms.DlmsData.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Reads typed data (A-XDR, IEC 61334-6; the CHOICE Data of IEC 62056-5-3). */
final class DataReader extends AxdrReader {

  private static final DlmsData TRUE = new DlmsData.Bool(true);
  private static final DlmsData FALSE = new DlmsData.Bool(false);

  /** Every integer and enum by its byte: scalers and units, of which pushes are full. */
  private static final DlmsData[] INTEGERS = new DlmsData[0x100];

  private static final DlmsData[] ENUMS = new DlmsData[0x100];

  static {
    for (int b = 0; b < 0x100; b++) {
      INTEGERS[b] = new DlmsData.Int(DlmsType.INTEGER, (byte) b);
      ENUMS[b] = new DlmsData.Int(DlmsType.ENUM, b);
    }
  }

  private int elements;

  DataReader(byte[] array, int position, int end, DlmsLimits limits, @Nullable DlmsTrace trace) {
    super(array, position, end, limits, trace);
  }

  /** The next value with its tag. */
  DlmsData data() throws MalformedTelegramException {
    return data(0);
  }

  private DlmsData data(int depth) throws MalformedTelegramException {
    int start = position;
    DlmsType type = type(u8(), start);
    return value(type, start, depth);
  }

  private static DlmsType type(int tag, int offset) throws MalformedTelegramException {
    DlmsType type = DlmsType.ofTag(tag);
    if (type == null) {
      throw MalformedTelegramException.malformed(offset, "the tag of a type", Hex.ofByte(tag));
    }
    return type;
  }

  /**
   * A value behind its tag.
   *
   * @param start where the tag stands, or the value when the tag is said elsewhere
   */
  private DlmsData value(DlmsType type, int start, int depth) throws MalformedTelegramException {
    if (++elements > limits.elements().most()) {
      limits.elements().check(elements, start);
    }
    switch (type) {
      case ARRAY -> {
        return new DlmsData.Array(list(type, start, depth));
      }
      case STRUCTURE -> {
        return new DlmsData.Structure(list(type, start, depth));
      }
      case COMPACT_ARRAY -> {
        return compactArray(start, depth);
      }
      case BIT_STRING -> {
        return bitString(start);
      }
      case OCTET_STRING, VISIBLE_STRING, UTF8_STRING -> {
        return string(type, start);
      }
      default -> {
        DlmsData value = fixed(type);
        if (trace != null) {
          note(start, type.text(), DataText.of(value));
        }
        return value;
      }
    }
  }

  private DlmsData fixed(DlmsType type) throws MalformedTelegramException {
    return switch (type) {
      case NULL_DATA -> DlmsData.Empty.NULL_DATA;
      case DONT_CARE -> DlmsData.Empty.DONT_CARE;
      case BOOLEAN -> u8() == 0 ? FALSE : TRUE;
      case INTEGER -> INTEGERS[u8()];
      case ENUM -> ENUMS[u8()];
      case BCD -> new DlmsData.Bcd(u8());
      case FLOAT32, FLOAT64 -> new DlmsData.Real(type, unsigned(type.width()));
      case DATE_TIME, DATE, TIME -> new DlmsData.Moment(type, take(type.width()));
      default -> new DlmsData.Int(type, integer(type));
    };
  }

  private long integer(DlmsType type) throws MalformedTelegramException {
    int width = type.width();
    long value = unsigned(width);
    int unused = Long.SIZE - width * Byte.SIZE;
    return type.signed() ? (value << unused) >> unused : value;
  }

  private DlmsData string(DlmsType type, int start) throws MalformedTelegramException {
    int length = length(limits.octets());
    if (trace != null) {
      note(start, type.text() + ", length", length);
    }
    ByteSlice bytes = take(length);
    DlmsData value =
        type == DlmsType.OCTET_STRING ? new DlmsData.Octets(bytes) : new DlmsData.Text(type, bytes);
    if (trace != null) {
      note(bytes.offset(), type.text(), DataText.of(value));
    }
    return value;
  }

  private DlmsData bitString(int start) throws MalformedTelegramException {
    int count = length(limits.octets());
    int width = (count + 7) >> 3;
    note(start, "bit-string, bits", count);
    ByteSlice bytes = take(width);
    if (trace != null) {
      note(bytes.offset(), "bit-string", bytes.toHex());
    }
    return new DlmsData.BitString(count, bytes);
  }

  private List<DlmsData> list(DlmsType type, int start, int depth)
      throws MalformedTelegramException {
    if (depth >= limits.depth().most()) {
      limits.depth().check(depth + 1, start);
    }
    int count = length(limits.listElements());
    if (count > end - position) {
      throw MalformedTelegramException.truncated(end, count + " elements", remaining() + " bytes");
    }
    if (trace != null) {
      note(start, type.text() + ", elements", count);
    }
    DlmsData[] list = new DlmsData[count];
    for (int i = 0; i < count; i++) {
      list[i] = data(depth + 1);
    }
    return new Elements<>(list);
  }

  private DlmsData compactArray(int start, int depth) throws MalformedTelegramException {
    if (depth >= limits.depth().most()) {
      limits.depth().check(depth + 1, start);
    }
    note(start, "compact-array", (String) null);
    TypeDescription description = description(depth + 1);
    int at = position;
    int length = length(limits.octets());
    note(at, "compact-array, bytes of contents", length);
    require(length);
    int stop = position + length;
    List<DlmsData> list = new ArrayList<>();
    while (position < stop) {
      int before = position;
      limits.listElements().check(list.size() + 1, before);
      list.add(described(description, depth + 1));
      if (position == before || position > stop) {
        throw MalformedTelegramException.malformed(
            before, "elements that fill the contents exactly", "elements of another length");
      }
    }
    return new DlmsData.CompactArray(description, new Elements<>(list.toArray(new DlmsData[0])));
  }

  private TypeDescription description(int depth) throws MalformedTelegramException {
    int start = position;
    DlmsType type = type(u8(), start);
    if (++elements > limits.elements().most() || depth > limits.depth().most()) {
      limits.elements().check(elements, start);
      limits.depth().check(depth, start);
    }
    switch (type) {
      case ARRAY -> {
        int count = u16();
        limits.listElements().check(count, start);
        note(start, "contents: array, elements", count);
        return new TypeDescription.ArrayOf(count, description(depth + 1));
      }
      case STRUCTURE -> {
        int count = length(limits.listElements());
        note(start, "contents: structure, elements", count);
        require(count);
        TypeDescription[] list = new TypeDescription[count];
        for (int i = 0; i < count; i++) {
          list[i] = description(depth + 1);
        }
        return new TypeDescription.StructureOf(new Elements<>(list));
      }
      case COMPACT_ARRAY ->
          throw MalformedTelegramException.malformed(
              start, "a type that a compact array may hold", type.text());
      default -> {
        note(start, "contents", type.text());
        return new TypeDescription.Simple(type);
      }
    }
  }

  /** A value whose type was said before. */
  private DlmsData described(TypeDescription description, int depth)
      throws MalformedTelegramException {
    if (description instanceof TypeDescription.Simple simple) {
      return value(simple.type(), position, depth);
    }
    if (++elements > limits.elements().most()) {
      limits.elements().check(elements, position);
    }
    if (description instanceof TypeDescription.ArrayOf array) {
      DlmsData[] list = new DlmsData[array.count()];
      for (int i = 0; i < list.length; i++) {
        list[i] = described(array.element(), depth + 1);
      }
      return new DlmsData.Array(new Elements<>(list));
    }
    List<TypeDescription> types = ((TypeDescription.StructureOf) description).elements();
    DlmsData[] list = new DlmsData[types.size()];
    for (int i = 0; i < list.length; i++) {
      list[i] = described(types.get(i), depth + 1);
    }
    return new DlmsData.Structure(new Elements<>(list));
  }
}
