package org.joulegate.codec.cose;

import java.security.GeneralSecurityException;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * A message that is well-formed and names ES256, and about which nothing else is known yet. Its
 * headers serve to find the key; its payload is not to be had before {@link #verify}.
 */
public final class UnverifiedSign1 {

  private final Sign1Content content;

  UnverifiedSign1(Sign1Content content) {
    this.content = content;
  }

  /** The headers that the signature will cover; not verified yet. */
  public CoseHeaders protectedHeaders() {
    return content.protectedHeaders();
  }

  /** The headers that no signature covers. */
  public CoseHeaders unprotectedHeaders() {
    return content.unprotectedHeaders();
  }

  /** The key id from whichever header map has one; only for looking a key up. */
  public @Nullable ByteSlice keyId() {
    ByteSlice signed = content.protectedHeaders().keyId();
    return signed != null ? signed : content.unprotectedHeaders().keyId();
  }

  /**
   * Verifies the signature over protected header, external data and payload (RFC 9052 section 4.4).
   *
   * @param externalData what both sides know and the message does not carry; empty if nothing
   * @param verifier the key that the caller trusts for this sender
   * @throws CoseFault.SignatureWrong if the signature is not right
   * @throws GeneralSecurityException if the key cannot verify
   */
  public VerifiedSign1 verify(byte[] externalData, VerifyFunction verifier)
      throws CoseFault.SignatureWrong, GeneralSecurityException {
    byte[] toBeSigned =
        CoseSign1.toBeSigned(content.protectedBytes(), externalData, content.payload());
    if (!verifier.verify(toBeSigned, content.signature().clone())) {
      throw new CoseFault.SignatureWrong();
    }
    return new VerifiedSign1(content);
  }
}
