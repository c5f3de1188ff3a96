package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the APDUs of a line as they come, for example from a {@link DlmsFramer}, and keeps blocks,
 * of a general-block-transfer or of a get-response, until the last is there.
 *
 * <p>Blocks belong together that come from the same peer, with the same invoke-id and in the same
 * protection, with rising invocation counters; no other block joins a transfer or ends it. At most
 * 16 transfers are held, each no longer than an APDU may be. One more pushes out the one whose last
 * block came longest ago, of those that are protected least, and never one that is protected better
 * than itself.
 *
 * <p>For one line and one thread.
 */
public final class DlmsReceiver {

  private final ApduOpener opener;
  private List<MalformedTelegramException> lost = List.of();

  /**
   * A receiver that has heard nothing yet.
   *
   * @param cipher opens what is ciphered
   */
  public DlmsReceiver(DlmsCipher cipher, DlmsLimits limits) {
    this.opener = new ApduOpener(cipher, limits);
  }

  /**
   * Takes an APDU of a line with one meter; see {@link #accept(ByteSlice, DlmsFraming, long)}.
   *
   * @param framing how it came
   */
  public @Nullable DlmsTelegram accept(ByteSlice apdu, DlmsFraming framing)
      throws MalformedTelegramException {
    return accept(apdu, framing, 0);
  }

  /**
   * Takes an APDU.
   *
   * @param framing how it came
   * @param peer who sent it and to whom: the same number for all APDUs between the same two, for
   *     example {@link DlmsFramer#peer()}
   * @return what it says, or null when it is a block and others are to follow; its offset is that
   *     of the slice
   * @throws MalformedTelegramException when it cannot be read; of kind INCOMPLETE when a block
   *     before it is missing, once for a transfer: the receiver waits for that block. Offsets are
   *     counted in the array of the slice; that of a fault in an earlier block is where the slice
   *     begins
   */
  public @Nullable DlmsTelegram accept(ByteSlice apdu, DlmsFraming framing, long peer)
      throws MalformedTelegramException {
    int start = apdu.offset();
    byte[] array = apdu.cursor().array();
    ApduBytes bytes = ApduBytes.of(array, start, start + apdu.length(), start, null);
    opener.elsewhere();
    DlmsTelegram telegram;
    try {
      telegram = opener.read(bytes, new Arrival(start, framing, peer));
    } catch (MalformedTelegramException e) {
      throw e.offset() == ApduBytes.ELSEWHERE ? e.at(start) : e;
    } finally {
      lost = opener.lost();
    }
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

  /**
   * Transfers that came to nothing because the last APDU began another one, as faults of kind
   * INCOMPLETE; usually none. Their offsets are 0.
   */
  public List<MalformedTelegramException> lost() {
    return placeless(lost);
  }

  /**
   * Says that no more APDUs will come, and gives up what is held.
   *
   * @return transfers that were begun and not ended, as faults of kind INCOMPLETE. Their offsets
   *     are 0
   */
  public List<MalformedTelegramException> end() {
    lost = List.of();
    return placeless(opener.end());
  }

  private static List<MalformedTelegramException> placeless(
      List<MalformedTelegramException> faults) {
    List<MalformedTelegramException> list = new ArrayList<>(faults.size());
    for (MalformedTelegramException fault : faults) {
      list.add(fault.at(0));
    }
    return list;
  }
}
