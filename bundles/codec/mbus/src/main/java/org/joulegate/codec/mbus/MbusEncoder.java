package org.joulegate.codec.mbus;

import org.joulegate.codec.mbus.transport.MeterAddress;

/** Writes frames of the wired link layer (EN 13757-2:2018, 5.7): the inverse of the decoder. */
public final class MbusEncoder {

  /** The C field of an answer with data. */
  public static final int RSP_UD = 0x08;

  /** The CI field of data records behind a long header. */
  public static final int CI_RECORDS = 0x72;

  private static final int FIELDS = 3;
  private static final int MOST_DATA = 0xFF - FIELDS;
  private static final int SHORT_HEADER = 4;

  private MbusEncoder() {}

  /** The acknowledgement. */
  public static byte[] acknowledgement() {
    return new byte[] {(byte) LinkFrame.ACK};
  }

  /** A short frame. */
  public static byte[] shortFrame(int control, int address) {
    byte[] frame = {LinkFrame.SHORT_START, (byte) control, (byte) address, 0, LinkFrame.STOP};
    frame[3] = (byte) LinkFrame.sum(frame, 1, 2);
    return frame;
  }

  /**
   * A long frame; without data it is a control frame.
   *
   * @param data what follows the CI field, at most 252 bytes
   */
  public static byte[] longFrame(int control, int address, int ci, byte[] data) {
    if (data.length > MOST_DATA) {
      throw new IllegalArgumentException(
          "a frame holds at most " + MOST_DATA + " bytes, not " + data.length);
    }
    int fields = FIELDS + data.length;
    byte[] frame = new byte[LinkFrame.LONG_OVERHEAD + fields];
    frame[0] = LinkFrame.LONG_START;
    frame[1] = (byte) fields;
    frame[2] = (byte) fields;
    frame[3] = LinkFrame.LONG_START;
    frame[4] = (byte) control;
    frame[5] = (byte) address;
    frame[6] = (byte) ci;
    System.arraycopy(data, 0, frame, 7, data.length);
    frame[frame.length - 2] = (byte) LinkFrame.sum(frame, 4, fields);
    frame[frame.length - 1] = LinkFrame.STOP;
    return frame;
  }

  /**
   * An answer of a meter with data records, not encrypted.
   *
   * @param address the primary address, 0 to 250
   * @param meter who the meter is
   * @param accessNumber counts the answers, 0 to 255
   * @param status the status byte, 0 to 255
   * @param records as {@link RecordEncoder} writes them, at most 240 bytes
   */
  public static byte[] answer(
      int address, MeterAddress meter, int accessNumber, int status, byte[] records) {
    byte[] data = new byte[MeterAddress.LENGTH + SHORT_HEADER + records.length];
    meter.writeLongHeader(data, 0);
    data[MeterAddress.LENGTH] = (byte) accessNumber;
    data[MeterAddress.LENGTH + 1] = (byte) status;
    System.arraycopy(records, 0, data, MeterAddress.LENGTH + SHORT_HEADER, records.length);
    return longFrame(RSP_UD, address, CI_RECORDS, data);
  }
}
