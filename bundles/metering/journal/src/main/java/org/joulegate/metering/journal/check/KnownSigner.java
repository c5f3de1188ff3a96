package org.joulegate.metering.journal.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures count: the gateway's, known by the fingerprint that is given, or else by the
 * certificate of its key memory beside the journal. A certificate that stands with a signature
 * proves nothing by itself, since anybody can make one.
 */
final class KnownSigner {
  private static final Pattern CERTIFICATE =
      Pattern.compile(
          "-----BEGIN CERTIFICATE-----\\s+([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");
  private static final long MAX_FILE_BYTES = 1 << 16;

  private final Optional<String> fingerprint;
  private final Path file;
  private final @Nullable PublicKey key;

  /**
   * @param journal the journal's folder; the key memory is in {@code trust} beside it
   * @param fingerprint SHA-256 of the certificate in hex, where it is known from elsewhere
   */
  KnownSigner(Path journal, Optional<String> fingerprint) {
    this.fingerprint = fingerprint;
    this.file =
        journal.toAbsolutePath().normalize().resolveSibling("trust").resolve("slots/report.pem");
    this.key = keyIn(file);
  }

  /** The key of the key memory beside the journal, or null if there is none that can be read. */
  @Nullable PublicKey key() {
    return key;
  }

  /** The file that the key is from. */
  Path file() {
    return file;
  }

  /** Why a certificate is not known to be the gateway's; empty if it is. */
  Optional<String> doubt(X509Certificate certificate) throws GeneralSecurityException {
    String found = fingerprint(certificate);
    if (fingerprint.isPresent()) {
      return found.equalsIgnoreCase(fingerprint.get())
          ? Optional.empty()
          : Optional.of("its certificate " + found + " is not the one given with --signer");
    }
    PublicKey own = key;
    if (own != null && Arrays.equals(own.getEncoded(), certificate.getPublicKey().getEncoded())) {
      return Optional.empty();
    }
    return Optional.of(
        (own == null
                ? "there is no certificate of this gateway in " + file
                : "its key is not the one in " + file)
            + "; if "
            + found
            + " is known to be the fingerprint of its certificate, say --signer "
            + found);
  }

  private static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.of().formatHex(hash);
  }

  /** The first certificate is the gateway's own; what else the file holds is not looked at. */
  private static @Nullable PublicKey keyIn(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE_BYTES) {
        return null;
      }
      Matcher found = CERTIFICATE.matcher(Files.readString(file, StandardCharsets.US_ASCII));
      if (!found.find()) {
        return null;
      }
      byte[] der = Base64.getMimeDecoder().decode(found.group(1));
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(der))
          .getPublicKey();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }
}
