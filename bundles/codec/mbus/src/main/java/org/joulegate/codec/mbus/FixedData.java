package org.joulegate.codec.mbus;

import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * The fixed data structure of older meters: two counters (EN 13757-3:2004, annex C; CI 73, and 77
 * with the high byte first).
 *
 * @param id eight digits as printed on the meter
 * @param accessNumber counts the answers, 0 to 255
 * @param status the status byte, 0 to 255
 * @param medium what is measured, 0 to 15; see {@link #mediumText()}
 * @param counters the two values
 */
public record FixedData(
    String id, int accessNumber, int status, int medium, List<DataRecord> counters) {

  /** Bytes of the structure behind the CI field. */
  public static final int LENGTH = 16;

  private static final int BINARY = 0x01;
  private static final int AT_FIXED_DATE = 0x02;
  private static final int HISTORIC = 0x3E;

  private static final String[] MEDIA = {
    "other",
    "oil",
    "electricity",
    "gas",
    "heat",
    "steam",
    "hot water",
    "water",
    "heat cost allocator",
    "reserved",
    "gas, mode 2",
    "heat, mode 2",
    "hot water, mode 2",
    "water, mode 2",
    "heat cost allocator, mode 2",
    "reserved"
  };

  private static final Meaning[] UNITS = units();

  /**
   * Reads the structure.
   *
   * @param array holds the structure; the records refer to it
   * @param offset of the first byte behind the CI field
   * @throws MalformedTelegramException when it is not 16 bytes
   */
  static FixedData decode(byte[] array, int offset, int length, boolean highFirst)
      throws MalformedTelegramException {
    if (length != LENGTH) {
      throw MalformedTelegramException.malformed(
          offset, LENGTH + " bytes of the fixed structure", length + " bytes");
    }
    byte[] id = new byte[4];
    for (int i = 0; i < 4; i++) {
      id[i] = array[highFirst ? offset + i : offset + 3 - i];
    }
    int status = array[offset + 5] & 0xFF;
    int first = array[offset + 6] & 0xFF;
    int second = array[offset + 7] & 0xFF;
    int storage = (status & AT_FIXED_DATE) != 0 ? 1 : 0;
    boolean decimal = (status & BINARY) == 0;
    Meaning one = UNITS[first & 0x3F];
    boolean historic = (second & 0x3F) == HISTORIC;
    Meaning two = historic ? one : UNITS[second & 0x3F];
    DataRecord counter = fixed(array, offset + 8, highFirst, decimal, storage, one);
    int other = historic ? 1 : storage;
    DataRecord next = fixed(array, offset + 12, highFirst, decimal, other, two);
    return new FixedData(
        Hex.format(id),
        array[offset + 4] & 0xFF,
        status,
        first >>> 6 | second >>> 6 << 2,
        List.of(counter, next));
  }

  /** The medium in words. */
  public String mediumText() {
    return MEDIA[medium & 0xF];
  }

  /** What the six bits of a unit mean (EN 13757-3:2004, table C.3). */
  static Meaning unit(int code) {
    return UNITS[code & 0x3F];
  }

  private static Meaning[] units() {
    Meaning[] t = new Meaning[0x40];
    Arrays.fill(t, VifTable.RESERVED);
    t[0x00] = Meaning.plain(Quantity.ON_TIME, Meaning.Kind.OPAQUE);
    t[0x01] = Meaning.plain(Quantity.DATE, Meaning.Kind.OPAQUE);
    powers(t, 0x02, 9, Quantity.ENERGY, MbusUnit.WATT_HOUR, 0);
    powers(t, 0x0B, 9, Quantity.ENERGY, MbusUnit.JOULE, 3);
    powers(t, 0x14, 9, Quantity.POWER, MbusUnit.WATT, 0);
    powers(t, 0x1D, 9, Quantity.POWER, MbusUnit.JOULE_PER_HOUR, 3);
    powers(t, 0x26, 9, Quantity.VOLUME, MbusUnit.CUBIC_METRE, -6);
    powers(t, 0x2F, 9, Quantity.VOLUME_FLOW, MbusUnit.CUBIC_METRE_PER_HOUR, -6);
    t[0x38] = Meaning.number(Quantity.TEMPERATURE, MbusUnit.CELSIUS, -3);
    t[0x39] = Meaning.number(Quantity.ALLOCATION, MbusUnit.ALLOCATOR_UNIT, 0);
    t[0x3F] = Meaning.plain(Quantity.DIMENSIONLESS, Meaning.Kind.NUMBER);
    return t;
  }

  private static void powers(
      Meaning[] t, int from, int count, Quantity quantity, MbusUnit unit, int exponent) {
    for (int i = 0; i < count; i++) {
      t[from + i] = Meaning.number(quantity, unit, exponent + i);
    }
  }

  /** The value of a record that has no header of its own: a counter of the fixed structure. */
  private static DataRecord fixed(
      byte[] array, int offset, boolean highFirst, boolean decimal, int storage, Meaning meaning)
      throws MalformedTelegramException {
    DataReader reader = new DataReader(array, offset + 4, highFirst);
    reader.read(decimal ? 0xC : 0x4, offset, meaning, 0, 0);
    int layout = DataRecord.layout(0, 0, 4, reader.form(), reader.exponent());
    return new DataRecord(
        array,
        offset,
        layout | DataRecord.flags(false, highFirst),
        storage,
        DataRecord.origin(0, 0, 0),
        meaning,
        List.of(),
        reader.number());
  }
}
