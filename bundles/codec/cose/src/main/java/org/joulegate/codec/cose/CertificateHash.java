package org.joulegate.codec.cose;

import org.joulegate.codec.bytes.ByteSlice;

/**
 * Names a certificate by its hash: header parameter x5t, RFC 9360 section 2.
 *
 * @param algorithm number of the hash in the COSE algorithms registry, such as {@link #SHA_256}
 * @param hash the hash of the certificate's DER
 */
public record CertificateHash(long algorithm, ByteSlice hash) {

  /** SHA-256, RFC 9054 section 3. */
  public static final long SHA_256 = -16;
}
