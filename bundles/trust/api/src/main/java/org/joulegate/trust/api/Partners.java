package org.joulegate.trust.api;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Whose signatures this runtime believes. Safe for use by any thread. */
@ProviderType
public interface Partners {
  /**
   * Checks a certificate chain: it leads to a trust anchor of this runtime, each certificate is
   * valid at the instant, none is revoked, and the first may be used so (RFC 5280, clause 6.1).
   *
   * @param chain the partner's certificate first, the root left out
   * @param use what its key was used for
   * @param at the instant to check for
   * @return who the partner is
   * @throws TrustException naming the first check that failed
   */
  Partner check(List<X509Certificate> chain, KeySlot.Use use, Instant at) throws TrustException;

  /** A partner that was checked. */
  @ProviderType
  interface Partner {
    /** The common name of its certificate. */
    String identity();

    /**
     * Whether a signature of {@link KeyMemory#sign} is this partner's.
     *
     * @param data what was signed
     * @param signature r and s, 32 bytes each
     */
    boolean verify(byte[] data, byte[] signature);
  }
}
