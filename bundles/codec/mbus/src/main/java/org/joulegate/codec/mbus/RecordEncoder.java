package org.joulegate.codec.mbus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes data records one after another (EN 13757-3:2018, clause 6), low byte first: the inverse of
 * {@link RecordDecoder}. Not safe for use by several threads.
 */
public final class RecordEncoder {

  /**
   * Which of several values one is.
   *
   * @param function what it is over time
   * @param storage 0 to 2^32 - 1
   * @param tariff 0 to 2^20 - 1
   * @param subunit 0 to 1023
   * @param register whether the storage number is the number of a register
   */
  public record Origin(
      DataFunction function, long storage, int tariff, int subunit, boolean register) {

    /** The current value. */
    public static final Origin CURRENT = of(DataFunction.INSTANTANEOUS, 0, 0, 0);

    /** A value that is not in a register of its own number. */
    public static Origin of(DataFunction function, long storage, int tariff, int subunit) {
      return new Origin(function, storage, tariff, subunit, false);
    }

    /** The origin of a record. */
    public static Origin of(DataRecord record) {
      return new Origin(
          record.function(),
          record.storage(),
          record.tariff(),
          record.subunit(),
          record.isRegisterNumber());
    }

    /** Checks the ranges. */
    public Origin {
      if (storage < 0
          || storage > MbusLimits.MOST_STORAGE
          || tariff >>> 20 != 0
          || subunit >>> 10 != 0) {
        throw new IllegalArgumentException("storage, tariff or subunit outside its range");
      }
    }
  }

  private static final int REAL = 0x5;
  private static final int VARIABLE = 0xD;
  private static final int[] INTEGER_FIELDS = {0, 1, 2, 3, 4, -1, 6, -1, 7};
  private static final int[] DECIMAL_FIELDS = {-1, 0x9, 0xA, 0xB, 0xC, -1, 0xE};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * An integer.
   *
   * @param width 1, 2, 3, 4, 6 or 8 bytes
   */
  public RecordEncoder integer(Origin origin, byte[] vib, int width, long value) {
    header(origin, field(INTEGER_FIELDS, width), vib);
    little(value, width);
    return this;
  }

  /**
   * A number as decimal digits.
   *
   * @param width 1, 2, 3, 4 or 6 bytes of two digits
   * @throws IllegalArgumentException when the number has more digits
   */
  public RecordEncoder decimal(Origin origin, byte[] vib, int width, long value) {
    header(origin, field(DECIMAL_FIELDS, width), vib);
    little(NumberBits.digits(value, width), width);
    return this;
  }

  /** A 32-bit real. */
  public RecordEncoder real(Origin origin, byte[] vib, float value) {
    header(origin, REAL, vib);
    little(Float.floatToRawIntBits(value), Integer.BYTES);
    return this;
  }

  /**
   * A date, a time or both.
   *
   * @throws IllegalArgumentException when no type holds it
   */
  public RecordEncoder time(Origin origin, byte[] vib, MeterTime time) {
    int width = time.hasDate() ? time.hasTime() ? time.hasSecond() ? 6 : 4 : 2 : 3;
    return integer(origin, vib, width, TimeBits.write(time, width));
  }

  /** Characters, at most 191 of ISO 8859-1. */
  public RecordEncoder text(Origin origin, byte[] vib, String text) {
    byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
    header(origin, VARIABLE, vib);
    length(characters.length);
    for (int i = characters.length - 1; i >= 0; i--) {
      out.write(characters[i]);
    }
    return this;
  }

  /** Bytes as they are, at most 191. */
  public RecordEncoder bytes(Origin origin, byte[] vib, byte[] bytes) {
    header(origin, VARIABLE, vib);
    length(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  private void length(int length) {
    if (length > 0xBF) {
      throw new IllegalArgumentException("at most 191 bytes, not " + length);
    }
    out.write(length);
  }

  /** A record without data. */
  public RecordEncoder empty(Origin origin, byte[] vib) {
    header(origin, 0, vib);
    return this;
  }

  /** A record once more, with its data information in the shortest form. */
  public RecordEncoder copy(DataRecord record) {
    byte[] header = record.header().toByteArray();
    information(Origin.of(record), record.dataField());
    out.write(header, record.dibLength(), record.vibLength());
    int lvar = record.dataLength() - record.data().length();
    if (lvar > 0) {
      out.write(record.lengthByte());
    }
    out.writeBytes(record.data().toByteArray());
    return this;
  }

  /** Bytes without meaning (2F). */
  public RecordEncoder filler(int count) {
    for (int i = 0; i < count; i++) {
      out.write(RecordPass.FILLER);
    }
    return this;
  }

  /** The maker's own bytes; nothing may follow them. */
  public RecordEncoder manufacturerData(byte[] bytes, boolean moreRecordsFollow) {
    out.write(moreRecordsFollow ? RecordPass.MORE_RECORDS : RecordPass.MANUFACTURER_DATA);
    out.writeBytes(bytes);
    return this;
  }

  /** All that was written. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }

  private void header(Origin origin, int field, byte[] vib) {
    information(origin, field);
    out.writeBytes(vib);
  }

  /** DIF and as many DIFE as the numbers need. */
  private void information(Origin origin, int field) {
    long storage = origin.storage() >>> 1;
    int tariff = origin.tariff();
    int subunit = origin.subunit();
    boolean more = storage != 0 || tariff != 0 || subunit != 0 || origin.register();
    int dif = field | origin.function().ordinal() << 4 | (int) (origin.storage() & 1) << 6;
    out.write(more ? dif | 0x80 : dif);
    while (more) {
      int dife = (int) (storage & 0xF) | (tariff & 3) << 4 | (subunit & 1) << 6;
      storage >>>= 4;
      tariff >>>= 2;
      subunit >>>= 1;
      boolean rest = storage != 0 || tariff != 0 || subunit != 0;
      more = rest || origin.register() && dife != 0;
      out.write(more ? dife | 0x80 : dife);
    }
  }

  private static int field(int[] fields, int width) {
    if (width < 1 || width >= fields.length || fields[width] < 0) {
      throw new IllegalArgumentException("no data field has " + width + " bytes");
    }
    return fields[width];
  }

  private void little(long bits, int width) {
    for (int i = 0; i < width; i++) {
      out.write((int) (bits >>> i * Byte.SIZE));
    }
  }
}
