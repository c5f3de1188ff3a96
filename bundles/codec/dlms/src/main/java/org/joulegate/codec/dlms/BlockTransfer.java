package org.joulegate.codec.dlms;

import java.util.Arrays;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts blocks together: those of a general-block-transfer (IEC 62056-5-3, "General block transfer";
 * Green Book, table of the service) and those of a get-response (get-response-with-datablock).
 * Nothing comes out before the last block is there and all blocks came in order.
 *
 * <p>A sender that recovers lost blocks sends some again: a block that is held already and has the
 * same bytes is passed over, and behind a gap the missing block is waited for. All blocks came in
 * the same protection: otherwise a forged block could hide among authenticated ones.
 */
final class BlockTransfer {

  private static final int LAST = 0x80;
  private static final int STREAMING = 0x40;
  private static final int WINDOW = 0x3F;

  /** As many as the block number of general-block-transfer can count. */
  private static final Limit BLOCKS = new Limit("blocks in a transfer", 0xFFFF);

  private final ApduBytes.Builder builder;

  /** What the blocks that are held have in common. */
  private int transfer;

  /** Where each block ends in what is put together; that of block n at n. */
  private int[] ends = new int[16];

  /** The last block that is held; 0 when none is. */
  private int held;

  private boolean complete;

  /** The last of the blocks that came again, one after the other from the first on. */
  private int repeated;

  private boolean gapTold;
  private @Nullable Protection protection;
  private @Nullable MalformedTelegramException gap;
  private @Nullable MalformedTelegramException interrupted;

  BlockTransfer(DlmsLimits limits) {
    this.builder = new ApduBytes.Builder(limits.apduBytes());
  }

  /**
   * A block as its APDU has it.
   *
   * @param transfer what all blocks of a transfer have in common, where they have something: the
   *     invoke-id of a get-response
   * @param number 1 for the first
   * @param from where its bytes begin in the array of the APDU
   * @param to behind the last of them
   * @param refusal why the sender breaks off, in place of bytes; else null
   */
  record Block(
      int transfer, long number, boolean last, int from, int to, @Nullable String refusal) {

    /** Reads what stands in front of the bytes of a block, and passes over these. */
    static Block read(DataReader in, int transfer, long number, boolean last)
        throws MalformedTelegramException {
      BLOCKS.check((int) Math.min(number, Integer.MAX_VALUE), in.position);
      int at = in.position;
      int length = in.length(in.limits.octets());
      in.note(at, "block, length", length);
      int from = in.position;
      in.take(length);
      if (in.trace != null) {
        in.note(from, "block", "part " + number + ", " + length + " bytes");
      }
      return new Block(transfer, number, last, from, in.position, null);
    }
  }

  /** Reads an APDU of general-block-transfer; the reader is at its tag. */
  static Block general(DataReader in) throws MalformedTelegramException {
    int tag = in.u8();
    in.note(in.position - 1, "APDU", ApduTag.name(tag));
    int control = in.u8();
    if (in.trace != null) {
      in.note(in.position - 1, "block-control", words(control));
    }
    long number = in.unsigned(Short.BYTES, "block-number");
    in.unsigned(Short.BYTES, "block-number-ack");
    return Block.read(in, 0, number, (control & LAST) != 0);
  }

  /**
   * Takes a block.
   *
   * @param around what the block came in
   * @return what was transferred when this block completes it, else null
   * @throws MalformedTelegramException of kind INCOMPLETE when no first block came, of kind
   *     APPLICATION_ERROR when the sender breaks off; when the block differs from one that is held,
   *     or came in another protection than those before it
   */
  @Nullable ApduBytes add(ApduBytes apdu, Block block, Protection around)
      throws MalformedTelegramException {
    if (block.transfer() != transfer) {
      interrupted = pending();
      reset();
      transfer = block.transfer();
    }
    if (block.refusal() != null) {
      reset();
      throw new MalformedTelegramException(
          Kind.APPLICATION_ERROR,
          apdu.start,
          "block " + block.number(),
          "the refusal " + block.refusal());
    }
    if (!isNext(apdu, block)) {
      return null;
    }
    protect(apdu, around);
    append(apdu, block.from(), block.to());
    if (!block.last()) {
      return null;
    }
    complete = true;
    return builder.build(apdu.trace, "put together from " + held + " blocks");
  }

