package org.joulegate.trust.keys.internal;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;

/**
 * Checks a chain of certificates (RFC 5280, clause 6.1). The signatures, names and constraints of a
 * path do not depend on the day and are checked once; dates, revocation and use at every call.
 */
final class PathCheck {
  /** No chain is longer, the root left out. */
  static final int MAX_CHAIN = 5;

  private static final Set<String> SIGNATURES =
      Set.of(
          "SHA256withECDSA",
          "SHA384withECDSA",
          "SHA512withECDSA",
          "SHA256withRSA",
          "SHA384withRSA",
          "SHA512withRSA",
          "RSASSA-PSS",
          "Ed25519",
          "EdDSA");

  private PathCheck() {}

  /**
   * The checks of {@link org.joulegate.trust.api.Partners#check}.
   *
   * @throws TrustException naming the first check that failed
   */
  static CheckedPartner check(
      Believed believed, List<X509Certificate> chain, KeySlot.Use use, Instant at)
      throws TrustException {
    if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
      throw new TrustException(
          Fault.MALFORMED, "expected 1 to " + MAX_CHAIN + " certificates, found " + chain.size());
    }
    Believed.Path path = believed.path(chain);
    for (X509Certificate certificate : path.certificates()) {
      requireNotRevoked(believed, certificate);
      requireValid(certificate, at);
    }
    requireUse(chain.get(0), path.partner(), use);
    return path.partner();
  }

  /** Checks what does not depend on the day. */
  static Believed.Path build(Believed believed, List<X509Certificate> chain) throws TrustException {
    X509Certificate first = chain.get(0);
    List<X509Certificate> certificates = new ArrayList<>();
    if (believed.isPinned(first)) {
      certificates.add(first);
    } else {
      certificates.addAll(chain);
      certificates.add(validate(believed, chain));
    }
    for (X509Certificate certificate : certificates) {
      if (!SIGNATURES.contains(certificate.getSigAlgName())) {
        throw new TrustException(
            Fault.WRONG_ALGORITHM,
            "%s is signed with %s, which is not accepted"
                .formatted(Certificates.display(certificate), certificate.getSigAlgName()));
      }
    }
    String identity = Certificates.identity(first);
    if (identity == null) {
      throw new TrustException(
          Fault.UNKNOWN_SIGNER,
          Certificates.display(first) + " has no host name as its one common name");
    }
    return new Believed.Path(
        List.copyOf(certificates),
        new CheckedPartner(identity, P256.publicKey(first.getPublicKey())));
  }

  /** The anchor that the chain leads to. */
  private static X509Certificate validate(Believed believed, List<X509Certificate> chain)
      throws TrustException {
    X509Certificate first = chain.get(0);
    if (believed.authorities().isEmpty()) {
      throw unknown(first, "it is not pinned, and there is no trust anchor");
    }
    try {
      PKIXParameters parameters = new PKIXParameters(believed.authorities());
      parameters.setRevocationEnabled(false); // by our own list, at every call
      parameters.setDate(commonDay(chain));
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
      PKIXCertPathValidatorResult result =
          (PKIXCertPathValidatorResult)
              CertPathValidator.getInstance("PKIX").validate(path, parameters);
      X509Certificate anchor = result.getTrustAnchor().getTrustedCert();
      requireWithin(anchor, chain);
      return anchor;
    } catch (CertPathValidatorException e) {
      throw failed(first, e);
    } catch (GeneralSecurityException e) {
      throw new TrustException(
          Fault.MALFORMED, Certificates.display(first) + " cannot be checked", e);
    }
  }

  /**
   * RFC 5280 leaves an anchor's own constraints alone; RFC 5937, clause 2, is followed here: an
   * anchor may limit the length of the path below it.
   */
  private static void requireWithin(X509Certificate anchor, List<X509Certificate> chain)
      throws TrustException {
    long authorities =
        chain.stream()
            .skip(1)
            .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
            .count();
    if (authorities > anchor.getBasicConstraints()) {
      throw unknown(chain.get(0), "there are more authorities in between than its anchor allows");
    }
  }

  /** The first instant at which all of a chain are valid, if there is one. */
  private static Date commonDay(List<X509Certificate> chain) {
    Date latest = chain.get(0).getNotBefore();
    for (X509Certificate certificate : chain) {
      if (certificate.getNotBefore().after(latest)) {
        latest = certificate.getNotBefore();
      }
    }
    return latest;
  }

  private static TrustException failed(X509Certificate first, CertPathValidatorException e) {
    String who = Certificates.display(first);
    if (e.getReason() == BasicReason.EXPIRED || e.getReason() == BasicReason.NOT_YET_VALID) {
      return new TrustException(
          Fault.NOT_VALID_NOW, who + " and those above it are valid at no common time", e);
    }
    if (e.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
      return new TrustException(
          Fault.WRONG_ALGORITHM, who + " uses an algorithm that is not accepted", e);
    }
    return unknown(first, "it leads to no trust anchor (" + e.getReason() + ")");
  }

  private static TrustException unknown(X509Certificate first, String why) {
    return new TrustException(
        Fault.UNKNOWN_SIGNER, Certificates.display(first) + " is not believed: " + why);
  }

  private static void requireNotRevoked(Believed believed, X509Certificate certificate)
      throws TrustException {
    if (believed.isRevoked(certificate)) {
      throw new TrustException(Fault.REVOKED, Certificates.display(certificate) + " was revoked");
    }
  }

  private static void requireValid(X509Certificate certificate, Instant at) throws TrustException {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (at.isBefore(from) || at.isAfter(to)) {
      throw new TrustException(
          Fault.NOT_VALID_NOW,
          "%s is valid from %s to %s, not at %s"
              .formatted(Certificates.display(certificate), from, to, at));
    }
  }

  private static void requireUse(
      X509Certificate certificate, CheckedPartner partner, KeySlot.Use use) throws TrustException {
    boolean fits =
        switch (use) {
          case SIGN -> Usages.mayOnlySignReports(certificate);
          case TLS -> Usages.mayProve(certificate, Set.of());
          case PAIR -> false;
        };
    if (!fits) {
      throw new TrustException(
          Fault.WRONG_USE, Certificates.display(certificate) + " must not be used for " + use);
    }
    if (use == KeySlot.Use.SIGN && partner.key() == null) {
      throw new TrustException(
          Fault.WRONG_ALGORITHM, Certificates.display(certificate) + " has no key of P-256");
    }
  }
}
