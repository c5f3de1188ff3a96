package org.joulegate.codec.dlms;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/** Takes off what is around an APDU (blocks, ciphering, a signature) and reads it. */
final class ApduOpener {

  private static final int P1_START = '/';

  /** In place of a position or an invoke-id. */
  private static final int NONE = Integer.MIN_VALUE;

  private final DlmsCipher cipher;
  private final DlmsLimits limits;
  private final BlockTransfers transfers;

  /** Of the APDU at hand. */
  private Protection around = Protection.NONE;

  /** Where the frame, or the first of the frames, of the APDU at hand began. */
  private int begin;

  private boolean strict;

  /** Whether another bare APDU may follow the one at hand. */
  private boolean bare;

  /** Behind the APDU at hand, where another begins; {@link #NONE} when none does. */
  private int next = NONE;

  /** Of a get-response whose blocks are all there, its invoke-id; else {@link #NONE}. */
  private int answered = NONE;

  /** Where the content began that was deciphered without a check; else {@link #NONE}. */
  private int unchecked = NONE;

  /** A block that came before one that is missing, once for a transfer; else null. */
  private @Nullable MalformedTelegramException gap;

  ApduOpener(DlmsCipher cipher, DlmsLimits limits) {
    this.cipher = cipher;
    this.limits = limits;
    this.transfers = new BlockTransfers(limits);
  }

  /**
   * Reads an APDU.
   *
   * @param arrival how it came; bytes behind it are a fault unless a checksum covers them
   * @return what it says, or null when it is a block and others are to follow
   * @throws MalformedTelegramException with positions of what was given, or {@link
   *     ApduBytes#ELSEWHERE}
   */
  @Nullable DlmsTelegram read(ApduBytes bytes, Arrival arrival) throws MalformedTelegramException {
    DlmsFraming framing = arrival.framing();
    around = Protection.NONE;
    begin = arrival.offset();
    answered = NONE;
    unchecked = NONE;
    next = NONE;
    gap = null;
    bare = framing == DlmsFraming.NONE;
    strict = bare || framing == DlmsFraming.WRAPPER || framing == DlmsFraming.HDLC_UNNUMBERED;
    ApduBytes layer = bytes;
    for (int depth = 1; ; depth++) {
      ApduBytes inner;
      try {
        limits.layers().check(depth - 1, layer.start);
        int tag = layer.length() == 0 ? -1 : layer.array[layer.start] & 0xFF;
        if (answered != NONE || !(wraps(tag) || ApduReader.isBlock(layer))) {
          return leaf(layer, framing);
        }
        inner = peel(layer, tag, arrival);
      } catch (MalformedTelegramException e) {
        if (layer.trace != null) {
          layer.trace.fault(e);
        }
        throw fault(e.at(layer.origin(e.offset())), layer);
      }
      if (inner == null) {
        return null;
      }
      layer = inner;
      bare = false;
    }
  }

  /**
   * Where another APDU begins behind a bare one, in the array of what was read last; negative when
   * none does.
   */
  int next() {
    return next;
  }

  /** A block that came before one that is missing, once for a transfer; else null. */
  @Nullable MalformedTelegramException gap() {
    return gap;
  }

  /** Transfers that were cut off or pushed out since this was last asked, as faults. */
  List<MalformedTelegramException> lost() {
    return transfers.lost();
  }

  /** Gives up transfers that were begun and not ended, as faults. */
  List<MalformedTelegramException> end() {
    return transfers.end();
  }

  /** What is read next stands in another array than all that was read before. */
  void elsewhere() {
    transfers.elsewhere();
  }

  /** Whether an APDU with data of a meter, or one that can hold such, begins with a byte. */
  static boolean carriesData(int tag) {
    return wraps(tag)
        || switch (tag) {
          case ApduTag.DATA_NOTIFICATION,
              ApduTag.EVENT_NOTIFICATION,
              ApduTag.GET_RESPONSE,
              ApduTag.EXCEPTION_RESPONSE,
              ApduTag.CONFIRMED_SERVICE_ERROR ->
              true;
          default -> false;
        };
  }

  private static boolean wraps(int tag) {
    return ApduTag.isCiphered(tag)
        || tag == ApduTag.GENERAL_BLOCK_TRANSFER
        || tag == ApduTag.GENERAL_SIGNING;
  }

  /** Without a tag to check, a content that makes no sense is what a wrong key looks like. */
  private MalformedTelegramException fault(MalformedTelegramException e, ApduBytes layer) {
    boolean refused =
        e.kind() == Kind.APPLICATION_ERROR
            && ErrorNames.isExactError(layer.array, layer.start, layer.end);
    if (unchecked == NONE || refused || e.kind() == Kind.INCOMPLETE) {
      return e;
    }
    return new MalformedTelegramException(
        Kind.KEY_WRONG, unchecked, "a content that makes sense under the key", "none");
  }

  private @Nullable ApduBytes peel(ApduBytes layer, int tag, Arrival arrival)
      throws MalformedTelegramException {
    DataReader in = layer.reader(limits);
    return switch (tag) {
      case ApduTag.GENERAL_BLOCK_TRANSFER -> block(layer, in, Block.general(in), arrival);
      case ApduTag.GET_RESPONSE -> block(layer, in, Block.response(in), arrival);
      case ApduTag.GENERAL_SIGNING -> signed(layer, in);
      default -> deciphered(layer, in);
    };
  }

