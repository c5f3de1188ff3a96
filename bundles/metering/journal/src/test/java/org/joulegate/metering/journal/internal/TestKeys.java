package org.joulegate.metering.journal.internal;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.TrustException;

/** A key of P-256 with a certificate, made for the test. */
final class TestKeys implements KeyMemory {
  private final KeyPair pair;
  private final X509Certificate certificate;
  private final int special;
  private final Before before;
  private int signatures;

  /** What happens before a signature is made: between two slices. */
  interface Before {
    void sign() throws TrustException;
  }

  TestKeys() throws Exception {
    this(0, () -> {});
  }

  TestKeys(int special, Before before) throws Exception {
    this("gw-0001", special, before);
  }

  /**
   * @param name whom the certificate is of; the identity is gw-0001 all the same
   * @param special before which signature something happens, from 1 on; 0 for none
   */
  TestKeys(String name, int special, Before before) throws Exception {
    this.special = special;
    this.before = before;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    certificate = TestCertificate.selfSigned(name, pair, BigInteger.valueOf(0x4711));
  }

  @Override
  public String identity() {
    return "gw-0001";
  }

  @Override
  public List<KeySlot> slots() {
    return List.of();
  }

  @Override
  public byte[] sign(String slot, byte[] data) throws TrustException {
    if (++signatures == special) {
      before.sign();
    }
    try {
      Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
      signer.initSign(pair.getPrivate());
      signer.update(data);
      return signer.sign();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<X509Certificate> chain(String slot) {
    return List.of(certificate);
  }

  @Override
  public SSLContext tlsContext(String slot) {
    throw new UnsupportedOperationException();
  }

  /** The certificate's SHA-256. */
  String fingerprint() throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
  }

  /** Puts the certificate where the key memory of a data directory has it. */
  void putInto(Path data) throws Exception {
    Path file = data.resolve("trust/slots/report.pem");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "Joulegate key and certificates, format 1\n"
            + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
            + "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }
}
