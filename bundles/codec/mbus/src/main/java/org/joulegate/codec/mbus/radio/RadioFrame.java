package org.joulegate.codec.mbus.radio;

import java.util.List;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.Transport;

/**
 * One frame of the radio link layer, checked and without its checksums.
 *
 * @param line how its bits were sent
 * @param firstChip chips before its first byte, when they were sent as chips
 * @param format how it was framed
 * @param lengthField the L field as sent, 0 to 255
 * @param control the C field, 0 to 255
 * @param address manufacturer and address of the link layer: the sender's, save in some frames to a
 *     meter
 * @param start where the L field stands in the bytes given, or of chips where the first one stands
 * @param end where the frame ends in the bytes given, checksums included
 * @param array bytes without checksums: the array given when there were none, else one of its own
 * @param offset where the L field stands in {@link #array()}
 * @param length bytes from the L field on, without checksums
 * @param warnings oddities that do not keep the frame from being read; usually empty
 */
public record RadioFrame(
    LineCode line,
    int firstChip,
    FrameFormat format,
    int lengthField,
    int control,
    MeterAddress address,
    int start,
    int end,
    byte[] array,
    int offset,
    int length,
    List<String> warnings) {

  /** Bytes of length field, C field and address. */
  public static final int HEADER_LENGTH = 10;

  /** The same frame with one warning. */
  RadioFrame with(String warning) {
    return new RadioFrame(
        line,
        firstChip,
        format,
        lengthField,
        control,
        address,
        start,
        end,
        array,
        offset,
        length,
        List.of(warning));
  }

  /** What the C field means. */
  public RadioControl meaning() {
    return RadioControl.of(control);
  }

  /** The meter that the message in this frame is of: see {@link Transport#meter}. */
  MeterAddress meter(Transport message) {
    MeterAddress meter = message.meter(address, !meaning().isToMeter());
    return meter == null ? address : meter;
  }

  /** Where the first CI field stands in {@link #array()}. */
  public int applicationOffset() {
    return offset + HEADER_LENGTH;
  }

  /** Bytes from the first CI field on; 0 in a frame of the link layer alone. */
  public int applicationLength() {
    return length - HEADER_LENGTH;
  }

  /** Where a byte of {@link #array()} stood in the bytes given. */
  public int received(int position) {
    int received = format.received(position - offset);
    return start + line.received(firstChip, received);
  }
}
