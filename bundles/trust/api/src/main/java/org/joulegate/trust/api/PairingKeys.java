package org.joulegate.trust.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Secrets shared with displays. The secret stays inside: a DTLS endpoint gets the master secret of
 * one handshake. Safe for use by any thread.
 */
@ProviderType
public interface PairingKeys {
  /** The identities of all displays that are paired now. */
  List<String> identities();

  /**
   * The master secret of one handshake (RFC 4279, clause 2; RFC 5489, clause 2, with an ephemeral
   * secret; RFC 7627, clause 4, for the extended form).
   *
   * @param identity the display's identity
   * @param hmac the JCA name of the cipher suite's pseudo-random function, such as {@code
   *     HmacSHA256}
   * @param otherSecret the ephemeral secret of an ECDHE_PSK suite; null for plain PSK
   * @param seed client and server random, or the session hash for the extended form
   * @param extended whether the extended master secret was agreed
   * @return 48 bytes, or null for an identity that is not paired; the caller clears them after use
   */
  byte @Nullable [] masterSecret(
      String identity, String hmac, byte @Nullable [] otherSecret, byte[] seed, boolean extended);
}
