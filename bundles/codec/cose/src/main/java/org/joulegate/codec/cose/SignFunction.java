package org.joulegate.codec.cose;

import java.security.GeneralSecurityException;

/** Signs with a key that only the implementer knows. */
@FunctionalInterface
public interface SignFunction {

  /**
   * Signs with ES256: ECDSA over P-256 with SHA-256 (RFC 9053 section 2.1).
   *
   * @param toBeSigned the encoded Sig_structure; hashed by the implementer
   * @return r and s, 32 bytes each, big-endian, one behind the other
   * @throws GeneralSecurityException if the key cannot sign
   */
  byte[] sign(byte[] toBeSigned) throws GeneralSecurityException;
}
