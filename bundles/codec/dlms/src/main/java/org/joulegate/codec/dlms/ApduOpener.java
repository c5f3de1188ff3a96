package org.joulegate.codec.dlms;

import java.util.function.Function;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/** Takes off what is around an APDU (blocks, ciphering, a signature) and reads it. */
final class ApduOpener {

  private static final int P1_START = '/';

  private final DlmsCipher cipher;
  private final DlmsLimits limits;

  /**
   * Transfers, once they begin: general ones and those of get-responses, of either those in clear
   * and those whose blocks are ciphered one by one.
   */
  private final @Nullable BlockTransfer[] transfers = new BlockTransfer[4];

  /** Of the APDU at hand. */
  private Protection around = Protection.NONE;

  private boolean strict;

  /** Whether another bare APDU may follow the one at hand. */
  private boolean bare;

  /** Behind the APDU at hand, where another begins; -1 when none does. */
  private int next = -1;

  /** Of a get-response whose blocks are all there, its invoke-id; -1 of every other APDU. */
  private int answered = -1;

  /** Where the content began that was deciphered without a check; -1 when none was. */
  private int unchecked = -1;

  ApduOpener(DlmsCipher cipher, DlmsLimits limits) {
    this.cipher = cipher;
    this.limits = limits;
  }

  /**
   * Reads an APDU.
   *
   * @param framing how it came; bytes behind it are a fault unless a checksum covers them
   * @return what it says, or null when it is a block and others are to follow
   * @throws MalformedTelegramException with positions of what was given
   */
  @Nullable DlmsTelegram read(ApduBytes bytes, int offset, DlmsFraming framing)
      throws MalformedTelegramException {
    around = Protection.NONE;
    answered = -1;
    unchecked = -1;
    next = -1;
    bare = framing == DlmsFraming.NONE;
    strict = bare || framing == DlmsFraming.WRAPPER || framing == DlmsFraming.HDLC_UNNUMBERED;
    ApduBytes layer = bytes;
    for (int depth = 1; ; depth++) {
      ApduBytes inner;
      try {
        limits.layers().check(depth - 1, layer.start);
        int tag = layer.length() == 0 ? -1 : layer.array[layer.start] & 0xFF;
        if (answered >= 0 || !(wraps(tag) || ApduReader.isBlock(layer))) {
          return leaf(layer, offset, framing);
        }
        inner = peel(layer, tag);
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
   * Where another APDU begins behind a bare one, in the array of what was read last; -1 when none
   * does.
   */
  int next() {
    return next;
  }

  /** A block that came before one that is missing, once for a transfer; else null. */
  @Nullable MalformedTelegramException gap() {
    return first(BlockTransfer::gap);
  }

  /** A transfer that was begun and not ended, or cut off by another; else null. */
  @Nullable MalformedTelegramException unfinished(boolean end) {
    MalformedTelegramException fault = first(BlockTransfer::interrupted);
    return fault == null && end ? first(BlockTransfer::pending) : fault;
  }

  private @Nullable MalformedTelegramException first(
      Function<BlockTransfer, @Nullable MalformedTelegramException> question) {
    for (BlockTransfer transfer : transfers) {
      MalformedTelegramException fault = transfer == null ? null : question.apply(transfer);
      if (fault != null) {
        return fault;
      }
    }
    return null;
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
    if (unchecked < 0 || refused || e.kind() == Kind.INCOMPLETE) {
      return e;
    }
    return new MalformedTelegramException(
        Kind.KEY_WRONG, unchecked, "a content that makes sense under the key", "none");
  }

  private @Nullable ApduBytes peel(ApduBytes layer, int tag) throws MalformedTelegramException {
    DataReader in = layer.reader(limits);
    if (tag == ApduTag.GENERAL_BLOCK_TRANSFER || tag == ApduTag.GET_RESPONSE) {
      return block(layer, in, tag == ApduTag.GENERAL_BLOCK_TRANSFER);
    }
    return tag == ApduTag.GENERAL_SIGNING ? signed(layer, in) : deciphered(layer, in);
  }

  private @Nullable ApduBytes block(ApduBytes layer, DataReader in, boolean general)
      throws MalformedTelegramException {
    BlockTransfer.Block block = general ? BlockTransfer.general(in) : ApduReader.block(in);
    if (in.remaining() > 0 && !(bare && carriesData(in.peek(0)))) {
      throw MalformedTelegramException.malformed(
          in.position, "the end of the block", in.remaining() + " bytes more");
    }
    BlockTransfer transfer = transfer(general);
    ApduBytes whole = transfer.add(layer, block, around);
    if (whole != null) {
      around = transfer.protection();
      answered = general ? -1 : block.transfer();
      strict |= !general;
    }
    behind(in);
    return whole;
  }

  private BlockTransfer transfer(boolean general) {
    int at = (general ? 0 : 2) + (around.isNone() ? 0 : 1);
    BlockTransfer transfer = transfers[at];
    if (transfer == null) {
      transfer = new BlockTransfer(limits);
      transfers[at] = transfer;
    }
    return transfer;
  }

  /** What stands behind an APDU: nothing, another bare one, or bytes that a checksum covers. */
  private int behind(DataReader in) throws MalformedTelegramException {
    int trailing = in.remaining();
    if (trailing > 0 && bare && carriesData(in.peek(0))) {
      next = in.position;
      return 0;
    }
    if (trailing > 0 && strict) {
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
    behind(in);
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
    behind(in);
    around = around.withSignature();
    return layer.opened(
        layer.array, content.offset(), content.length(), content.offset(), layer.trace);
  }

  private DlmsTelegram leaf(ApduBytes layer, int offset, DlmsFraming framing)
      throws MalformedTelegramException {
    if (!around.headers().isEmpty() && isP1(layer)) {
      ByteSlice text = new ByteSlice(layer.array, layer.start, layer.length());
      if (layer.trace != null) {
        layer.trace.field(layer.start, layer.length(), "P1 telegram", layer.length() + " bytes");
      }
      return telegram(offset, framing, 0, new DlmsApdu.SealedP1(text));
    }
    DataReader in = layer.reader(limits);
    DlmsApdu apdu = answered < 0 ? ApduReader.read(in) : ApduReader.answer(in, answered);
    int trailing = behind(in);
    return telegram(offset, framing, trailing, apdu);
  }

  private DlmsTelegram telegram(int offset, DlmsFraming framing, int trailing, DlmsApdu apdu) {
    return new DlmsTelegram(
        offset, framing, around.headers(), around.authenticated(), around.signed(), trailing, apdu);
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
