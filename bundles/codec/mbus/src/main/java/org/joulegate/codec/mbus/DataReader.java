package org.joulegate.codec.mbus;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.RealDecimal;
import org.joulegate.codec.mbus.Meaning.Kind;

/**
 * The data of one record after another (EN 13757-3:2018, 6.3.3, tables 4 and 5, and annex A). What
 * was read last is held in fields, so that no object is needed for it.
 */
final class DataReader {

  private static final int REAL = 0x5;
  private static final int SELECTION = 0x8;
  private static final int VARIABLE = 0xD;
  private static final byte[] WIDTHS = {0, 1, 2, 3, 4, 4, 6, 8, 0, 1, 2, 3, 4, 0, 6, 0};

  private final byte[] array;
  private final int limit;
  private final boolean highFirst;

  private int end;
  private int form = DataRecord.ABSENT;
  private long number;
  private int exponent;

  DataReader(byte[] array, int limit, boolean highFirst) {
    this.array = array;
    this.limit = limit;
    this.highFirst = highFirst;
  }

  /** Bytes of data of a field of fixed length; 0 for none and for variable length. */
  static int width(int field) {
    return WIDTHS[field];
  }

  /** Bytes of data of any field, the byte that tells their length included. */
  static int size(int field, byte[] array, int offset, int limit)
      throws MalformedTelegramException {
    if (field != VARIABLE) {
      return WIDTHS[field];
    }
    if (offset >= limit) {
      throw MalformedTelegramException.truncated(limit, "a length", "the end of the data");
    }
    return 1 + length(array[offset] & 0xFF, offset);
  }

  /**
   * One integer or decimal of a list, as it was sent.
   *
   * @return the number, or {@link NumberBits#NO_DECIMAL} when it is marked as invalid
   */
  static long plain(
      ByteSlice data, int at, int width, int field, boolean unsigned, DataRecord record) {
    long bits = NumberBits.load(data, at, width, record.highFirst());
    if (field > SELECTION) {
      return NumberBits.decimal(bits, width);
    }
    boolean invalid = bits == (unsigned ? -1L >>> (64 - 8 * width) : 1L << (8 * width - 1));
    boolean tooLarge = unsigned && bits < 0;
    return invalid || tooLarge
        ? NumberBits.NO_DECIMAL
        : unsigned ? bits : NumberBits.signed(bits, width);
  }

  /** Whether a field holds a 32-bit real. */
  static boolean isReal(int field) {
    return field == REAL;
  }

  int end() {
    return end;
  }

  int form() {
    return form;
  }

  long number() {
    return number;
  }

  int exponent() {
    return exponent;
  }

  /** Reads data of the kind that the data field of a DIF tells. */
  void read(int field, int offset, Meaning meaning, int effects, int shift)
      throws MalformedTelegramException {
    exponent = 0;
    if (field == VARIABLE) {
      variable(offset, meaning, opaque(meaning, effects));
    } else {
      int width = WIDTHS[field];
      end = offset + width;
      if (end > limit) {
        throw MalformedTelegramException.truncated(
            limit, width + " bytes of data", (limit - offset) + " bytes");
      }
      if (width == 0) {
        absent(field == SELECTION ? Absence.SELECTION : Absence.NO_DATA);
      } else if (field == REAL) {
        real((int) NumberBits.load(array, offset, width, highFirst), meaning);
      } else if (field > SELECTION) {
        decimal(NumberBits.load(array, offset, width, highFirst), width, meaning);
      } else {
        integer(NumberBits.load(array, offset, width, highFirst), width, meaning);
      }
    }
    if (effects != 0) {
      qualify(effects, shift, meaning.kind());
    }
  }

  /** Whether data of variable length is bytes and not characters. */
  private static boolean opaque(Meaning meaning, int effects) {
    return (effects & Qualifier.MAKES_OPAQUE) != 0
        || meaning.kind() == Kind.OPAQUE
        || meaning.kind() == Kind.TIME
        || meaning.quantity() == Quantity.MANUFACTURER_SPECIFIC;
  }

  /** An integer or decimal that is a signed number. */
  private void number(int field, long bits, int width, Meaning meaning) {
    boolean binary = field < SELECTION;
    long value = binary ? NumberBits.valid(bits, width) : NumberBits.decimal(bits, width);
    if (value == NumberBits.NO_DECIMAL) {
      absent(binary ? Absence.INVALID_INTEGER : Absence.ERROR_DIGIT);
    } else {
      scaled(value, meaning);
    }
  }

  private void integer(long bits, int width, Meaning meaning) {
    switch (meaning.kind()) {
      case NUMBER -> number(0, bits, width, meaning);
      case UNSIGNED -> {
        if (bits >= 0) {
          scaled(bits, meaning);
        } else {
          unsigned(bits);
        }
      }
      case BITS, IDENTIFIER -> unsigned(bits);
      case OPAQUE -> form = DataRecord.BYTES;
      case TIME -> time(TimeBits.read(bits, width));
    }
  }

  private void time(long packed) {
    if (packed < 0) {
      absent(TimeBits.reason(packed));
    } else {
      form = DataRecord.TIME;
      number = packed;
    }
  }

  private void decimal(long bits, int width, Meaning meaning) {
    switch (meaning.kind()) {
      case IDENTIFIER -> form = DataRecord.DIGITS;
      case OPAQUE -> form = DataRecord.BYTES;
      case BITS -> unsigned(bits);
      case TIME -> absent(Absence.DATA_TYPE);
      default -> number(SELECTION, bits, width, meaning);
    }
  }

