package org.joulegate.codec.mbus;

import java.util.List;
import org.joulegate.codec.bytes.RealDecimal;
import org.joulegate.codec.mbus.Meaning.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records that most are: at most two DIFE, value information of one or two bytes or with
 * one code of the maker, and a valid value of fixed length. It gives what {@link RecordReader}
 * gives, and is quicker: all is held in local variables, no object is made but the record, and
 * whether there is a DIFE is reckoned with and not asked, as no processor guesses it well.
 */
final class PlainReader {

  /** How many DIFE a record has at most that is read here. */
  static final int MOST_DIFES = 2;

  private static final int REAL = 0x5;
  private static final int SELECTION = 0x8;
  private static final byte FIRST_EXTENSION = (byte) 0xFB;
  private static final byte SECOND_EXTENSION = (byte) 0xFD;
  private static final byte MANUFACTURER = (byte) 0xFF;
  private static final List<Qualifier> NONE = List.of();

  private final byte[] array;
  private final int end;
  private final boolean fromMeter;

  /**
   * A reader of records whose low byte comes first.
   *
   * @param end behind the last byte of the records
   */
  PlainReader(byte[] array, int end, boolean fromMeter) {
    this.array = array;
    this.end = end;
    this.fromMeter = fromMeter;
  }

  /**
   * The record at a position.
   *
   * @param at of a DIF
   * @return null for a record that is not plain, be it valid or not
   */
  @Nullable DataRecord read(int at) {
    int dif = array[at];
    int width = DataReader.width(dif & 0xF);
    int extended = dif >> 31;
    int vifAt = at + 1 - extended;
    if (width == 0 || width >= end - vifAt) {
      return null;
    }
    int first = array[at + 1] & extended;
    int second = 0;
    if (first < 0) {
      second = array[vifAt++];
      if (second < 0 || width >= end - vifAt) {
        return null;
      }
    }
    int storage = dif >>> 6 & 1 | (first & 0xF) << 1 | (second & 0xF) << 5;
    int tariff = first >>> 4 & 3 | second >>> 2 & 0xC;
    int subunit = first >>> 6 & 1 | second >>> 5 & 2;
    int origin = DataRecord.origin(tariff, subunit, dif >>> 4 & 3);
    boolean register = extended != 0 && (first < 0 ? second : first) == 0;
    return information(at, vifAt, width, storage, origin, DataRecord.flags(register, false));
  }

  /** What a VIF of any table says, with at most one code behind it. */
  private @Nullable DataRecord information(
      int at, int vifAt, int width, int storage, int origin, int flags) {
    int codeAt = vifAt;
    int code = array[codeAt];
    int table = VifTable.PRIMARY;
    if (code == FIRST_EXTENSION || code == SECOND_EXTENSION) {
      table = code == FIRST_EXTENSION ? VifTable.FIRST : VifTable.SECOND;
      code = array[++codeAt];
    }
    Meaning meaning = VifTable.meaning(table, code);
    List<Qualifier> qualifiers = NONE;
    if (code < 0) {
      int left = end - width - codeAt;
      if (left < 2) {
        return null;
      }
      int vife = array[++codeAt];
      boolean ofMaker = code == MANUFACTURER && table == VifTable.PRIMARY;
      if (!ofMaker && vife == MANUFACTURER && left > 2) {
        ofMaker = true;
        vife = array[++codeAt];
        meaning = VifTable.byMaker(table, code);
      }
      Qualifier one =
          ofMaker ? VifeTable.manufacturer(vife) : VifeTable.combinable(vife, fromMeter);
      // What changes meaning or value is left to the long way; byMaker has it done already.
      if (vife < 0 || !ofMaker && one.effect() != 0) {
        return null;
      }
      qualifiers = one.alone();
    }
    return data(at, vifAt, codeAt + 1, storage, origin, flags, meaning, qualifiers);
  }

  /**
   * The record with its data.
   *
   * @param meaning null when the value information is of another kind
   */
  private @Nullable DataRecord data(
      int at,
      int vifAt,
      int dataAt,
      int storage,
      int origin,
      int flags,
      @Nullable Meaning meaning,
      List<Qualifier> qualifiers) {
    int field = array[at] & 0xF;
    int width = DataReader.width(field);
    if (meaning == null || width > end - dataAt) {
      return null;
    }
    long bits = NumberBits.load(array, dataAt, width, false);
    int exponent = meaning.exponent();
    int form = DataRecord.NUMBER;
    long value;
    if (field == REAL) {
      if (meaning.kind() != Kind.NUMBER || !RealDecimal.isFinite((int) bits)) {
        return null;
      }
      long real = RealDecimal.of((int) bits);
      value = (real >> 32) * meaning.factor();
      exponent += (int) real; // From -45 to 38; that of a table is from -12 to 9.
    } else {
      form = form(meaning.kind(), field);
      value = value(meaning, field, bits, width);
      if (value == NumberBits.NO_DECIMAL) {
        return null;
      }
    }
    int layout = DataRecord.layout(vifAt - at, dataAt - vifAt, width, form, exponent) | flags;
    return new DataRecord(array, at, layout, storage, origin, meaning, qualifiers, value);
  }

  private static int form(Kind kind, int field) {
    if (kind == Kind.NUMBER || kind == Kind.UNSIGNED) {
      return DataRecord.NUMBER;
    }
    if (kind == Kind.TIME) {
      return DataRecord.TIME;
    }
    return kind == Kind.IDENTIFIER && field > SELECTION ? DataRecord.DIGITS : DataRecord.UNSIGNED;
  }

  /**
   * An integer, decimal or time as its record keeps it.
   *
   * @return {@link NumberBits#NO_DECIMAL} when it is invalid or beyond what is plain
   */
  private static long value(Meaning meaning, int field, long bits, int width) {
    Kind kind = meaning.kind();
    long value;
    if (kind == Kind.NUMBER) {
      value = field < SELECTION ? NumberBits.valid(bits, width) : NumberBits.decimal(bits, width);
    } else if (kind == Kind.TIME) {
      long time = field < SELECTION ? TimeBits.read(bits, width) : -1;
      return time < 0 ? NumberBits.NO_DECIMAL : time;
    } else if (kind == Kind.UNSIGNED) {
      value = field > SELECTION ? NumberBits.decimal(bits, width) : bits;
      value = value < 0 ? NumberBits.NO_DECIMAL : value;
    } else {
      return kind == Kind.OPAQUE ? NumberBits.NO_DECIMAL : bits;
    }
    int factor = meaning.factor();
    return factor == 1 ? value : value == (int) value ? value * factor : NumberBits.NO_DECIMAL;
  }
}
