package org.joulegate.codec.dlms;

import java.util.Arrays;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts the blocks of one owner together: those of a general-block-transfer (IEC 62056-5-3, "General
 * block transfer"; Green Book, table of the service) or of a get-response
 * (get-response-with-datablock). Nothing comes out before the last block is there and all blocks
 * came in order.
 *
 * <p>A sender that recovers lost blocks sends some again: a block that is held already and has the
 * same bytes is passed over, and behind a gap the missing block is waited for. Before a block has
 * any other effect its invocation counter is looked at: one that was recorded earlier and played
 * back neither joins a transfer nor ends it.
 */
final class BlockTransfer {

  private final BlockOwner owner;
  private final ApduBytes.Builder builder;

  /** Where each block ends in what is put together; that of block n at n. */
  private int[] ends = new int[16];

  /** The last block that is held; 0 when none is. */
  private int held;

  private boolean complete;

  /** The last of the blocks that came again, one after the other from the first on. */
  private int repeated;

  /** Where what the first block came in began. */
  private int offset;

  /** What the first block and the last one that is held came in. */
  private Protection first = Protection.NONE;

  private Protection latest = Protection.NONE;

  private boolean gapTold;
  private @Nullable MalformedTelegramException gap;
  private @Nullable MalformedTelegramException cutOff;

  BlockTransfer(BlockOwner owner, Limit bytes) {
    this.owner = owner;
    this.builder = new ApduBytes.Builder(bytes);
  }

  BlockOwner owner() {
    return owner;
  }

  /**
   * Takes a block of the owner.
   *
   * @param around what the block came in
   * @param start where that began
   * @return whether this block completes the transfer
   * @throws MalformedTelegramException of kind INCOMPLETE when no first block came, of kind
   *     APPLICATION_ERROR when the sender breaks off; when the block differs from one that is held,
   *     or has no higher invocation counter than those before it
   */
  boolean add(ApduBytes apdu, Block block, Protection around, int start)
      throws MalformedTelegramException {
    boolean later = !isPending() || around.isLaterThan(latest);
    if (isHeld(apdu, block)) {
      int number = (int) block.number();
      repeated = later && (number == 1 || number == repeated + 1) ? number : repeated;
      return false;
    }
    if (!later) {
      throw MalformedTelegramException.malformed(
          apdu.start, "a block with a higher invocation counter than those before it", "another");
    }
    if (block.refusal() != null) {
      throw refusal(apdu, block);
    }
    if (!isNext(apdu, block)) {
      return false;
    }
    if (block.number() == 1) {
      first = around;
      offset = start;
    }
    latest = around;
    append(apdu, block.from(), block.to());
    complete = block.last();
    return complete;
  }

  /** Whether a block came before, with the same bytes; behind a whole transfer another begins. */
  private boolean isHeld(ApduBytes apdu, Block block) {
    int lowest = complete ? 2 : 1;
    if (block.refusal() != null || block.number() < lowest || block.number() > held) {
      return false;
    }
    int number = (int) block.number();
    return builder.holds(ends[number - 1], ends[number], apdu.array, block.from(), block.to());
  }

  private MalformedTelegramException refusal(ApduBytes apdu, Block block) {
    if (isPending()) {
      reset();
    }
    return new MalformedTelegramException(
        Kind.APPLICATION_ERROR,
        apdu.start,
        "block " + block.number(),
        "the refusal " + block.refusal());
  }

  private void append(ApduBytes apdu, int from, int to) throws MalformedTelegramException {
    try {
      builder.add(apdu, from, to);
    } catch (MalformedTelegramException tooLong) {
      reset();
      throw tooLong.at(from);
    }
    held++;
    repeated = 0;
    ends = held < ends.length ? ends : Arrays.copyOf(ends, 2 * ends.length);
    ends[held] = builder.length();
    gap = null;
    gapTold = false;
  }

  /** Whether a block that is not held is the one that is waited for; else it is too early. */
  private boolean isNext(ApduBytes apdu, Block block) throws MalformedTelegramException {
    long number = block.number();
    if (number == 1) {
      cutOff = pending();
      reset();
      return true;
    }
    if (number > 1 && number <= held) {
      replace(block);
      return true;
    }
    if (isPending()) {
      // Where the first blocks came again, the sender began anew: then all of them must have come.
      if (number == held + 1 && (repeated == 0 || repeated == held)) {
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

  /**
   * Makes room for a block that differs from the one held, where from the first on the blocks were
   * those of another transfer that begins like this one.
   */
  private void replace(Block block) throws MalformedTelegramException {
    int number = (int) block.number();
    if (complete || repeated != number - 1) {
      throw MalformedTelegramException.malformed(
          block.from(), "block " + number + " as it came before", "another");
    }
    cutOff = pending();
    builder.truncate(ends[number - 1]);
    held = number - 1;
    repeated = 0;
  }

  private MalformedTelegramException missing(ApduBytes apdu, long number) {
    int wanted = complete ? 1 : 1 + (repeated == 0 ? held : repeated);
    return new MalformedTelegramException(
        Kind.INCOMPLETE, apdu.start, "block " + wanted + " of a transfer", "block " + number);
  }

  /** Of a whole transfer, what was transferred. */
  ApduBytes whole(@Nullable DlmsTrace trace) {
    return builder.build(trace, "put together from " + held + (held == 1 ? " block" : " blocks"));
  }

  /** Of a whole transfer, what its blocks came in. */
  Protection protection() {
    return held == 1 ? first : first.upTo(latest);
  }

  /** Where what the first block came in began, or {@link ApduBytes#ELSEWHERE}. */
  int offset() {
    return offset;
  }

  /** A block that came before one that is missing, once; else null. */
  @Nullable MalformedTelegramException gap() {
    MalformedTelegramException fault = gapTold ? null : gap;
    gapTold |= fault != null;
    return fault;
  }

  boolean isPending() {
    return held > 0 && !complete;
  }

  /** What was begun and not ended, as a fault; null when nothing was. Its offset is the origin. */
  @Nullable MalformedTelegramException pending() {
    return isPending()
        ? new MalformedTelegramException(
            Kind.INCOMPLETE,
            builder.origin(),
            "all blocks of a transfer up to the last",
            "blocks up to " + held)
        : null;
  }

  /** What the last block cut off by beginning another, as a fault, once; else null. */
  @Nullable MalformedTelegramException cutOff() {
    MalformedTelegramException fault = cutOff;
    cutOff = null;
    return fault;
  }

  void elsewhere() {
    offset = ApduBytes.ELSEWHERE;
    builder.elsewhere();
  }

  private void reset() {
    builder.clear();
    held = 0;
    repeated = 0;
    complete = false;
    gapTold = false;
    gap = null;
  }
}
