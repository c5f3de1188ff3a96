package org.joulegate.codec.mbus;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * One record of a telegram: what it means, which of several such values it is, and the value.
 *
 * <p>A record is one object of 48 bytes; text and bytes stay in the array that was decoded and are
 * looked up there, so the array must not change while its records are in use. Two records are equal
 * when they say the same, wherever they stand.
 */
public final class DataRecord {

  // How the value is kept.
  static final int NUMBER = 0;
  static final int UNSIGNED = 1;
  static final int TEXT = 2;
  static final int DIGITS = 3;
  static final int BYTES = 4;
  static final int TIME = 5;
  static final int ABSENT = 6;

  static final int MOST_EXPONENT = 63;
  static final int LEAST_EXPONENT = -64;

  private static final Absence[] ABSENCES = Absence.values();

  private static final int LVAR = 0xD;
  private static final int DATA_BITS = 9;
  private static final int VIB_AT = DATA_BITS;
  private static final int DIB_AT = VIB_AT + 7;
  private static final int FORM_AT = DIB_AT + 4;
  private static final int REGISTER_AT = FORM_AT + 3;
  private static final int HIGH_FIRST_AT = REGISTER_AT + 1;
  private static final int EXPONENT_AT = HIGH_FIRST_AT + 1;
  private static final int TARIFF_BITS = 20;
  private static final int SUBUNIT_BITS = 10;

  private final byte[] array;
  private final Meaning meaning;
  private final List<Qualifier> qualifiers;
  private final long number;
  private final int storage;
  private final int origin;
  private final int offset;
  private final int layout;

  DataRecord(
      byte[] array,
      int offset,
      int layout,
      int storage,
      int origin,
      Meaning meaning,
      List<Qualifier> qualifiers,
      long number) {
    this.array = array;
    this.offset = offset;
    this.layout = layout;
    this.storage = storage;
    this.origin = origin;
    this.meaning = meaning;
    this.qualifiers = qualifiers;
    this.number = number;
  }

  /** Packs where the parts of a record are and how its value is kept. */
  static int layout(int dibLength, int vibLength, int dataLength, int form, int exponent) {
    return dataLength
        | vibLength << VIB_AT
        | dibLength << DIB_AT
        | form << FORM_AT
        | exponent << EXPONENT_AT;
  }

  static int flags(boolean register, boolean highFirst) {
    return (register ? 1 << REGISTER_AT : 0) | (highFirst ? 1 << HIGH_FIRST_AT : 0);
  }

  /** Packs tariff, subunit and the code of the function. */
  static int origin(int tariff, int subunit, int function) {
    return tariff | subunit << TARIFF_BITS | function << (TARIFF_BITS + SUBUNIT_BITS);
  }

  static Absence absence(int ordinal) {
    return ABSENCES[ordinal];
  }

  /** What the value is over time. */
  public DataFunction function() {
    return DataFunction.ofCode(origin >>> (TARIFF_BITS + SUBUNIT_BITS));
  }

  /** The storage number, 0 to 2^32 - 1; 0 is the current value. */
  public long storage() {
    return Integer.toUnsignedLong(storage);
  }

  /** The tariff, 0 to 2^20 - 1; 0 is the total. */
  public int tariff() {
    return origin & ((1 << TARIFF_BITS) - 1);
  }

  /** The subunit of the device, 0 to 1023. */
  public int subunit() {
    return origin >>> TARIFF_BITS & ((1 << SUBUNIT_BITS) - 1);
  }

  /** Whether the storage number is the number of a register of OBIS (last DIFE 00). */
  public boolean isRegisterNumber() {
    return (layout >>> REGISTER_AT & 1) != 0;
  }

  /** What the value means, with what the qualifiers make of it. */
  public Meaning meaning() {
    return meaning;
  }

  /** What is different about this value; often empty. */
  public List<Qualifier> qualifiers() {
    return qualifiers;
  }

  /** The first qualifier of a type, or null. */
  public @Nullable Qualifier qualifier(Qualifier.Type type) {
    for (int i = 0; i < qualifiers.size(); i++) {
      if (qualifiers.get(i).type() == type) {
        return qualifiers.get(i);
      }
    }
    return null;
  }

  /** Whether there is a number whose mantissa is a {@code long}. */
  public boolean isNumber() {
    return form() == NUMBER;
  }

  /** Why there is no value, or null when there is one. */
  public @Nullable Absence absence() {
    return form() == ABSENT ? absence((int) number) : null;
  }

  /**
   * The number without its power of ten.
   *
   * @throws IllegalStateException when the value is none
   */
  public long mantissa() {
    if (!isNumber()) {
      throw new IllegalStateException("the value is no number");
    }
    return number;
  }

  /** The power of ten of the number, -64 to 63; 0 for other values. */
  public int exponent() {
    return layout >> EXPONENT_AT;
  }

  /** The value. */
  public Value value() {
    return switch (form()) {
      case NUMBER -> new Value.Number(number, exponent());
      case UNSIGNED -> new Value.Unsigned(number);
      case TEXT -> new Value.Text(text());
      case DIGITS -> new Value.Text(digits());
      case BYTES -> new Value.Bytes(data());
      case TIME -> new Value.Time(new MeterTime(number));
      default -> new Value.Absent(absence((int) number));
    };
  }

