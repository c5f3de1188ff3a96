package org.joulegate.trust.api;

import java.time.Instant;

/**
 * A key of the key memory, without the key.
 *
 * @param name the slot's name, such as {@code report} or {@code tls}
 * @param use what it may be used for
 * @param owner the identity that the key belongs to: this runtime's own
 * @param partner whom it is used with; {@code *} for everybody
 * @param validFrom not before
 * @param validTo not after
 * @param fingerprint SHA-256 of the certificate, 64 lower-case hex digits; for a shared secret its
 *     identity
 */
public record KeySlot(
    String name,
    Use use,
    String owner,
    String partner,
    Instant validFrom,
    Instant validTo,
    String fingerprint) {

  /** What a key may be used for; a slot has one use. */
  public enum Use {
    /** To sign messages (ECDSA with P-256 and SHA-256). */
    SIGN,
    /** To prove an identity on a TLS connection. */
    TLS,
    /** To pair a display (a secret shared with it, RFC 4279). */
    PAIR
  }
}
