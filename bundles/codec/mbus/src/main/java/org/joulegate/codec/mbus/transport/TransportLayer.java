package org.joulegate.codec.mbus.transport;

import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.transport.CiField.Header;
import org.jspecify.annotations.Nullable;

/**
 * From the first CI field of a message to its readable bytes: extended link layer (EN 13757-4:2019,
 * clause 13), authentication layer, transport header and security modes (EN 13757-7:2018, clauses
 * 6, 7 and 9), and OMS security profiles A, B and D.
 *
 * <p>Pure functions; any thread may call them, as far as the cipher given allows.
 */
public final class TransportLayer {

  private TransportLayer() {}

  /**
   * Opens a message.
   *
   * <p>Bytes that a header announces to be sealed are never taken as plain: what cannot be opened,
   * or does not pass the check of its mode, stays sealed, and {@link Transport#security()} says
   * why. Bytes behind a sealed part that the header announces to be plain are readable even without
   * a key.
   *
   * @param array the message; unchanged afterwards, and to be left unchanged as long as the result
   *     is in use
   * @param offset where the first CI field stands
   * @param length bytes from there to the end of the message, checksums of the link excluded
   * @param linkAddress the address in the link layer of a radio telegram; null by wire
   * @param fromMeter whether the meter sent the message; false when it was sent to the meter
   * @param cipher the door to the keys; null when there are none
   * @throws MalformedTelegramException when a layer is cut off or breaks its rules, when a checksum
   *     of an unsealed layer is wrong, when the message is a fragment ({@code INCOMPLETE}), or when
   *     a layer is one that is not read here ({@code UNSUPPORTED})
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static Transport open(
      byte[] array,
      int offset,
      int length,
      @Nullable MeterAddress linkAddress,
      boolean fromMeter,
      @Nullable TelegramCipher cipher)
      throws MalformedTelegramException {
    Objects.checkFromIndexSize(offset, length, array.length);
    int end = offset + length;
    return open(new OpenedText(array, end), offset, length, linkAddress, fromMeter, cipher);
  }

  /**
   * Opens one of several messages in an array, as {@link #open(byte[], int, int, MeterAddress,
   * boolean, TelegramCipher)} does. Messages must not overlap: what is opened of all of them is in
   * one copy of the array.
   *
   * @param room for the messages of the array
   * @throws MalformedTelegramException as for a single message
   * @throws IndexOutOfBoundsException when the range is not inside the room
   */
  public static Transport open(
      OpenedText room,
      int offset,
      int length,
      @Nullable MeterAddress linkAddress,
      boolean fromMeter,
      @Nullable TelegramCipher cipher)
      throws MalformedTelegramException {
    Objects.checkFromIndexSize(offset, length, room.end());
    int end = offset + length;
    Transport plain = length == 0 ? null : unsealed(room.given(), offset, end);
    return plain != null
        ? plain
        : new TransportReader(room, offset, end, linkAddress, fromMeter, cipher).read();
  }

  /**
   * What {@link TransportReader} gives for the message that most are by wire: no layer below, and a
   * header, if there is one, that says that nothing is sealed. It costs only its result.
   *
   * @return null for every other message
   */
  private static @Nullable Transport unsealed(byte[] array, int offset, int end) {
    CiField field = CiField.of(array[offset]);
    int headerLength = field.header().length();
    int start = offset + 1 + headerLength;
    if (field.isLayer() || start > end) {
      return null;
    }
    TplHeader header = null;
    if (headerLength > 0) {
      int at = start - TplHeader.SHORT_LENGTH;
      int configuration = LayerReader.u16(array, at + 2);
      if (TplHeader.securityMode(configuration) != 0) {
        return null;
      }
      MeterAddress address =
          field.header() == Header.LONG ? MeterAddress.ofLongHeader(array, offset + 1) : null;
      header = new TplHeader(address, array[at] & 0xFF, array[at + 1] & 0xFF, configuration);
    }
    return new Transport(
        field.ci(),
        offset,
        headerLength,
        null,
        null,
        header,
        Security.NONE,
        array,
        start,
        end - start,
        TransportReader.NONE,
        TransportReader.NONE,
        List.of());
  }
}
