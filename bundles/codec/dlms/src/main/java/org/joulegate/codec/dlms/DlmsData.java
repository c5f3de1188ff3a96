package org.joulegate.codec.dlms;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.ExactDecimal;

/**
 * A value with its type, as it stands on the wire: no scaler and no unit is applied.
 *
 * <p>Strings are views of the array that was decoded.
 */
public sealed interface DlmsData {

  /** The type on the wire. */
  DlmsType type();

  /** A value without content: null-data or dont-care. */
  enum Empty implements DlmsData {
    NULL_DATA(DlmsType.NULL_DATA),
    DONT_CARE(DlmsType.DONT_CARE);

    private final DlmsType type;

    Empty(DlmsType type) {
      this.type = type;
    }

    @Override
    public DlmsType type() {
      return type;
    }
  }

  /** Elements of one type. */
  record Array(List<DlmsData> elements) implements DlmsData {
    @Override
    public DlmsType type() {
      return DlmsType.ARRAY;
    }
  }

  /** Elements of any types. */
  record Structure(List<DlmsData> elements) implements DlmsData {
    @Override
    public DlmsType type() {
      return DlmsType.STRUCTURE;
    }
  }

  /**
   * Elements whose type is said once for all.
   *
   * @param description the type of each element
   */
  record CompactArray(TypeDescription description, List<DlmsData> elements) implements DlmsData {
    @Override
    public DlmsType type() {
      return DlmsType.COMPACT_ARRAY;
    }
  }

  /** The type of the elements of a compact array (A-XDR TypeDescription). */
  sealed interface TypeDescription {

    /**
     * A type without parts.
     *
     * @param type none of array, structure and compact-array
     */
    record Simple(DlmsType type) implements TypeDescription {}

    /**
     * An array of so many elements.
     *
     * @param count 0 to 65535
     */
    record ArrayOf(int count, TypeDescription element) implements TypeDescription {}

    /** A structure of these types. */
    record StructureOf(List<TypeDescription> elements) implements TypeDescription {}
  }

  /** A truth value. */
  record Bool(boolean value) implements DlmsData {
    @Override
    public DlmsType type() {
      return DlmsType.BOOLEAN;
    }
  }

  /**
   * Single bits.
   *
   * @param count how many
   * @param bytes the first bit is the highest of the first byte; unused bits may be anything
   */
  record BitString(int count, ByteSlice bytes) implements DlmsData {
    @Override
    public DlmsType type() {
      return DlmsType.BIT_STRING;
    }

    /** The bits as digits 0 and 1, the first one first. */
    public String text() {
      char[] digits = new char[count];
      for (int i = 0; i < count; i++) {
        digits[i] = (bytes.u8(i >> 3) & (0x80 >> (i & 7))) == 0 ? '0' : '1';
      }
      return new String(digits);
    }
  }

  /**
   * An integer of any width, an enum or a delta.
   *
   * @param type says the width and whether there is a sign
   * @param value the number; of long64-unsigned all 64 bits count
   */
  record Int(DlmsType type, long value) implements DlmsData {
    /** Checks that the type is one of integers. */
    public Int {
      if (!type.isInteger()) {
        throw new IllegalArgumentException("not a type of integers: " + type.text());
      }
    }

    /**
     * Exact decimal text of value × 10^scaler.
     *
     * @param scaler -128 to 127
     */
    public String decimal(int scaler) {
      return type == DlmsType.LONG64_UNSIGNED
          ? ExactDecimal.formatUnsigned(value, scaler)
          : ExactDecimal.format(value, scaler);
    }
  }

  /**
   * A byte of two decimal digits.
   *
   * @param bits 0 to 255, as on the wire
   */
  record Bcd(int bits) implements DlmsData {
    @Override
    public DlmsType type() {
      return DlmsType.BCD;
    }

    /** The number 0 to 99, or -1 when a nibble is above nine. */
    public int number() {
      int high = bits >> 4;
      int low = bits & 0xF;
      return high > 9 || low > 9 ? -1 : 10 * high + low;
    }
  }

  /** A string of bytes: an id, a logical name, a date and time. */
  record Octets(ByteSlice bytes) implements DlmsData {
    @Override
    public DlmsType type() {
      return DlmsType.OCTET_STRING;
    }
  }

  /**
   * A text.
   *
   * @param type visible-string or utf8-string
   * @param bytes as on the wire, which not every meter keeps to the type's characters
   */
  record Text(DlmsType type, ByteSlice bytes) implements DlmsData {
    /** Checks that the type is one of texts. */
    public Text {
      if (type != DlmsType.VISIBLE_STRING && type != DlmsType.UTF8_STRING) {
        throw new IllegalArgumentException("not a type of texts: " + type.text());
      }
    }

    /** The characters: ISO 8859-1 of a visible-string, UTF-8 of the other. */
    public String text() {
      return type == DlmsType.VISIBLE_STRING
          ? bytes.toText()
          : new String(bytes.toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /**
   * A binary real (IEC 60559).
   *
   * @param type float32 or float64
   * @param bits of float32 the lower 32, of float64 all 64
   */
  record Real(DlmsType type, long bits) implements DlmsData {
    /** Checks that the type is one of reals. */
    public Real {
      if (type != DlmsType.FLOAT32 && type != DlmsType.FLOAT64) {
        throw new IllegalArgumentException("not a type of reals: " + type.text());
      }
    }

    /**
     * The shortest decimal that reads back to the same real, or {@code NaN}, {@code Infinity} or
     * {@code -Infinity}.
     */
    public String decimal() {
      return type == DlmsType.FLOAT32 ? RealText.ofFloat32((int) bits) : RealText.ofFloat64(bits);
    }

    /** Whether it is a number, not infinite and not NaN. */
    public boolean isFinite() {
      return type == DlmsType.FLOAT32
          ? (bits & 0x7F80_0000L) != 0x7F80_0000L
          : (bits & 0x7FF0_0000_0000_0000L) != 0x7FF0_0000_0000_0000L;
    }
  }

  /**
   * A date-time, date or time with a tag of its own; most meters send them as octet-string.
   *
   * @param type date-time (12 bytes), date (5) or time (4)
   */
  record Moment(DlmsType type, ByteSlice bytes) implements DlmsData {
    /** Checks that type and length go together. */
    public Moment {
      boolean moment = type == DlmsType.DATE_TIME || type == DlmsType.DATE || type == DlmsType.TIME;
      if (!moment || type.width() != bytes.length()) {
        throw new IllegalArgumentException("not a moment: " + type.text());
      }
    }
  }
}
