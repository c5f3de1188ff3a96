package org.joulegate.trust.keys.internal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.joulegate.trust.api.TrustException;

/**
 * The certificates that are believed no more: by fingerprint, or by serial number whoever issued
 * it.
 */
final class Revoked {
  private static final int FINGERPRINT_DIGITS = 64;

  /** A serial number has at most 20 bytes (RFC 5280, clause 4.1.2.2). */
  private static final int MAX_SERIAL_DIGITS = 40;

  private static final int HEX = 16;

  private final Set<String> fingerprints = new HashSet<>();
  private final Set<BigInteger> serials = new HashSet<>();

  /**
   * Reads a list: one hex number a line, colons allowed; 64 digits are a SHA-256 fingerprint, up to
   * 40 a serial number; what follows # is a comment.
   *
   * @throws TrustException naming the first line that is neither
   */
  static Revoked parse(Path file, byte[] content) throws TrustException {
    Revoked revoked = new Revoked();
    List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int comment = line.indexOf('#');
      String entry = (comment < 0 ? line : line.substring(0, comment)).replace(":", "").strip();
      if (!entry.isEmpty() && !revoked.add(entry.toLowerCase(Locale.ROOT))) {
        throw SafeFiles.store(
            "%s: line %d is neither a SHA-256 fingerprint nor a serial number in hex"
                .formatted(file, i + 1));
      }
    }
    return revoked;
  }

  static Revoked none() {
    return new Revoked();
  }

  private boolean add(String entry) {
    if (!entry.matches("[0-9a-f]+")) {
      return false;
    }
    if (entry.length() == FINGERPRINT_DIGITS) {
      fingerprints.add(entry);
      return true;
    }
    if (entry.length() <= MAX_SERIAL_DIGITS) {
      serials.add(new BigInteger(entry, HEX));
      return true;
    }
    return false;
  }

  boolean contains(X509Certificate certificate) {
    return serials.contains(certificate.getSerialNumber())
        || (!fingerprints.isEmpty()
            && fingerprints.contains(Certificates.fingerprint(certificate)));
  }
}
