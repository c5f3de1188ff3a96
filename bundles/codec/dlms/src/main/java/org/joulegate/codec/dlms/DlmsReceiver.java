package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the APDUs of one sender as they come, for example from a {@link DlmsFramer}, and keeps
 * blocks, of a general-block-transfer or of a get-response, until the last is there. Of each kind
 * it holds no more than one APDU may have.
 *
 * <p>For one sender and one thread.
 */
public final class DlmsReceiver {

  private final ApduOpener opener;

  /**
   * A receiver that has heard nothing yet.
   *
   * @param cipher opens what is ciphered
   */
  public DlmsReceiver(DlmsCipher cipher, DlmsLimits limits) {
    this.opener = new ApduOpener(cipher, limits);
  }

  /**
   * Takes an APDU.
   *
   * @param framing how it came
   * @return what it says, or null when it is a block and others are to follow; offsets are counted
   *     in the array of the slice
   * @throws MalformedTelegramException when it cannot be read; of kind INCOMPLETE when a block
   *     before it is missing, once for a transfer: the receiver waits for that block
   */
  public @Nullable DlmsTelegram accept(ByteSlice apdu, DlmsFraming framing)
      throws MalformedTelegramException {
    int start = apdu.offset();
    byte[] array = apdu.cursor().array();
    ApduBytes bytes = ApduBytes.of(array, start, start + apdu.length(), start, null);
    DlmsTelegram telegram = opener.read(bytes, start, framing);
    MalformedTelegramException gap = opener.gap();
    if (gap != null) {
      throw gap;
    }
    if (opener.next() >= 0) {
      throw MalformedTelegramException.malformed(
          opener.next(), "the end of the APDU", "another APDU");
    }
    return telegram;
  }
}
