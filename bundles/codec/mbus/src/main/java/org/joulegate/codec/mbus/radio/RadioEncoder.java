package org.joulegate.codec.mbus.radio;

import java.util.Arrays;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.mbus.transport.MeterAddress;

/** Writes radio frames: for simulated meters and for tests. Pure functions. */
public final class RadioEncoder {

  private RadioEncoder() {}

  /**
   * A frame.
   *
   * @param control the C field, 0 to 255
   * @param message the bytes from the first CI field on; may be empty
   * @throws IllegalArgumentException when the message is too long for a length field of one byte
   */
  public static byte[] frame(
      FrameFormat format, int control, MeterAddress address, byte[] message) {
    int content = RadioFrame.HEADER_LENGTH + message.length;
    int field = format.lengthField(content);
    if (field > 0xFF) {
      throw new IllegalArgumentException("a message of " + message.length + " bytes is too long");
    }
    byte[] bytes = new byte[content];
    bytes[0] = (byte) field;
    bytes[1] = (byte) control;
    address.writeLink(bytes, 2);
    System.arraycopy(message, 0, bytes, RadioFrame.HEADER_LENGTH, message.length);
    return format.hasCrc() ? withChecksums(bytes, format) : bytes;
  }

  /** Mode C: synchronisation, then a frame of format A or B with checksums. */
  public static byte[] modeC(FrameFormat format, byte[] frame) {
    byte[] sent = new byte[4 + frame.length];
    sent[0] = 0x54;
    sent[1] = 0x3D;
    sent[2] = 0x54;
    sent[3] = (byte) (format.isA() ? 0xCD : 0x3D);
    System.arraycopy(frame, 0, sent, 4, frame.length);
    return sent;
  }

  private static byte[] withChecksums(byte[] content, FrameFormat format) {
    byte[] frame = new byte[format.wholeLength(content[0] & 0xFF)];
    for (int block = 0, from = 0; from < content.length; block++) {
      int to = Math.min(format.blockStart(block + 1), content.length);
      byte[] bytes = Arrays.copyOfRange(content, from, to);
      int crc = Crc16.en13757(bytes, 0, bytes.length);
      int at = format.received(from);
      System.arraycopy(bytes, 0, frame, at, bytes.length);
      frame[at + bytes.length] = (byte) (crc >>> Byte.SIZE);
      frame[at + bytes.length + 1] = (byte) crc;
      from = to;
    }
    return frame;
  }
}
