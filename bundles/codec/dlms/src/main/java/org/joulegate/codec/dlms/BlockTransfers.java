package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * The transfers that are held, each of one owner. When there are too many, what is of no use any
 * more goes first, then the one in the weakest protection whose last block came longest ago; a
 * block in a weaker protection than all that are held pushes out none.
 */
final class BlockTransfers {

  /** Each holds no more bytes than an APDU may have. */
  static final Limit TRANSFERS = new Limit("transfers at a time", 16);

  /** Less than any strength: nothing is lost with a transfer that is not pending. */
  private static final int IDLE = -1;

  private final DlmsLimits limits;

  /** That whose block came last at the end; made when the first block comes. */
  private List<BlockTransfer> held = List.of();

  private List<MalformedTelegramException> lost = List.of();

  BlockTransfers(DlmsLimits limits) {
    this.limits = limits;
  }

  /**
   * The transfer that a block belongs to.
   *
   * @throws MalformedTelegramException when it begins one and there are too many
   */
  BlockTransfer of(BlockOwner owner, ApduBytes apdu, Block block)
      throws MalformedTelegramException {
    for (int i = held.size() - 1; i >= 0; i--) {
      BlockTransfer transfer = held.get(i);
      if (transfer.owner().owns(owner)) {
        held.add(held.remove(i));
        return transfer;
      }
    }
    BlockTransfer fresh = new BlockTransfer(owner, limits.apduBytes());
    if (held.isEmpty()) {
      held = new ArrayList<>(1);
    }
    if (held.size() == TRANSFERS.most()) {
      boolean begins = block.number() == 1 && block.refusal() == null;
      BlockTransfer out = weakest();
      if (worth(out) > (begins ? owner.around().strength() : IDLE)) {
        TRANSFERS.check(held.size() + (begins ? 1 : 0), apdu.start);
        return fresh;
      }
      held.remove(out);
      lost = with(lost, out.pending());
    }
    held.add(fresh);
    return fresh;
  }

  private BlockTransfer weakest() {
    BlockTransfer weakest = held.get(0);
    for (BlockTransfer transfer : held) {
      if (worth(transfer) < worth(weakest)) {
        weakest = transfer;
      }
    }
    return weakest;
  }

  /** How well what is held is protected. */
  private static int worth(BlockTransfer transfer) {
    return transfer.isPending() ? transfer.owner().around().strength() : IDLE;
  }

  /** Transfers that were cut off or pushed out since this was last asked, as faults. */
  List<MalformedTelegramException> lost() {
    List<MalformedTelegramException> faults = lost;
    lost = List.of();
    for (int i = 0; i < held.size(); i++) {
      faults = with(faults, held.get(i).cutOff());
    }
    return faults;
  }

  /** Gives up what was begun and not ended, as faults. */
  List<MalformedTelegramException> end() {
    List<MalformedTelegramException> faults = lost();
    for (BlockTransfer transfer : held) {
      faults = with(faults, transfer.pending());
    }
    held = List.of();
    return faults;
  }

  private static List<MalformedTelegramException> with(
      List<MalformedTelegramException> faults, @Nullable MalformedTelegramException another) {
    if (another == null) {
      return faults;
    }
    List<MalformedTelegramException> more = new ArrayList<>(faults);
    more.add(another);
    return more;
  }

  /** What comes next stands in another array than all that came before. */
  void elsewhere() {
    for (BlockTransfer transfer : held) {
      transfer.elsewhere();
    }
  }
}
