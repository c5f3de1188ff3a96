package org.joulegate.codec.mbus.radio;

import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.transport.CiField;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.jspecify.annotations.Nullable;

/**
 * Frames of the radio link layer (EN 13757-4:2019, clause 12): formats A and B, with their
 * checksums or as receivers hand them out without.
 *
 * <p>Where the format is not known, the checksums tell it. Bytes whose checksums are damaged are
 * refused and never read as a frame without checksums. Pure functions; any thread may call them.
 */
public final class FrameDecoder {

  /** The least length field: C field, manufacturer and address. */
  private static final int MIN_LENGTH_FIELD = 9;

  private static final int MAX_FRAME = 290;
  private static final int CRC = 2;
  private static final int SYNC_HIGH = 0x54;
  private static final int SYNC_B = 0x3D;
  private static final int SYNC_A = 0xCD;
  private static final int PREAMBLE = 0x55;
  private static final String WITHOUT_CHECKSUMS =
      "the length field counts checksums that are not there: read as format B without them";

  private FrameDecoder() {}

  /**
   * Reads the frame that begins at an offset. Bytes behind it are a warning.
   *
   * @throws MalformedTelegramException when the bytes are fewer than the frame's length field says,
   *     when a checksum is wrong, or when the chips break their code
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static RadioFrame decode(byte[] array, int offset, int length, FrameKind kind)
      throws MalformedTelegramException {
    Objects.checkFromIndexSize(offset, length, array.length);
    LineCode line = kind.line();
    FrameFormat format = kind.format();
    if (line == LineCode.THREE_OF_SIX || line == LineCode.MANCHESTER) {
      return chips(array, offset, length, line, FrameFormat.A_WITH_CRC);
    }
    if (format != null) {
      return plain(array, offset, offset + length, format);
    }
    int start = synchronised(array, offset, offset + length);
    if (start > offset) {
      FrameFormat announced =
          (array[start - 1] & 0xFF) == SYNC_A ? FrameFormat.A_WITH_CRC : FrameFormat.B_WITH_CRC;
      return plain(array, start, offset + length, announced);
    }
    FrameFormat recognised = byChecksum(array, offset, length);
    if (recognised == null && line == null) {
      RadioFrame ofChips = recogniseChips(array, offset, length);
      if (ofChips != null) {
        return ofChips;
      }
    }
    if (recognised == null) {
      recognised = byLength(array, offset, length);
    }
    RadioFrame frame = plain(array, offset, offset + length, recognised);
    return recognised == FrameFormat.B_NO_CRC ? frame.with(WITHOUT_CHECKSUMS) : frame;
  }

  /**
   * Behind the synchronisation of mode C: 543D 54CD or 543D 543D, of which a receiver may have
   * taken the first half, and the preamble before it.
   */
  private static int synchronised(byte[] array, int offset, int end) {
    int position = offset;
    while (position < end && array[position] == PREAMBLE) {
      position++;
    }
    if (isSync(array, position, end, SYNC_B)
        && (isSync(array, position + 2, end, SYNC_A) || isSync(array, position + 2, end, SYNC_B))) {
      return position + 4;
    }
    if (position > offset && !isSync(array, position, end, SYNC_B)) {
      return offset;
    }
    boolean sync = isSync(array, position, end, SYNC_A) || isSync(array, position, end, SYNC_B);
    return sync ? position + 2 : offset;
  }

  private static boolean isSync(byte[] array, int position, int end, int low) {
    return position + 1 < end
        && array[position] == SYNC_HIGH
        && (array[position + 1] & 0xFF) == low;
  }

  /** The format whose first checksum is right; null when none is. */
  private static @Nullable FrameFormat byChecksum(byte[] array, int offset, int length) {
    if (length < RadioFrame.HEADER_LENGTH) {
      return null;
    }
    int field = array[offset] & 0xFF;
    if (field < MIN_LENGTH_FIELD) {
      return null;
    }
    if (blockA(array, offset, length, field, 0)
        && (field + 1 != length || matchesOfA(array, offset, length, field) > 1)) {
      return FrameFormat.A_WITH_CRC;
    }
    return isB(array, offset, length, field) ? FrameFormat.B_WITH_CRC : null;
  }

  /**
   * The format that the length tells. A frame that has one checksum in its place, or the very
   * length of one with checksums, is taken for that with damage, so that it is refused.
   */
  private static FrameFormat byLength(byte[] array, int offset, int length) {
    int field = length == 0 ? 0 : array[offset] & 0xFF;
    if (field < MIN_LENGTH_FIELD || field + 1 == length) {
      return FrameFormat.A_NO_CRC;
    }
    if (matchesOfA(array, offset, length, field) > 0
        || FrameFormat.A_WITH_CRC.wholeLength(field) == length) {
      return FrameFormat.A_WITH_CRC;
    }
    return lacksChecksumsOfB(array, offset, length, field)
        ? FrameFormat.B_NO_CRC
        : FrameFormat.A_NO_CRC;
  }

  /**
   * Whether there are as many bytes as a frame of format B has without the checksums that its
   * length field counts. A frame that is cut off may have as many: control and CI field must mean
   * something, and {@link RadioDecoder} looks whether the rest does.
   */
  private static boolean lacksChecksumsOfB(byte[] array, int offset, int length, int field) {
    return length > RadioFrame.HEADER_LENGTH
        && FrameFormat.B_NO_CRC.contentLength(field) == length
        && RadioControl.of(array[offset + 1]) != RadioControl.UNKNOWN
        && CiField.of(array[offset + RadioFrame.HEADER_LENGTH]).content()
            != CiField.Content.RESERVED;
  }

