package org.joulegate.codec.dlms;

import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what DLMS meters push, from the bytes of a line, a datagram or a bare APDU to typed data.
 *
 * <p>Pure functions; a telegram refers to the array that was decoded, or to one of its own where it
 * was put together or opened.
 */
public final class DlmsDecoder {

  private DlmsDecoder() {}

  /**
   * Everything in some bytes.
   *
   * @param telegrams APDUs that were read, in order
   * @param unread whole frames whose APDU could not be read: no key, a wrong key, missing segments
   *     or blocks, an error of the meter, data that breaks the rules
   * @param damaged frames that came to nothing
   * @param noiseOffset where the first byte stands that belongs to no frame
   * @param noiseBytes how many such bytes there are
   */
  public record Scan(
      List<DlmsTelegram> telegrams,
      List<MalformedTelegramException> unread,
      List<MalformedTelegramException> damaged,
      int noiseOffset,
      int noiseBytes) {}

  /**
   * Reads all APDUs in some bytes: HDLC and M-Bus frames with anything between them, packets of the
   * wrapper, or one bare APDU with or without an LLC header.
   *
   * @return at least one telegram or one fault
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static Scan scan(
      byte[] array, int offset, int length, DlmsCipher cipher, DlmsLimits limits) {
    return scan(array, offset, length, cipher, limits, null);
  }

  /**
   * As {@link #scan(byte[], int, int, DlmsCipher, DlmsLimits)}, and notes what each byte means.
   *
   * @param trace a new one of the array, or null
   */
  public static Scan scan(
      byte[] array,
      int offset,
      int length,
      DlmsCipher cipher,
      DlmsLimits limits,
      @Nullable DlmsTrace trace) {
    Objects.checkFromIndexSize(offset, length, array.length);
    return new WholeInput(array, offset, offset + length, cipher, limits).scan(trace);
  }

  /**
   * Reads one APDU, for example of a {@link DlmsFramer}.
   *
   * @param framing how it came
   * @throws MalformedTelegramException when it cannot be read, or is only a block of one; offsets
   *     are counted in the array of the slice
   */
  public static DlmsTelegram decode(
      ByteSlice apdu, DlmsFraming framing, DlmsCipher cipher, DlmsLimits limits)
      throws MalformedTelegramException {
    DlmsTelegram telegram = new DlmsReceiver(cipher, limits).accept(apdu, framing);
    if (telegram == null) {
      throw new MalformedTelegramException(
          Kind.INCOMPLETE, apdu.offset(), "all blocks of a transfer", "one of them");
    }
    return telegram;
  }
}
