package org.joulegate.codec.mbus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;

/**
 * A frame of the wired link layer (EN 13757-2:2018, 5.7; EN 60870-5-2, format class FT 1.2).
 *
 * @param kind which of the four kinds
 * @param offset of its first byte in the array
 * @param length of all its bytes
 * @param controlBits the C field; 0 for an acknowledgement, which has none
 * @param address the A field, 0 to 255; 0 for an acknowledgement, which has none
 * @param userOffset of the first byte behind the A field, the CI field
 * @param userLength bytes from the CI field to the last before the checksum; 0 for short kinds
 */
public record LinkFrame(
    FrameKind kind,
    int offset,
    int length,
    int controlBits,
    int address,
    int userOffset,
    int userLength) {

  /** The kinds of frames. */
  public enum FrameKind {
    /** One byte E5: understood. */
    ACKNOWLEDGEMENT,
    /** C and A field only. */
    SHORT,
    /** C, A and CI field only. */
    CONTROL,
    /** C, A and CI field, and data. */
    LONG
  }

  static final int ACK = 0xE5;
  static final int SHORT_START = 0x10;
  static final int LONG_START = 0x68;
  static final int STOP = 0x16;
  static final int SHORT_LENGTH = 5;
  static final int LONG_OVERHEAD = 6;
  private static final int LEAST_FIELDS = 3;
  private static final long EVERY_SECOND_BYTE = 0x00FF_00FF_00FF_00FFL;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /**
   * How many bytes the frame has that begins at the offset, from its first four bytes.
   *
   * @return the length; 0 when more bytes are needed to tell; -1 when no frame begins there
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static int needed(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    if (length == 0) {
      return 0;
    }
    int start = array[offset] & 0xFF;
    if (start == ACK) {
      return 1;
    }
    if (start == SHORT_START) {
      return SHORT_LENGTH;
    }
    if (start != LONG_START) {
      return -1;
    }
    int fields = length > 1 ? array[offset + 1] & 0xFF : LEAST_FIELDS;
    boolean possible =
        fields >= LEAST_FIELDS
            && (length <= 2 || (array[offset + 2] & 0xFF) == fields)
            && (length <= 3 || (array[offset + 3] & 0xFF) == LONG_START);
    if (!possible) {
      return -1;
    }
    return length < 4 ? 0 : LONG_OVERHEAD + fields;
  }

  /**
   * Reads the frame that begins at the offset; bytes behind it are not looked at.
   *
   * @throws MalformedTelegramException when there is none, or it is cut off or damaged
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static LinkFrame decode(byte[] array, int offset, int length)
      throws MalformedTelegramException {
    Objects.checkFromIndexSize(offset, length, array.length);
    int end = offset + length;
    if (length == 0) {
      throw MalformedTelegramException.truncated(end, "a frame", "no bytes");
    }
    return switch (array[offset] & 0xFF) {
      case ACK -> new LinkFrame(FrameKind.ACKNOWLEDGEMENT, offset, 1, 0, 0, offset + 1, 0);
      case SHORT_START -> shortFrame(array, offset, end);
      case LONG_START -> longFrame(array, offset, end);
      default ->
          throw MalformedTelegramException.malformed(
              offset, "the start of a frame (0x10, 0x68 or 0xe5)", Hex.ofByte(array[offset]));
    };
  }

  private static LinkFrame shortFrame(byte[] array, int offset, int end)
      throws MalformedTelegramException {
    require(SHORT_LENGTH, offset, end);
    close(array, offset + 1, 2);
    return new LinkFrame(
        FrameKind.SHORT,
        offset,
        SHORT_LENGTH,
        array[offset + 1] & 0xFF,
        array[offset + 2] & 0xFF,
        offset + 3,
        0);
  }

  private static LinkFrame longFrame(byte[] array, int offset, int end)
      throws MalformedTelegramException {
    require(4, offset, end);
    int fields = array[offset + 1] & 0xFF;
    if ((array[offset + 2] & 0xFF) != fields) {
      throw MalformedTelegramException.malformed(
          offset + 2,
          "the length " + Hex.ofByte(fields) + " once more",
          Hex.ofByte(array[offset + 2]));
    }
    if ((array[offset + 3] & 0xFF) != LONG_START) {
      throw MalformedTelegramException.malformed(
          offset + 3, "the start 0x68 once more", Hex.ofByte(array[offset + 3]));
    }
    if (fields < LEAST_FIELDS) {
      throw MalformedTelegramException.malformed(
          offset + 1, "a length of 3 or more", Integer.toString(fields));
    }
    require(LONG_OVERHEAD + fields, offset, end);
    close(array, offset + 4, fields);
    return new LinkFrame(
        fields == LEAST_FIELDS ? FrameKind.CONTROL : FrameKind.LONG,
        offset,
        LONG_OVERHEAD + fields,
        array[offset + 4] & 0xFF,
        array[offset + 5] & 0xFF,
        offset + 6,
        fields - 2);
  }

  private static void require(int needed, int offset, int end) throws MalformedTelegramException {
    if (needed > end - offset) {
      throw MalformedTelegramException.truncated(
          end, "a frame of " + needed + " bytes", (end - offset) + " bytes");
    }
  }

  /** Checks stop byte and checksum behind the fields. */
  private static void close(byte[] array, int from, int length) throws MalformedTelegramException {
    int at = from + length;
    if ((array[at + 1] & 0xFF) != STOP) {
      throw MalformedTelegramException.malformed(
          at + 1, "the stop byte 0x16", Hex.ofByte(array[at + 1]));
    }
    int sum = sum(array, from, length);
    if ((array[at] & 0xFF) != sum) {
      throw new MalformedTelegramException(
          Kind.CRC, at, "the checksum " + Hex.ofByte(sum), Hex.ofByte(array[at]));
    }
  }

  /**
   * The checksum of the fields: their sum without carry. Eight bytes are added in one step, as four
   * sums of 16 bits side by side, which is four times as fast as one after another.
   *
   * @param length 0 to 255, so that no sum of 16 bits overflows into the next
   */
  static int sum(byte[] array, int from, int length) {
    int end = from + length;
    int at = from;
    long sums = 0;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long eight = (long) LONG.get(array, at);
      sums += (eight & EVERY_SECOND_BYTE) + (eight >>> Byte.SIZE & EVERY_SECOND_BYTE);
    }
    int sum = (int) (sums + (sums >>> 16) + (sums >>> 32) + (sums >>> 48));
    for (; at < end; at++) {
      sum += array[at];
    }
    return sum & 0xFF;
  }

  /** The C field. */
  public ControlField control() {
    return new ControlField(controlBits);
  }

  /** Whether the meter sent it: by wire, the master is always the primary station. */
  public boolean fromMeter() {
    return (controlBits & 0x40) == 0;
  }

  /** Who is addressed, in words (EN 13757-2:2018, 5.7.5, table 3). */
  public String addressText() {
    return addressText(address);
  }

  /** What an address means, in words. */
  public static String addressText(int address) {
    return switch (address) {
      case 0 -> "a meter without an address";
      case 251 -> "the management of the primary master repeater";
      case 252 -> "reserved";
      case 253 -> "the meter selected by its secondary address";
      case 254 -> "any meter, which answers";
      case 255 -> "all meters, none of which answers";
      default -> "the meter with address " + address;
    };
  }
}