  private void append(ApduBytes apdu, int from, int to) throws MalformedTelegramException {
    try {
      builder.add(apdu, from, to);
    } catch (MalformedTelegramException tooLong) {
      reset();
      throw tooLong.at(from);
    }
    held++;
    ends = held < ends.length ? ends : Arrays.copyOf(ends, 2 * ends.length);
    ends[held] = builder.length();
    gap = null;
    gapTold = false;
  }

  /** Whether a block is the one that is waited for; else it says nothing new, or is too early. */
  private boolean isNext(ApduBytes apdu, Block block) throws MalformedTelegramException {
    long number = block.number();
    if (number == 1 && (complete || held == 0)) {
      reset();
      return true;
    }
    if (number >= 1 && number <= held) {
      return differs(apdu, (int) number, block.from(), block.to());
    }
    if (!complete && held > 0) {
      if (number == held + 1) {
        return true;
      }
      gap = gap == null ? missing(apdu, number) : gap;
      return false;
    }
    if (gapTold) {
      return false;
    }
    gapTold = true;
    throw missing(apdu, number);
  }

  /** Of a block that is held: false when it came again; true when another transfer begins. */
  private boolean differs(ApduBytes apdu, int number, int from, int to)
      throws MalformedTelegramException {
    int start = ends[number - 1];
    if (builder.holds(start, ends[number], apdu.array, from, to)) {
      repeated = number == 1 || number == repeated + 1 ? number : repeated;
      return false;
    }
    if (number == 1) {
      interrupted = pending();
      reset();
      return true;
    }
    if (!complete && repeated == number - 1) {
      // From the first on the blocks were those of another transfer that begins like this one.
      interrupted = pending();
      builder.truncate(start);
      held = number - 1;
      repeated = 0;
      return true;
    }
    throw MalformedTelegramException.malformed(
        from, "block " + number + " as it came before", "another");
  }

  private void protect(ApduBytes apdu, Protection around) throws MalformedTelegramException {
    Protection known = protection;
    if (known == null) {
      protection = around;
    } else if (known.continuedBy(around)) {
      protection = known.and(around);
    } else {
      throw MalformedTelegramException.malformed(
          apdu.start,
          "a block in the protection of those before it, with a higher invocation counter",
          "a block in another");
    }
  }

  /** What all blocks of the transfer came in. */
  Protection protection() {
    Protection known = protection;
    return known == null ? Protection.NONE : known;
  }

  private MalformedTelegramException missing(ApduBytes apdu, long number) {
    int wanted = complete ? 1 : held + 1;
    return new MalformedTelegramException(
        Kind.INCOMPLETE, apdu.start, "block " + wanted + " of a transfer", "block " + number);
  }

  /** A block that came before one that is missing, once; else null. */
  @Nullable MalformedTelegramException gap() {
    MalformedTelegramException fault = gapTold ? null : gap;
    gapTold |= fault != null;
    return fault;
  }

  /** What was begun and not ended, as a fault; null when nothing was. Its offset is the origin. */
  @Nullable MalformedTelegramException pending() {
    return complete || held == 0
        ? null
        : new MalformedTelegramException(
            Kind.INCOMPLETE,
            builder.origin(),
            "all blocks of a transfer up to the last",
            "blocks up to " + held);
  }

  /** A transfer that the last block cut off by beginning another, once; else null. */
  @Nullable MalformedTelegramException interrupted() {
    MalformedTelegramException fault = interrupted;
    interrupted = null;
    return fault;
  }

  private void reset() {
    builder.clear();
    held = 0;
    repeated = 0;
    complete = false;
    gapTold = false;
    gap = null;
    protection = null;
  }

  private static String words(int control) {
    return ((control & LAST) == 0 ? "more blocks follow" : "last block")
        + ((control & STREAMING) == 0 ? "" : ", streaming")
        + ", window "
        + (control & WINDOW);
  }
}
