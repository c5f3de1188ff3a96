package org.joulegate.trust.keys.internal;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate's key may be used for (RFC 5280, clause 4.2.1.12). A certificate for reports
 * has a purpose of its own and none of TLS, so neither can stand in for the other.
 */
final class Usages {
  /**
   * The purpose "signs a gateway's reports": an arc that a random UUID gives (ITU-T X.667, clause
   * 7). No registered purpose fits: that of RFC 9336 is for documents that people read.
   */
  static final String REPORT_SIGNING = "2.25.6226264733651668737178448796666483950";

  static final String TLS_SERVER = "1.3.6.1.5.5.7.3.1";
  static final String TLS_CLIENT = "1.3.6.1.5.5.7.3.2";

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NOT_AN_AUTHORITY = -1;

  private Usages() {}

  /** Whether it is an end entity's, for reports and for nothing else. */
  static boolean mayOnlySignReports(X509Certificate certificate) {
    return isSigningEntity(certificate)
        && List.of(REPORT_SIGNING).equals(extendedUsages(certificate));
  }

  /** Whether it is an end entity's for these ends of TLS connections and not for reports. */
  static boolean mayProve(X509Certificate certificate, Set<String> ends) {
    List<String> usages = extendedUsages(certificate);
    return isSigningEntity(certificate)
        && usages != null
        && usages.containsAll(ends)
        && (usages.contains(TLS_CLIENT) || usages.contains(TLS_SERVER))
        && !usages.contains(REPORT_SIGNING);
  }

  /** Whether it may vouch for others (RFC 5280, clause 4.2.1.9). */
  static boolean isAuthority(X509Certificate certificate) {
    return certificate.getBasicConstraints() != NOT_AN_AUTHORITY;
  }

  private static boolean isSigningEntity(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return !isAuthority(certificate) && usage != null && usage[DIGITAL_SIGNATURE];
  }

  private static @Nullable List<String> extendedUsages(X509Certificate certificate) {
    try {
      return certificate.getExtendedKeyUsage();
    } catch (CertificateParsingException e) {
      return null;
    }
  }
}
