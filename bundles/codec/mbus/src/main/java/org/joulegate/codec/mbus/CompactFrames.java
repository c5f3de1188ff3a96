package org.joulegate.codec.mbus;

import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Full, format and compact frames (EN 13757-3:2018, annex G).
 *
 * <p>The signature of a format is the checksum of EN 13757 over data and value information of all
 * records; a compact frame begins with it and with the checksum over the full frame.
 */
final class CompactFrames {

  private static final int EXTENSION = 0x80;
  private static final int PLAIN_TEXT = 0x7C;
  private static final int HEADER = 4;

  private CompactFrames() {}

  /** The data and value information of records, one after another. */
  static byte[] format(List<DataRecord> records) {
    int length = 0;
    for (DataRecord record : records) {
      length += record.header().length();
    }
    byte[] format = new byte[length];
    int at = 0;
    for (DataRecord record : records) {
      byte[] header = record.header().toByteArray();
      System.arraycopy(header, 0, format, at, header.length);
      at += header.length;
    }
    return format;
  }

  /** Remembers the format of a full frame that was read whole. */
  static void learn(Records records, FormatOwner owner, FormatCache formats) {
    if (formats.learns() && records.fault() == null && !records.records().isEmpty()) {
      byte[] format = format(records.records());
      formats.learn(owner, signature(format), format);
    }
  }

  static int signature(byte[] format) {
    return Crc16.en13757(format, 0, format.length);
  }

  /** A format frame: its length, the signature, the format. */
  static byte[] formatFrame(byte[] array, int offset, int length)
      throws MalformedTelegramException {
    if (length < 3) {
      throw MalformedTelegramException.truncated(
          offset + length, "length and signature of a format", length + " bytes");
    }
    int announced = array[offset] & 0xFF;
    if (announced > length - 1) {
      throw MalformedTelegramException.truncated(
          offset + length, announced + " bytes of a format", (length - 1) + " bytes");
    }
    if (announced < 2) {
      throw MalformedTelegramException.malformed(
          offset, "a format of 2 bytes or more", Integer.toString(announced));
    }
    byte[] format = Arrays.copyOfRange(array, offset + 3, offset + 1 + announced);
    int signature = u16(array, offset + 1);
    if (signature != signature(format)) {
      throw new MalformedTelegramException(
          Kind.CRC, offset + 1, "the signature of the format", "another one");
    }
    return format;
  }

  static int u16(byte[] array, int offset) {
    return array[offset] & 0xFF | (array[offset + 1] & 0xFF) << Byte.SIZE;
  }

  /**
   * The full frame that a compact frame stands for.
   *
   * @throws MalformedTelegramException when the format is not known ({@code NEEDS_FULL_FRAME}) or
   *     does not fit
   */
  static byte[] expand(byte[] array, int offset, int length, FormatOwner owner, FormatCache formats)
      throws MalformedTelegramException {
    if (length < HEADER) {
      throw MalformedTelegramException.truncated(
          offset + length, "the checksums of a compact frame", length + " bytes");
    }
    int signature = u16(array, offset);
    byte @Nullable [] format = formats.format(owner, signature);
    if (format == null) {
      throw new MalformedTelegramException(
          Kind.NEEDS_FULL_FRAME,
          offset,
          "a format that is known from a full frame",
          "signature " + Hex.ofByte(signature >>> 8) + Hex.ofByte(signature).substring(2));
    }
    byte[] full = new Merge(format, array, offset + HEADER, offset + length).full();
    if (Crc16.en13757(full, 0, full.length) != u16(array, offset + 2)) {
      throw new MalformedTelegramException(
          Kind.CRC, offset + 2, "the checksum of the full frame", "another one");
    }
    return full;
  }

  /** Puts the data of a compact frame behind the information of its format. */
  private static final class Merge {
    private final byte[] format;
    private final byte[] array;
    private final int end;
    private final byte[] full;
    private int from;
    private int data;
    private int length;

    Merge(byte[] format, byte[] array, int offset, int end) {
      this.format = format;
      this.array = array;
      this.data = offset;
      this.end = end;
      this.full = new byte[format.length + end - offset];
    }

    byte[] full() throws MalformedTelegramException {
      while (from < format.length) {
        int dif = format[from] & 0xFF;
        int information = information();
        System.arraycopy(format, from, full, length, information);
        from += information;
        length += information;
        int size = size(dif);
        if (size > end - data) {
          throw MalformedTelegramException.truncated(
              end, size + " bytes of data", (end - data) + " bytes");
        }
        System.arraycopy(array, data, full, length, size);
        data += size;
        length += size;
      }
      if (data != end) {
        throw MalformedTelegramException.malformed(
            data, "the end of the data", (end - data) + " bytes more");
      }
      return full;
    }

    /** Bytes of data and value information of the record at the position. */
    private int information() throws MalformedTelegramException {
      int at = from;
      while ((at(at++) & EXTENSION) != 0) {}
      int vif = at(at++);
      if ((vif & ~EXTENSION) == PLAIN_TEXT) {
        at += 1 + at(at);
      }
      for (int b = vif; (b & EXTENSION) != 0; at++) {
        b = at(at);
      }
      if (at > format.length) {
        throw incomplete();
      }
      return at - from;
    }

    private int at(int index) throws MalformedTelegramException {
      if (index >= format.length) {
        throw incomplete();
      }
      return format[index] & 0xFF;
    }

    private MalformedTelegramException incomplete() {
      return MalformedTelegramException.malformed(data, "a format of whole records", "a part");
    }

    private int size(int dif) throws MalformedTelegramException {
      if ((dif & 0xF) == 0xF) {
        throw MalformedTelegramException.malformed(
            data, "a format of data records", "the special DIF " + Hex.ofByte(dif));
      }
      return DataReader.size(dif & 0xF, array, data, end);
    }
  }
}
