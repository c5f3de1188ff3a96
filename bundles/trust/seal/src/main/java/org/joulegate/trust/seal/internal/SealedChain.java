package org.joulegate.trust.seal.internal;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.cbor.CborLimits;
import org.joulegate.codec.cbor.CborReader;
import org.joulegate.codec.cose.CoseHeaders;
import org.joulegate.trust.api.TrustException;

/** The certificates in a sealed message's protected header. */
final class SealedChain {
  /** No chain is longer, the root left out. */
  static final int MAX_CERTIFICATES = 5;

  /** No certificate is longer, in bytes. */
  static final int MAX_CERTIFICATE_BYTES = 1 << 13;

  private SealedChain() {}

  /** The chain, the signer's certificate first; the key id must name that one. */
  static List<X509Certificate> of(CoseHeaders headers) throws TrustException {
    List<ByteSlice> encoded = headers.certificates();
    if (encoded.isEmpty() || encoded.size() > MAX_CERTIFICATES) {
      throw CoseSealer.malformed(
          "expected 1 to %d certificates in x5chain, found %d"
              .formatted(MAX_CERTIFICATES, encoded.size()));
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (ByteSlice der : encoded) {
      chain.add(certificate(der.toByteArray()));
    }
    ByteSlice keyId = headers.keyId();
    byte[] fingerprint = fingerprint(encoded.get(0).toByteArray());
    if (keyId == null || !Arrays.equals(keyId.toByteArray(), fingerprint)) {
      throw CoseSealer.malformed("the key id is not the fingerprint of the signer's certificate");
    }
    return chain;
  }

  /** The factory also takes other forms than DER; only the very bytes of a certificate will do. */
  private static X509Certificate certificate(byte[] der) throws TrustException {
    if (der.length > MAX_CERTIFICATE_BYTES) {
      throw CoseSealer.malformed("a certificate of %d bytes is too long".formatted(der.length));
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      if (!Arrays.equals(certificate.getEncoded(), der)) {
        throw CoseSealer.malformed("x5chain holds something else than DER of a certificate");
      }
      return certificate;
    } catch (CertificateException e) {
      throw CoseSealer.malformed("a certificate in x5chain cannot be read");
    }
  }

  /**
   * Refuses a message with anything in its unprotected header: whoever forwards it could have put
   * it there.
   */
  static void requireNothingUnprotected(byte[] sealed, CborLimits limits) throws TrustException {
    try {
      CborReader reader = CborReader.strict(sealed, 0, sealed.length, limits);
      reader.readTag();
      reader.beginArray();
      reader.skip();
      if (reader.beginMap() != 0) {
        throw CoseSealer.malformed("the unprotected header is not empty");
      }
    } catch (MalformedTelegramException e) {
      throw CoseSealer.malformed(String.valueOf(e.getMessage()));
    }
  }

  static byte[] fingerprint(byte[] der) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(der);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