  private @Nullable ApduBytes block(ApduBytes layer, DataReader in, Block block, Arrival arrival)
      throws MalformedTelegramException {
    behind(in, true);
    BlockOwner owner = new BlockOwner(arrival.peer(), block.invokeId(), around);
    BlockTransfer transfer = transfers.of(owner, layer, block);
    boolean complete = transfer.add(layer, block, around, begin);
    if (!complete) {
      MalformedTelegramException early = transfer.gap();
      gap = early == null ? null : early.at(layer.origin(early.offset()));
      return null;
    }
    around = transfer.protection();
    begin = transfer.offset() == ApduBytes.ELSEWHERE ? begin : transfer.offset();
    if (block.invokeId() != Block.GENERAL) {
      answered = block.invokeId();
      strict = true;
    }
    return transfer.whole(layer.trace);
  }

  /** What stands behind an APDU: nothing, another bare one, or bytes that a checksum covers. */
  private int behind(DataReader in, boolean nothingElse) throws MalformedTelegramException {
    int trailing = in.remaining();
    if (trailing > 0 && bare && carriesData(in.peek(0))) {
      next = in.position;
      return 0;
    }
    if (trailing > 0 && nothingElse) {
      throw MalformedTelegramException.malformed(
          in.position, "the end of the APDU", trailing + " bytes more");
    }
    if (in.trace != null) {
      in.trace.field(in.position, trailing, "nothing that belongs to the APDU", null);
    }
    return trailing;
  }

  private ApduBytes deciphered(ApduBytes layer, DataReader in) throws MalformedTelegramException {
    CipheredApdu apdu = CipheredApdu.read(in);
    behind(in, strict);
    int from = apdu.content().offset();
    DlmsOpened opened = apdu.open(cipher);
    DlmsKeyUse use = apdu.keyUse();
    if (opened instanceof DlmsOpened.Plain plain && use != null) {
      around = around.sealed(apdu.security(), use, plain.authenticated());
      strict |= apdu.security().encrypted();
      if (apdu.security().encrypted() && !plain.authenticated()) {
        unchecked = layer.origin(from);
      }
      return opened(layer, plain.bytes(), from);
    }
    throw refusal(opened, from);
  }

  private static ApduBytes opened(ApduBytes layer, ByteSlice plain, int from) {
    DlmsTrace trace = layer.trace;
    if (trace == null) {
      return layer.opened(plain.cursor().array(), plain.offset(), plain.length(), from, null);
    }
    byte[] text = plain.toByteArray();
    DlmsTrace block = trace.block("plain text of the APDU", text);
    return layer.opened(text, 0, text.length, from, block);
  }

  private static MalformedTelegramException refusal(DlmsOpened opened, int offset) {
    if (opened instanceof DlmsOpened.KeyMissing missing) {
      return new MalformedTelegramException(
          Kind.KEY_MISSING, offset, missing.what(), "an encrypted content");
    } else if (opened instanceof DlmsOpened.Unsupported unsupported) {
      return new MalformedTelegramException(
          Kind.UNSUPPORTED, offset, "a protection that is read", unsupported.what());
    }
    return new MalformedTelegramException(
        Kind.KEY_WRONG, offset, "a content that the key opens", "one that it does not open");
  }

  /** general-signing: the content is read; the signature is left to whoever has the certificate. */
  private ApduBytes signed(ApduBytes layer, DataReader in) throws MalformedTelegramException {
    in.u8();
    in.note(in.position - 1, "APDU", ApduTag.name(ApduTag.GENERAL_SIGNING));
    in.octets("transaction-id");
    in.octets("originator-system-title");
    in.octets("recipient-system-title");
    in.octets("date-time");
    in.octets("other-information");
    int at = in.position;
    int length = in.length(limits.apduBytes());
    in.note(at, "content, length", length);
    ByteSlice content = in.take(length);
    in.octets("signature");
    behind(in, strict);
    around = around.withSignature();
    return layer.opened(
        layer.array, content.offset(), content.length(), content.offset(), layer.trace);
  }

  private DlmsTelegram leaf(ApduBytes layer, DlmsFraming framing)
      throws MalformedTelegramException {
    if (!around.headers().isEmpty() && isP1(layer)) {
      ByteSlice text = new ByteSlice(layer.array, layer.start, layer.length());
      if (layer.trace != null) {
        layer.trace.field(layer.start, layer.length(), "P1 telegram", layer.length() + " bytes");
      }
      return telegram(framing, 0, new DlmsApdu.SealedP1(text));
    }
    DataReader in = layer.reader(limits);
    DlmsApdu apdu = answered == NONE ? ApduReader.read(in) : ApduReader.answer(in, answered);
    int trailing = behind(in, strict);
    return telegram(framing, trailing, apdu);
  }

  private DlmsTelegram telegram(DlmsFraming framing, int trailing, DlmsApdu apdu) {
    return new DlmsTelegram(
        begin, framing, around.headers(), around.authenticated(), around.signed(), trailing, apdu);
  }

  /** Whether plain text is lines of printable characters that begin as a P1 telegram does. */
  private static boolean isP1(ApduBytes layer) {
    if (layer.length() == 0 || layer.array[layer.start] != P1_START) {
      return false;
    }
    for (int i = layer.start; i < layer.end; i++) {
      byte b = layer.array[i];
      boolean text = (b >= 0x20 && b < 0x7F) || b == '\r' || b == '\n' || b == '\t';
      if (!text) {
        return false;
      }
    }
    return true;
  }
}