  private void real(int bits, Meaning meaning) {
    if (meaning.kind() == Kind.TIME) {
      absent(Absence.DATA_TYPE);
    } else if (meaning.kind() == Kind.OPAQUE) {
      form = DataRecord.BYTES;
    } else if (!RealDecimal.isFinite(bits)) {
      absent(Absence.NOT_A_NUMBER);
    } else {
      long decimal = RealDecimal.of(bits);
      scaled(decimal >> 32, meaning);
      if (form == DataRecord.NUMBER) {
        exponent += (int) decimal;
        checkExponent();
      }
    }
  }

  /** Data that begins with LVAR, the byte that tells kind and length (table 5). */
  private void variable(int offset, Meaning meaning, boolean opaque)
      throws MalformedTelegramException {
    if (offset >= limit) {
      throw MalformedTelegramException.truncated(limit, "a length", "the end of the data");
    }
    int lvar = array[offset] & 0xFF;
    int length = length(lvar, offset);
    int at = offset + 1;
    end = at + length;
    if (end > limit) {
      throw MalformedTelegramException.truncated(
          limit, length + " bytes of data", (limit - at) + " bytes");
    }
    if (lvar < 0xC0) {
      form = opaque ? DataRecord.BYTES : DataRecord.TEXT;
    } else if (length == 0) {
      absent(Absence.NO_DATA);
    } else if (lvar < 0xE0) {
      variableDecimal(at, length, lvar >= 0xD0, meaning);
    } else if (length > Long.BYTES || opaque) {
      form = DataRecord.BYTES;
    } else {
      integer(NumberBits.load(array, at, length, highFirst), length, meaning);
    }
  }

  private static int length(int lvar, int offset) throws MalformedTelegramException {
    if (lvar < 0xC0) {
      return lvar;
    }
    int low = lvar & 0xF;
    return switch (lvar >>> 4) {
      case 0xC, 0xD -> low <= 9 ? low : unknown(lvar, offset);
      case 0xE -> low;
      default -> {
        if (low <= 4) {
          yield 16 + 4 * low;
        }
        yield low == 5 ? 48 : low == 6 ? 64 : unknown(lvar, offset);
      }
    };
  }

  private static int unknown(int lvar, int offset) throws MalformedTelegramException {
    throw MalformedTelegramException.malformed(offset, "an LVAR of table 5", Hex.ofByte(lvar));
  }

  /** Digits whose sign stands in LVAR. */
  private void variableDecimal(int at, int length, boolean negative, Meaning meaning) {
    switch (meaning.kind()) {
      case IDENTIFIER -> form = DataRecord.DIGITS;
      case OPAQUE -> form = DataRecord.BYTES;
      case TIME -> absent(Absence.DATA_TYPE);
      default -> variableNumber(at, length, negative, meaning);
    }
  }

  /** Up to eighteen digits. */
  private void variableNumber(int at, int length, boolean negative, Meaning meaning) {
    int low = Math.min(length, Long.BYTES);
    int lowAt = highFirst ? at + length - low : at;
    long value = unsignedDecimal(NumberBits.load(array, lowAt, low, highFirst));
    if (length > Long.BYTES && value >= 0) {
      long top = unsignedDecimal(array[highFirst ? at : at + low] & 0xFF);
      value = top < 0 ? top : top * 10_000_000_000_000_000L + value;
    }
    if (value < 0) {
      absent(Absence.ERROR_DIGIT);
    } else {
      scaled(negative ? -value : value, meaning);
    }
  }

  private static long unsignedDecimal(long bits) {
    return bits >>> 60 == 0xF ? NumberBits.NO_DECIMAL : NumberBits.decimal(bits, Long.BYTES);
  }

  /** A number in the unit of its meaning. */
  private void scaled(long value, Meaning meaning) {
    int factor = meaning.factor();
    number = value;
    if (factor != 1) {
      long high = Math.multiplyHigh(value, factor);
      number = value * factor;
      if (high != number >> 63) {
        absent(Absence.OUT_OF_RANGE);
        return;
      }
    }
    form = DataRecord.NUMBER;
    exponent = meaning.exponent();
  }

  private void unsigned(long bits) {
    form = DataRecord.UNSIGNED;
    number = bits;
  }

  private void absent(Absence reason) {
    form = DataRecord.ABSENT;
    number = reason.ordinal();
    exponent = 0;
  }

  /** What the qualifiers do to the value itself. */
  private void qualify(int effects, int shift, Kind kind) {
    if ((effects & Qualifier.IS_NO_NUMBER) != 0 && hasData()) {
      form = DataRecord.BYTES;
      number = 0;
      exponent = 0;
    }
    if ((effects & Qualifier.MAKES_INVALID) != 0 && form != DataRecord.ABSENT) {
      absent(Absence.RECORD_ERROR);
    }
    if (shift != 0) {
      if (form == DataRecord.NUMBER) {
        exponent += shift;
        checkExponent();
      } else if (form == DataRecord.UNSIGNED && kind == Kind.UNSIGNED) {
        absent(Absence.OUT_OF_RANGE);
      }
    }
  }

  private boolean hasData() {
    return form != DataRecord.ABSENT
        || number != Absence.NO_DATA.ordinal() && number != Absence.SELECTION.ordinal();
  }

  private void checkExponent() {
    if (exponent > DataRecord.MOST_EXPONENT || exponent < DataRecord.LEAST_EXPONENT) {
      absent(Absence.OUT_OF_RANGE);
    }
  }
}
