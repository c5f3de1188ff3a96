package org.joulegate.codec.iec62056;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * Reads read-outs of IEC 62056-21, with STX and block check character and without, in one pass.
 *
 * <p>The array is not copied and must stay as it is while the records are in use, save where every
 * byte carries a parity bit: those bits are taken off in a copy.
 */
public final class ReadoutDecoder {

  private ReadoutDecoder() {}

  /**
   * The first read-out in some bytes, whole.
   *
   * @throws MalformedTelegramException when it is refused; offsets are positions in the array
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static Readout decode(byte[] bytes, int offset, int length, ReadoutLimits limits)
      throws MalformedTelegramException {
    Readout readout = read(bytes, offset, length, limits);
    MalformedTelegramException fault = readout.fault();
    if (fault != null) {
      throw fault;
    }
    return readout;
  }

  /**
   * The first read-out in some bytes: what could be read of it, and why it is refused.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static Readout read(byte[] bytes, int offset, int length, ReadoutLimits limits) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    Readout readout = new MessageReader(bytes, offset, offset + length, limits).readout();
    MalformedTelegramException fault = readout.fault();
    if (fault != null && Parity.isEven(bytes, offset, length)) {
      byte[] plain = Parity.strip(bytes, offset, length);
      Readout again = new MessageReader(plain, offset, offset + length, limits).readout();
      return new Readout(
          again.identification(),
          again.dataSets(),
          again.check(),
          Parity.warned(again.warnings(), offset),
          again.fault(),
          again.offset(),
          again.end());
    }
    return readout;
  }

  /**
   * All read-outs in some bytes, one after the other; at least one, which may be refused.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static List<Readout> readAll(byte[] bytes, int offset, int length, ReadoutLimits limits) {
    List<Readout> all = new ArrayList<>(1);
    int end = offset + length;
    int from = offset;
    do {
      Readout readout = read(bytes, from, end - from, limits);
      all.add(readout);
      from = Math.min(end, Math.max(readout.end(), from + 1));
    } while (MessageReader.hasStart(bytes, from, end, limits));
    return all;
  }
}
