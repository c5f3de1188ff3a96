package org.joulegate.metering.journal.check;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;
import java.util.Optional;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.codec.cbor.CborWriter;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.journal.internal.HashChain;
import org.jspecify.annotations.Nullable;

/**
 * The journal's end as a sealed message names it ({@code docs/wire-format.cddl}): a COSE_Sign1 (RFC
 * 9052, clause 4.2) around a report or a notice.
 *
 * @param head the end when the message was made
 * @param signed the bytes that are signed (RFC 9052, clause 4.4)
 * @param signature ES256, r and s
 */
record SealedHead(JournalHead head, byte[] signed, byte[] signature) {
  private static final int COSE_SIGN1 = 18;
  private static final int CONTENT_TYPE = 3;
  private static final String REPORT = "application/vnd.joulegate.report+cbor";
  private static final String NOTICE = "application/vnd.joulegate.notice+cbor";
  private static final int HEAD_IN_REPORT = 8;
  private static final int HEAD_IN_NOTICE = 10;
  private static final int SIGNATURE_BYTES = 64;

  /** What a message names; empty if it is none of this format. */
  static Optional<SealedHead> in(byte[] sealed) {
    try {
      CborReader in = CborReader.strict(sealed);
      if (in.readTag() != COSE_SIGN1) {
        return Optional.empty();
      }
      in.beginArray(4);
      byte[] header = in.readBytes();
      in.skip();
      byte[] content = in.readBytes();
      byte[] signature = in.readBytes(SIGNATURE_BYTES);
      in.end();
      in.requireEnd();
      JournalHead head = head(content, contentType(header));
      return head == null
          ? Optional.empty()
          : Optional.of(new SealedHead(head, signed(header, content), signature));
    } catch (MalformedTelegramException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String contentType(byte[] header) throws MalformedTelegramException {
    CborReader in = CborReader.strict(header);
    String type = null;
    for (int left = in.beginMap(); left > 0; left--) {
      if (in.readInteger() == CONTENT_TYPE) {
        type = in.readText();
      } else {
        in.skip();
      }
    }
    return type;
  }

  private static @Nullable JournalHead head(byte[] content, @Nullable String type)
      throws MalformedTelegramException {
    if (!REPORT.equals(type) && !NOTICE.equals(type)) {
      return null;
    }
    int place = REPORT.equals(type) ? HEAD_IN_REPORT : HEAD_IN_NOTICE;
    CborReader in = CborReader.strict(content);
    for (int left = in.beginMap(); left > 0; left--) {
      if (in.readInteger() == place) {
        in.beginArray(2);
        long sequence = in.readInteger();
        byte[] hash = in.readBytes(HashChain.HASH_BYTES);
        return new JournalHead(sequence, HexFormat.of().formatHex(hash));
      }
      in.skip();
    }
    return null;
  }

  private static byte[] signed(byte[] header, byte[] content) {
    return new CborWriter()
        .beginArray(4)
        .writeText("Signature1")
        .writeBytes(header)
        .writeBytes(new byte[0])
        .writeBytes(content)
        .toByteArray();
  }

  /** Whether a key signed the message. */
  boolean isSignedBy(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
