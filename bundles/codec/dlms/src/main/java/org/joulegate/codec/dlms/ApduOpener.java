package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.List;
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
  private List<DlmsSecurity> security = List.of();

  private boolean authenticated;
  private boolean signed;
  private boolean strict;

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
    security = List.of();
    authenticated = false;
    signed = false;
    unchecked = -1;
    strict = framing == DlmsFraming.WRAPPER || framing == DlmsFraming.NONE;
    ApduBytes layer = bytes;
    for (int depth = 1; ; depth++) {
      ApduBytes next;
      try {
        limits.layers().check(depth - 1, layer.start);
        int tag = layer.length() == 0 ? -1 : layer.array[layer.start] & 0xFF;
        if (!wraps(tag)) {
          return leaf(layer, offset, framing);
        }
        next = peel(layer, tag);
      } catch (MalformedTelegramException e) {
        if (layer.trace != null) {
          layer.trace.fault(e.offset(), e.expected(), e.found());
        }
        throw fault(e.at(layer.origin(e.offset())));
      }
      if (next == null) {
        return null;
      }
      layer = next;
    }
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

  private static boolean wraps(int tag) {
    return ApduTag.isCiphered(tag)
        || tag == ApduTag.GENERAL_BLOCK_TRANSFER
        || tag == ApduTag.GENERAL_SIGNING;
  }

  /** Without a tag to check, a content that makes no sense is what a wrong key looks like. */
  private MalformedTelegramException fault(MalformedTelegramException e) {
    if (unchecked < 0 || e.kind() == Kind.APPLICATION_ERROR || e.kind() == Kind.INCOMPLETE) {
      return e;
    }
    return new MalformedTelegramException(
        Kind.KEY_WRONG, unchecked, "a content that makes sense under the key", "none");
  }

  private @Nullable ApduBytes peel(ApduBytes layer, int tag) throws MalformedTelegramException {
    if (tag == ApduTag.GENERAL_BLOCK_TRANSFER) {
      return (security.isEmpty() ? blocks : sealedBlocks).add(layer);
    }
    DataReader in = layer.reader(limits);
    ApduBytes next = tag == ApduTag.GENERAL_SIGNING ? signed(layer, in) : deciphered(layer, in);
    if (in.remaining() > 0) {
      if (strict) {
        throw trailing(in);
      }
      in.note(in.position, "nothing that belongs to the APDU", (String) null);
    }
    return next;
  }

  private ApduBytes deciphered(ApduBytes layer, DataReader in) throws MalformedTelegramException {
    CipheredApdu apdu = CipheredApdu.read(in);
    int from = apdu.content().offset();
    DlmsOpened opened = apdu.open(cipher);
    if (opened instanceof DlmsOpened.Plain plain) {
      List<DlmsSecurity> all = new ArrayList<>(security);
      all.add(apdu.security());
      security = List.copyOf(all);
      authenticated |= plain.authenticated();
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
    signed = true;
    return layer.opened(
        layer.array, content.offset(), content.length(), content.offset(), layer.trace);
  }

  private DlmsTelegram leaf(ApduBytes layer, int offset, DlmsFraming framing)
      throws MalformedTelegramException {
    if (!security.isEmpty() && isP1(layer)) {
      ByteSlice text = new ByteSlice(layer.array, layer.start, layer.length());
      if (layer.trace != null) {
        layer.trace.field(layer.start, layer.length(), "P1 telegram", layer.length() + " bytes");
      }
      return telegram(offset, framing, 0, new DlmsApdu.SealedP1(text));
    }
    DataReader in = layer.reader(limits);
    DlmsApdu apdu = ApduReader.read(in);
    int trailing = in.remaining();
    if (trailing > 0 && strict) {
      throw trailing(in);
    }
    if (in.trace != null) {
      in.trace.field(in.position, trailing, "nothing that belongs to the APDU", null);
    }
    return telegram(offset, framing, trailing, apdu);
  }

  private DlmsTelegram telegram(int offset, DlmsFraming framing, int trailing, DlmsApdu apdu) {
    return new DlmsTelegram(offset, framing, security, authenticated, signed, trailing, apdu);
  }

  private static MalformedTelegramException trailing(DataReader in) {
    return MalformedTelegramException.malformed(
        in.position, "the end of the APDU", in.remaining() + " bytes more");
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
