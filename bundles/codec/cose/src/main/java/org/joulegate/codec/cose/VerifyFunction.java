package org.joulegate.codec.cose;

import java.security.GeneralSecurityException;

/** Verifies with a public key that the implementer has chosen and trusts. */
@FunctionalInterface
public interface VerifyFunction {

  /**
   * Verifies an ES256 signature (RFC 9053 section 2.1).
   *
   * @param toBeSigned the encoded Sig_structure; hashed by the implementer
   * @param signature r and s, 32 bytes each, big-endian, one behind the other
   * @return whether the signature is right
   * @throws GeneralSecurityException if the key cannot verify; the message counts as not verified
   */
  boolean verify(byte[] toBeSigned, byte[] signature) throws GeneralSecurityException;
}
