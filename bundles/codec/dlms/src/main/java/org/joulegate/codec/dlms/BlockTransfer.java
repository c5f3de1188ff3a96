package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts the blocks of a general-block-transfer together (IEC 62056-5-3, "General block transfer";
 * Green Book, table of the service). Nothing comes out before the last block is there and all
 * blocks came in order.
 */
final class BlockTransfer {

  private static final int LAST = 0x80;
  private static final int STREAMING = 0x40;
  private static final int WINDOW = 0x3F;

  private final DlmsLimits limits;
  private final ApduBytes.Builder builder;
  private int expected = 1;
  private @Nullable MalformedTelegramException interrupted;

  BlockTransfer(DlmsLimits limits) {
    this.limits = limits;
    this.builder = new ApduBytes.Builder(limits.apduBytes());
  }

  /**
   * Takes a block.
   *
   * @return the APDU when this block completes it, else null
   * @throws MalformedTelegramException of kind INCOMPLETE when a block before this one is missing
   */
  @Nullable ApduBytes add(ApduBytes apdu) throws MalformedTelegramException {
    AxdrReader in = new AxdrReader(apdu.array, apdu.start, apdu.end, limits, apdu.trace);
    int tag = in.u8();
    in.note(in.position - 1, "APDU", ApduTag.name(tag));
    int control = in.u8();
    if (in.trace != null) {
      in.note(in.position - 1, "block-control", words(control));
    }
    int number = (int) in.unsigned(Short.BYTES, "block-number");
    in.unsigned(Short.BYTES, "block-number-ack");
    int at = in.position;
    int length = in.length(limits.octets());
    in.note(at, "block-data, length", length);
    int from = in.position;
    in.take(length);
    if (in.trace != null) {
      in.note(from, "block-data", "part " + number + ", " + length + " bytes");
    }
    if (in.remaining() > 0) {
      throw MalformedTelegramException.malformed(
          in.position, "the end of the block", in.remaining() + " bytes more");
    }
    order(apdu, number);
    try {
      builder.add(apdu, from, from + length);
    } catch (MalformedTelegramException tooLong) {
      reset();
      throw tooLong.at(from);
    }
    expected = number + 1;
    if ((control & LAST) == 0) {
      return null;
    }
    ApduBytes whole = builder.build(apdu.trace, "APDU put together from " + number + " blocks");
    reset();
    return whole;
  }

  private void order(ApduBytes apdu, int number) throws MalformedTelegramException {
    if (number == 1) {
      interrupted = pending();
      reset();
    } else if (number != expected) {
      int missing = expected;
      reset();
      throw new MalformedTelegramException(
          Kind.INCOMPLETE, apdu.start, "block " + missing + " of a transfer", "block " + number);
    }
  }

  /** What was begun and not ended, as a fault; null when nothing was. Its offset is the origin. */
  @Nullable MalformedTelegramException pending() {
    return expected == 1
        ? null
        : new MalformedTelegramException(
            Kind.INCOMPLETE,
            builder.isEmpty() ? 0 : builder.origin(),
            "all blocks of a transfer up to the last",
            "blocks up to " + (expected - 1));
  }

  /** A transfer that the last block cut off by beginning another, once; else null. */
  @Nullable MalformedTelegramException interrupted() {
    MalformedTelegramException fault = interrupted;
    interrupted = null;
    return fault;
  }

  void reset() {
    builder.clear();
    expected = 1;
  }

  private static String words(int control) {
    return ((control & LAST) == 0 ? "more blocks follow" : "last block")
        + ((control & STREAMING) == 0 ? "" : ", streaming")
        + ", window "
        + (control & WINDOW);
  }
}
