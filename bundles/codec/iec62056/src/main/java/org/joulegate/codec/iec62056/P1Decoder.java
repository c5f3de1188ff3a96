package org.joulegate.codec.iec62056;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * Reads telegrams of P1: identification, data lines, exclamation mark and, from DSMR 4.0 on, four
 * hex digits of CRC-16 over everything from the slash to the exclamation mark (DSMR P1 5.0.2, 5.2).
 *
 * <p>The array is not copied and must stay as it is while the records are in use.
 */
public final class P1Decoder {

  private P1Decoder() {}

  /**
   * The first telegram in some bytes, whole.
   *
   * @throws MalformedTelegramException when it is refused; offsets are positions in the array
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static P1Telegram decode(byte[] bytes, int offset, int length, ReadoutLimits limits)
      throws MalformedTelegramException {
    P1Telegram telegram = read(bytes, offset, length, limits);
    MalformedTelegramException fault = telegram.message().fault();
    if (fault != null) {
      throw fault;
    }
    return telegram;
  }

  /**
   * The first telegram in some bytes: what could be read of it, and why it is refused. Nothing is
   * given of a telegram with a wrong checksum.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static P1Telegram read(byte[] bytes, int offset, int length, ReadoutLimits limits) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    IdentificationFinder finder = new IdentificationFinder(bytes, offset + length, limits);
    return new MessageReader(bytes, offset, finder, limits).p1();
  }

  /**
   * All telegrams in some bytes, one after the other; at least one, which may be refused.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static List<P1Telegram> readAll(
      byte[] bytes, int offset, int length, ReadoutLimits limits) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return readAll(bytes, offset, new IdentificationFinder(bytes, offset + length, limits), limits);
  }

  static List<P1Telegram> readAll(
      byte[] bytes, int offset, IdentificationFinder finder, ReadoutLimits limits) {
    List<P1Telegram> all = new ArrayList<>(1);
    int from = offset;
    do {
      P1Telegram telegram = new MessageReader(bytes, from, finder, limits).p1();
      all.add(telegram);
      from = Math.min(finder.limit(), Math.max(telegram.message().end(), from + 1));
    } while (finder.hasStart(from));
    return all;
  }
}
