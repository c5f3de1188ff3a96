package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/** Takes off what is around an APDU (blocks, ciphering, a signature) and reads it. */
final class ApduOpener {

  private static final int P1_START = '/';

  private final DlmsCipher cipher;
  private final DlmsLimits limits;

  /** Blocks as they come, and blocks that were ciphered one by one. */
  private final BlockTransfer blocks;

  private final BlockTransfer sealedBlocks;

  /** Of the APDU at hand. */
  private Protection around = Protection.NONE;

  private boolean strict;

  /** Whether another bare APDU may follow the one at hand. */
  private boolean bare;

  /** Behind the APDU at hand, where another begins; -1 when none does. */
  private int next = -1;

  /** Where the content began that was deciphered without a check; -1 when none was. */
  private int unchecked = -1;

  ApduOpener(DlmsCipher cipher, DlmsLimits limits) {
    this.cipher = cipher;
    this.limits = limits;
    this.blocks = new BlockTransfer(limits);
    this.sealedBlocks = new BlockTransfer(limits);
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
        if (!wraps(tag)) {
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
    MalformedTelegramException fault = blocks.gap();
    return fault == null ? sealedBlocks.gap() : fault;
  }

  /** A transfer that was begun and not ended, or cut off by another; else null. */
  @Nullable MalformedTelegramException unfinished(boolean end) {
    MalformedTelegramException fault = blocks.interrupted();
    fault = fault == null ? sealedBlocks.interrupted() : fault;
    if (fault == null && end) {
      fault = blocks.pending();
      fault = fault == null ? sealedBlocks.pending() : fault;
    }
    return fault;
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
    if (tag == ApduTag.GENERAL_BLOCK_TRANSFER) {
      return block(layer, in);
    }
    return tag == ApduTag.GENERAL_SIGNING ? signed(layer, in) : deciphered(layer, in);
  }

  private @Nullable ApduBytes block(ApduBytes layer, DataReader in)
      throws MalformedTelegramException {
    BlockTransfer transfer = around.isNone() ? blocks : sealedBlocks;
    ApduBytes whole = transfer.add(layer, in, around, bare);
    if (whole != null) {
      around = transfer.protection();
    }
    behind(in);
    return whole;
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
      byte[] text = plain.bytes().toByteArray();
      DlmsTrace trace =
          layer.trace == null ? null : layer.trace.block("plain text of the APDU", text);
      return layer.opened(text, 0, text.length, from, trace);
    }
    throw refusal(opened, from);
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
    DlmsApdu apdu = ApduReader.read(in);
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
