package org.joulegate.trust.api;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** Seals messages and opens them. Safe for use by any thread. */
@ProviderType
public interface Sealer {
  /**
   * Signs a message with the signing key of this runtime: a COSE_Sign1 with ES256 (RFC 9052, clause
   * 4.2; RFC 9053, clause 2.1) that carries the certificate chain (RFC 9360).
   *
   * @param contentType the media type of the content, part of what is signed
   * @param content the message
   * @return the tagged COSE_Sign1
   * @throws TrustException if the key cannot be used
   */
  byte[] seal(String contentType, byte[] content) throws TrustException;

  /**
   * Opens a sealed message: only when every check passed is there a content.
   *
   * @param contentType the media type that is expected
   * @param sealed the tagged COSE_Sign1
   * @param at the instant for which the signer's certificate must be valid
   * @throws TrustException naming the first check that failed
   */
  Opened open(String contentType, byte[] sealed, Instant at) throws TrustException;

  /**
   * A message that passed every check.
   *
   * @param signer the common name of the signer's certificate
   * @param content the very bytes that were verified
   */
  record Opened(String signer, byte[] content) {}
}
