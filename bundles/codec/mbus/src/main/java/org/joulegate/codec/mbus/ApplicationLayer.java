package org.joulegate.codec.mbus;

import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.transport.CiField;
import org.joulegate.codec.mbus.transport.MeterAddress;

/**
 * The application layer of EN 13757-3:2018 behind the header that the CI field announces.
 *
 * <p>Pure functions, except that a format cache given learns from full frames.
 */
public final class ApplicationLayer {

  private static final int HIGH_FIRST = 0x76;
  private static final int FIXED_HIGH_FIRST = 0x77;
  private static final int SELECTION_HIGH_FIRST = 0x56;
  private static final int LONG_HEADER = 12;
  private static final int FIRST_BAUD_RATE = 0xB8;

  private ApplicationLayer() {}

  /**
   * Reads an application.
   *
   * @param ci the CI field, 0 to 255
   * @param array holds the application, and is left unchanged as long as the result is in use
   * @param offset of the first byte behind the header
   * @param length of the application
   * @param owner who sends it; nobody for what is not known to be whole
   * @param formats by which compact frames are read
   * @throws MalformedTelegramException when the structure is broken, or when the format of a
   *     compact frame is not known; a fault among data records is in the {@link Records}
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static ApplicationData decode(
      int ci,
      byte[] array,
      int offset,
      int length,
      FormatOwner owner,
      FormatCache formats,
      MbusLimits limits)
      throws MalformedTelegramException {
    Objects.checkFromIndexSize(offset, length, array.length);
    CiField field = CiField.of(ci);
    return switch (field.content()) {
      case RECORDS -> {
        boolean fromMeter = field.fromMeter();
        Records records = RecordDecoder.decode(array, offset, length, fromMeter, false, limits);
        if (fromMeter) {
          CompactFrames.learn(records, owner, formats);
        }
        yield new ApplicationData.Variable(records, array, false);
      }
      case COMPACT -> compact(array, offset, length, owner, formats, limits);
      case FORMAT -> format(array, offset, length, owner, formats);
      case OLD_RECORDS -> old(ci, array, offset, length, limits);
      case APPLICATION_ERROR -> error(array, offset, length);
      case ALARM -> alarm(array, offset, length, limits);
      case APPLICATION_SELECT -> new ApplicationData.Select(new ByteSlice(array, offset, length));
      case SELECTION -> selection(array, offset, length, ci == SELECTION_HIGH_FIRST, limits);
      case BAUD_RATE -> new ApplicationData.BaudRate(300 << (ci - FIRST_BAUD_RATE));
      default -> new ApplicationData.Other(field, new ByteSlice(array, offset, length));
    };
  }

  private static ApplicationData compact(
      byte[] array,
      int offset,
      int length,
      FormatOwner owner,
      FormatCache formats,
      MbusLimits limits)
      throws MalformedTelegramException {
    byte[] full = CompactFrames.expand(array, offset, length, owner, formats);
    Records records = RecordDecoder.decode(full, 0, full.length, limits);
    if (records.fault() != null) { // Its place is one in the full frame, which was not sent.
      records = records.withFault(records.fault().at(offset));
    }
    return new ApplicationData.Variable(records, full, true);
  }

  private static ApplicationData format(
      byte[] array, int offset, int length, FormatOwner owner, FormatCache formats)
      throws MalformedTelegramException {
    byte[] format = CompactFrames.formatFrame(array, offset, length);
    int signature = CompactFrames.signature(format);
    formats.learn(owner, signature, format);
    return new ApplicationData.Format(signature, new ByteSlice(array, offset + 3, format.length));
  }

  /** Mode 2 of older meters: the header too has its high bytes first, and there is no security. */
  private static ApplicationData old(
      int ci, byte[] array, int offset, int length, MbusLimits limits)
      throws MalformedTelegramException {
    if (ci == FIXED_HIGH_FIRST) {
      return new ApplicationData.Fixed(FixedData.decode(array, offset, length, true));
    }
    if (length < LONG_HEADER) {
      throw MalformedTelegramException.truncated(
          offset + length, LONG_HEADER + " bytes of a header", length + " bytes");
    }
    Records records =
        RecordDecoder.decode(
            array, offset + LONG_HEADER, length - LONG_HEADER, true, ci == HIGH_FIRST, limits);
    return new ApplicationData.Variable(records, array, false);
  }

  private static ApplicationError error(byte[] array, int offset, int length) {
    return length == 0
        ? new ApplicationError(0, offset, new ByteSlice(array, offset, 0))
        : new ApplicationError(
            array[offset] & 0xFF, offset, new ByteSlice(array, offset + 1, length - 1));
  }

  private static ApplicationData alarm(byte[] array, int offset, int length, MbusLimits limits)
      throws MalformedTelegramException {
    if (length == 0) {
      throw MalformedTelegramException.truncated(offset, "the alarm states", "no bytes");
    }
    Records records = RecordDecoder.decode(array, offset + 1, length - 1, limits);
    return new ApplicationData.Alarm(array[offset] & 0xFF, whole(records));
  }

  private static ApplicationData selection(
      byte[] array, int offset, int length, boolean highFirst, MbusLimits limits)
      throws MalformedTelegramException {
    if (length < MeterAddress.LENGTH) {
      throw MalformedTelegramException.truncated(
          offset + length, "the eight bytes of a secondary address", length + " bytes");
    }
    MeterAddress address =
        highFirst ? highFirstAddress(array, offset) : MeterAddress.ofLongHeader(array, offset);
    int rest = offset + MeterAddress.LENGTH;
    Records records =
        RecordDecoder.decode(array, rest, length - MeterAddress.LENGTH, false, highFirst, limits);
    return new ApplicationData.Selection(address, whole(records));
  }

  private static List<DataRecord> whole(Records records) throws MalformedTelegramException {
    if (records.fault() != null) {
      throw records.fault();
    }
    return records.records();
  }

  private static void reverse(byte[] array, int from, int length) {
    for (int i = 0; i < length / 2; i++) {
      byte b = array[from + i];
      array[from + i] = array[from + length - 1 - i];
      array[from + length - 1 - i] = b;
    }
  }

  /** The meter's address in the header of mode 2. */
  static MeterAddress highFirstAddress(byte[] array, int offset) {
    byte[] address = new byte[MeterAddress.LENGTH];
    System.arraycopy(array, offset, address, 0, address.length);
    reverse(address, 0, 4);
    reverse(address, 4, 2);
    return MeterAddress.ofLongHeader(address, 0);
  }
}
