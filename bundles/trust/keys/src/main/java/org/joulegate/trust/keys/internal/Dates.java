package org.joulegate.trust.keys.internal;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * The dates of the certificates that are made here. A gateway's first start may come before its
 * clock is set: what is made then must be valid when it is.
 */
final class Dates {
  /** This code is younger, so a clock that shows less was never set. */
  static final Instant YOUNGER_THAN = Instant.parse("2026-11-01T00:00:00Z");

  /** "No well-defined expiration date" (RFC 5280, clause 4.1.2.5). */
  static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

  /** Certificates are dated back, for partners whose clocks are behind. */
  private static final Duration BACK = Duration.ofDays(2);

  private Dates() {}

  /**
   * For what a runtime signs itself: a gateway hangs on the wall for decades, and nobody is there
   * to renew it.
   */
  static Certificates.Validity selfSigned(Instant now) {
    return new Certificates.Validity(from(now), NO_END);
  }

  /** For what an authority signs; without an end while nobody knows when it would be. */
  static Certificates.Validity issued(Instant now, Duration validFor) {
    boolean unset = now.isBefore(YOUNGER_THAN);
    return new Certificates.Validity(from(now), unset ? NO_END : now.plus(validFor));
  }

  private static Instant from(Instant now) {
    return (now.isBefore(YOUNGER_THAN) ? YOUNGER_THAN : now).minus(BACK);
  }

  /** Whether a certificate was over before there was this code: its maker's clock was not set. */
  static boolean wasNeverValid(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant().isBefore(YOUNGER_THAN);
  }
}