  private static boolean isB(byte[] array, int offset, int length, int field) {
    int whole = field + 1;
    return whole <= length
        && whole >= RadioFrame.HEADER_LENGTH + CRC
        && crcAt(array, offset, Math.min(whole - CRC, 126));
  }

  private static int matchesOfA(byte[] array, int offset, int length, int field) {
    int matches = 0;
    int blocks = 1 + Math.max(0, field + 1 - 10 + 15) / 16;
    for (int block = 0; block < blocks; block++) {
      if (blockA(array, offset, length, field, block)) {
        matches++;
      }
    }
    return matches;
  }

  private static boolean blockA(byte[] array, int offset, int length, int field, int block) {
    FrameFormat format = FrameFormat.A_WITH_CRC;
    int content = format.contentLength(field);
    int start = format.blockStart(block);
    int size = Math.min(format.blockStart(block + 1), content) - start;
    int at = format.received(start);
    return at + size + CRC <= length && crcAt(array, offset + at, size);
  }

  /** Whether the checksum of some bytes stands behind them, its high byte first. */
  private static boolean crcAt(byte[] array, int offset, int length) {
    int crc = Crc16.en13757(array, offset, length);
    return array[offset + length] == (byte) (crc >>> Byte.SIZE)
        && array[offset + length + 1] == (byte) crc;
  }

  /** Chips are believed when the first block that they carry has its checksum. */
  private static @Nullable RadioFrame recogniseChips(byte[] array, int offset, int length)
      throws MalformedTelegramException {
    for (LineCode code : List.of(LineCode.THREE_OF_SIX, LineCode.MANCHESTER)) {
      LineDecoder.Line line = line(array, offset, length, code, RadioFrame.HEADER_LENGTH + CRC);
      byte[] head = line.bytes();
      if (head.length == RadioFrame.HEADER_LENGTH + CRC
          && crcAt(head, 0, RadioFrame.HEADER_LENGTH)) {
        return chips(array, offset, length, code, FrameFormat.A_WITH_CRC);
      }
    }
    return null;
  }

  private static LineDecoder.Line line(
      byte[] array, int offset, int length, LineCode code, int maxBytes) {
    return code == LineCode.THREE_OF_SIX
        ? LineDecoder.threeOfSix(array, offset, length, maxBytes)
        : LineDecoder.manchester(array, offset, length, maxBytes);
  }

  private static RadioFrame chips(
      byte[] array, int offset, int length, LineCode code, FrameFormat format)
      throws MalformedTelegramException {
    LineDecoder.Line line = line(array, offset, length, code, MAX_FRAME);
    byte[] bytes = line.bytes();
    int needed = bytes.length == 0 ? 1 : format.wholeLength(bytes[0] & 0xFF);
    if (bytes.length < needed && line.faulty()) {
      throw line.fault(offset);
    }
    try {
      RadioFrame frame = plain(bytes, 0, Math.min(bytes.length, needed), format);
      int end = offset + code.received(line.firstChip(), needed);
      return new RadioFrame(
          code,
          line.firstChip(),
          format,
          frame.lengthField(),
          frame.control(),
          frame.address(),
          offset,
          Math.min(end, offset + length),
          frame.array(),
          frame.offset(),
          frame.length(),
          frame.warnings());
    } catch (MalformedTelegramException e) {
      throw e.at(Math.min(offset + length, offset + code.received(line.firstChip(), e.offset())));
    }
  }

  private static RadioFrame plain(byte[] array, int start, int end, FrameFormat format)
      throws MalformedTelegramException {
    if (start >= end) {
      throw MalformedTelegramException.truncated(end, "a length field", "no bytes");
    }
    int field = array[start] & 0xFF;
    int content = format.contentLength(field);
    if (content < RadioFrame.HEADER_LENGTH || format.lengthField(content) != field) {
      throw MalformedTelegramException.malformed(
          start, "a length field that a frame can have", Integer.toString(field));
    }
    int whole = format.wholeLength(field);
    if (format == FrameFormat.A_WITH_CRC && end - start >= RadioFrame.HEADER_LENGTH + CRC) {
      checkBlock(array, start, RadioFrame.HEADER_LENGTH, 0);
    }
    if (whole > end - start) {
      throw MalformedTelegramException.truncated(
          end, "a frame of " + whole + " bytes", (end - start) + " bytes");
    }
    byte[] bytes = array;
    int offset = start;
    if (format.hasCrc()) {
      bytes = withoutChecksums(array, start, content, format);
      offset = 0;
    }
    int trailing = end - start - whole;
    return new RadioFrame(
        LineCode.PLAIN,
        0,
        format,
        field,
        bytes[offset + 1] & 0xFF,
        MeterAddress.ofLink(bytes, offset + 2),
        start,
        start + whole,
        bytes,
        offset,
        content,
        trailing == 0 ? List.of() : List.of(trailing + " bytes behind the end of the frame"));
  }

  private static byte[] withoutChecksums(byte[] array, int start, int content, FrameFormat format)
      throws MalformedTelegramException {
    byte[] bytes = new byte[content];
    for (int block = 0, from = 0; from < content; block++) {
      int to = Math.min(format.blockStart(block + 1), content);
      int at = start + format.received(from);
      checkBlock(array, at, to - from, block);
      System.arraycopy(array, at, bytes, from, to - from);
      from = to;
    }
    return bytes;
  }

  private static void checkBlock(byte[] array, int offset, int length, int block)
      throws MalformedTelegramException {
    if (crcAt(array, offset, length)) {
      return;
    }
    int crc = Crc16.en13757(array, offset, length);
    int at = offset + length;
    throw new MalformedTelegramException(
        Kind.CRC,
        at,
        "checksum "
            + Hex.format((byte) (crc >>> Byte.SIZE), (byte) crc)
            + " of block "
            + (block + 1),
        Hex.format(array, at, CRC));
  }
}
