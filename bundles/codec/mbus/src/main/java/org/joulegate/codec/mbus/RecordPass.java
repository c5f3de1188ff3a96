package org.joulegate.codec.mbus;

import java.util.Arrays;
import java.util.Objects;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/** One pass over the records of one telegram: each the short way, or else the long one. */
final class RecordPass {

  static final int FILLER = 0x2F;
  static final int MANUFACTURER_DATA = 0x0F;
  static final int MORE_RECORDS = 0x1F;
  static final int GLOBAL_READOUT = 0x7F;

  private static final int SPECIAL = 0x0F;

  /** Records of meters have some six bytes each, which tells how much room they will need. */
  private static final int BYTES_EXPECTED = 6;

  private static final int MOST_EXPECTED = 64;

  private final byte[] array;
  private final int start;
  private final int end;
  private final boolean fromMeter;
  private final boolean highFirst;
  private final MbusLimits limits;
  private final PlainReader plain;
  private final boolean hasPlain;
  private @Nullable RecordReader reader;

  RecordPass(
      byte[] array,
      int offset,
      int length,
      boolean fromMeter,
      boolean highFirst,
      MbusLimits limits) {
    Objects.checkFromIndexSize(offset, length, array.length);
    this.array = array;
    this.start = offset;
    this.end = offset + length;
    this.fromMeter = fromMeter;
    this.highFirst = highFirst;
    this.limits = limits;
    this.plain = new PlainReader(array, end, fromMeter);
    this.hasPlain = !highFirst && limits.difes().most() >= PlainReader.MOST_DIFES;
  }

  Records read() {
    DataRecord[] records =
        new DataRecord[Math.min(MOST_EXPECTED, 4 + (end - start) / BYTES_EXPECTED)];
    int count = 0;
    int at = start;
    ByteSlice manufacturerData = null;
    boolean more = false;
    boolean global = false;
    MalformedTelegramException fault = null;
    try {
      while (at < end && manufacturerData == null) {
        int dif = array[at] & 0xFF;
        if ((dif & SPECIAL) != SPECIAL) {
          limits.records().check(count + 1, at);
          DataRecord next = record(at);
          records = count < records.length ? records : Arrays.copyOf(records, 2 * count);
          records[count++] = next;
          at += next.length();
        } else if (dif == MANUFACTURER_DATA || dif == MORE_RECORDS) {
          more = dif == MORE_RECORDS;
          manufacturerData = new ByteSlice(array, at + 1, end - at - 1);
        } else if (dif == FILLER || dif == GLOBAL_READOUT) {
          global |= dif == GLOBAL_READOUT;
          at++;
        } else {
          throw MalformedTelegramException.malformed(at, "a DIF of table 4 or 7", Hex.ofByte(dif));
        }
      }
    } catch (MalformedTelegramException e) {
      fault = e;
    }
    return new Records(new RecordList(records, count), manufacturerData, more, global, fault);
  }

  private DataRecord record(int at) throws MalformedTelegramException {
    DataRecord record = hasPlain ? plain.read(at) : null;
    return record == null ? reader().read(at) : record;
  }

  /** Made when it is needed: the records of most telegrams are all plain. */
  private RecordReader reader() {
    RecordReader made = reader;
    if (made == null) {
      made = new RecordReader(array, end, fromMeter, highFirst, limits);
      reader = made;
    }
    return made;
  }
}