  /**
   * The unit as text, with what the qualifiers make of it: {@code m^3/day}; empty for none. A plain
   * text of the meter is no unit that anything is known of: see {@link Meaning#text()}.
   */
  public String unit() {
    String symbol = meaning.unit().symbol();
    if (qualifiers.isEmpty() || meaning.aspect() == Meaning.Aspect.UNKNOWN && symbol.isEmpty()) {
      return symbol;
    }
    StringBuilder unit = new StringBuilder(symbol);
    for (Qualifier qualifier : qualifiers) {
      if (qualifier.isOfUnit(meaning)) {
        unit.append(qualifier.text());
      }
    }
    return unit.toString();
  }

  /** What is measured, and what of it: {@code duration of volume flow}. */
  public String quantity() {
    String name = meaning.text() == null ? meaning.quantity().text() : meaning.text();
    return meaning.aspect().text() + name;
  }

  /** What the value is, in words, with everything that makes it differ from the plain quantity. */
  public String description() {
    if (qualifiers.isEmpty()) {
      return quantity();
    }
    StringBuilder text = new StringBuilder(quantity());
    for (String words : remarks()) {
      text.append(", ").append(words);
    }
    return text.toString();
  }

  /** What the qualifiers say besides what is done already in number and unit; often empty. */
  public List<String> remarks() {
    if (qualifiers.isEmpty()) {
      return List.of();
    }
    List<String> remarks = new ArrayList<>(qualifiers.size());
    for (Qualifier qualifier : qualifiers) {
      boolean done =
          qualifier.type() == Qualifier.Type.NONE
              || qualifier.type() == Qualifier.Type.MULTIPLIER
              || qualifier.isOfUnit(meaning);
      if (!done) {
        remarks.add(qualifier.words());
      }
    }
    return remarks;
  }

  /** Position of the first byte of the record, its DIF. */
  public int offset() {
    return offset;
  }

  /** Bytes of the data information: DIF and DIFE; 0 for a value of the fixed structure. */
  public int dibLength() {
    return layout >>> DIB_AT & 0xF;
  }

  /** Bytes of the value information: VIF, plain text and VIFE; 0 in the fixed structure. */
  public int vibLength() {
    return layout >>> VIB_AT & 0x7F;
  }

  /** Position of the data; for data of variable length, of the byte that tells its length. */
  public int dataOffset() {
    return offset + dibLength() + vibLength();
  }

  /** Bytes of the data, the byte that tells its length included. */
  public int dataLength() {
    return layout & ((1 << DATA_BITS) - 1);
  }

  /** Bytes of the record. */
  public int length() {
    return dibLength() + vibLength() + dataLength();
  }

  /** The data field of the DIF, 0 to 14 (table 4); -1 for a value of the fixed structure. */
  public int dataField() {
    return dibLength() == 0 ? -1 : array[offset] & 0xF;
  }

  /** The data, without the byte that tells its length, as a view of the array. */
  public ByteSlice data() {
    int length = dataField() == LVAR ? 1 : 0;
    return new ByteSlice(array, dataOffset() + length, dataLength() - length);
  }

  /** The byte that tells the length of data of variable length (LVAR); -1 for other data. */
  int lengthByte() {
    return dataField() == LVAR ? array[dataOffset()] & 0xFF : -1;
  }

  /** The bytes of data and value information as a view of the array. */
  public ByteSlice header() {
    return new ByteSlice(array, offset, dibLength() + vibLength());
  }

  private int form() {
    return layout >>> FORM_AT & 7;
  }

  boolean highFirst() {
    return (layout >>> HIGH_FIRST_AT & 1) != 0;
  }

  private String text() {
    ByteSlice data = data();
    return text(array, data.offset(), data.length(), highFirst());
  }

  /** Characters of ISO 8859-1, the last of which is sent first unless the high byte comes first. */
  static String text(byte[] array, int offset, int length, boolean highFirst) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[highFirst ? i : length - 1 - i] = (char) (array[offset + i] & 0xFF);
    }
    return new String(text);
  }

  private String digits() {
    ByteSlice data = data();
    int length = data.length();
    char[] text = new char[2 * length];
    for (int i = 0; i < length; i++) {
      int b = data.u8(highFirst() ? i : length - 1 - i);
      text[2 * i] = Character.forDigit(b >>> 4, 16);
      text[2 * i + 1] = Character.forDigit(b & 0xF, 16);
    }
    return new String(text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DataRecord that
        && storage == that.storage
        && origin == that.origin
        && isRegisterNumber() == that.isRegisterNumber()
        && meaning.equals(that.meaning)
        && qualifiers.equals(that.qualifiers)
        && value().equals(that.value());
  }

  @Override
  public int hashCode() {
    return Objects.hash(storage, origin, meaning, qualifiers, value());
  }

  /** Which value this is, without the value: this text may reach a log. */
  @Override
  public String toString() {
    return description()
        + ", "
        + function().word()
        + ", storage "
        + storage()
        + ", tariff "
        + tariff()
        + ", subunit "
        + subunit();
  }
}
