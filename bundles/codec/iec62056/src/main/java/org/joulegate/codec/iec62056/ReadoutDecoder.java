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
    Readout readout = first(bytes, offset, length, limits);
    if (readout.fault() == null || !Parity.isEven(bytes, offset, length)) {
      return readout;
    }
    byte[] plain = Parity.strip(bytes, offset, length);
    return warned(first(plain, offset, length, limits));
  }

  private static Readout first(byte[] bytes, int offset, int length, ReadoutLimits limits) {
    IdentificationFinder finder = new IdentificationFinder(bytes, offset + length, limits);
    return new MessageReader(bytes, offset, finder, limits).readout();
  }

  private static Readout warned(Readout plain) {
    return new Readout(
        plain.identification(),
        plain.dataSets(),
        plain.check(),
        Parity.warned(plain.warnings(), plain.offset()),
        plain.fault(),
        plain.offset(),
        plain.end());
  }

  /**
   * All read-outs in some bytes, one after the other; at least one, which may be refused.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static List<Readout> readAll(byte[] bytes, int offset, int length, ReadoutLimits limits) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    boolean parity = Parity.isEven(bytes, offset, length);
    byte[] plain = parity ? Parity.strip(bytes, offset, length) : bytes;
    IdentificationFinder finder = new IdentificationFinder(plain, offset + length, limits);
    List<Readout> all = readAll(plain, offset, finder, limits);
    if (parity) {
      all.replaceAll(ReadoutDecoder::warned);
    }
    return all;
  }

  static List<Readout> readAll(
      byte[] bytes, int offset, IdentificationFinder finder, ReadoutLimits limits) {
    List<Readout> all = new ArrayList<>(1);
    int from = offset;
    do {
      Readout readout = new MessageReader(bytes, from, finder, limits).readout();
      all.add(readout);
      from = Math.min(finder.limit(), Math.max(readout.end(), from + 1));
    } while (finder.hasStart(from));
    return all;
  }
}
