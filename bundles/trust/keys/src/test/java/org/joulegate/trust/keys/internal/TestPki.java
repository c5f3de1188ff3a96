package org.joulegate.trust.keys.internal;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates of every kind, good and bad, by another builder than the one under test. */
final class TestPki {
  private static long serial = 1_000;

  private TestPki() {}

  /** A certificate with its key. */
  record Entity(X509Certificate certificate, KeyPair keys) {
    String name() {
      return certificate.getSubjectX500Principal().getName();
    }
  }

  /** A certificate to be made: a report signer that is valid for a year, unless said otherwise. */
  static final class Wish {
    private final String subject;
    private Instant from = Memories.NOW.minus(Duration.ofDays(30));
    private Instant to = Memories.NOW.plus(Duration.ofDays(335));
    private BasicConstraints constraints = new BasicConstraints(false);
    private int usage = KeyUsage.digitalSignature;
    private List<String> purposes = List.of(Usages.REPORT_SIGNING);
    private String algorithm = "SHA256withECDSA";
    private String curve = "secp256r1";

    Wish(String subject) {
      this.subject = subject;
    }

    Wish valid(Instant newFrom, Instant newTo) {
      from = newFrom;
      to = newTo;
      return this;
    }

    Wish authority(int pathLength) {
      constraints = new BasicConstraints(pathLength);
      usage = KeyUsage.keyCertSign;
      purposes = List.of();
      return this;
    }

    Wish usage(int newUsage) {
      usage = newUsage;
      return this;
    }

    Wish purposes(String... newPurposes) {
      purposes = List.of(newPurposes);
      return this;
    }

    Wish tls() {
      return purposes(Usages.TLS_SERVER, Usages.TLS_CLIENT);
    }

    Wish signedWith(String newAlgorithm) {
      algorithm = newAlgorithm;
      return this;
    }

    Wish curve(String newCurve) {
      curve = newCurve;
      return this;
    }

    Entity selfSigned() throws Exception {
      KeyPair keys = keys(curve);
      return new Entity(make(subject, keys, keys), keys);
    }

    Entity by(Entity issuer) throws Exception {
      KeyPair keys = keys(curve);
      return new Entity(make(issuer.name(), issuer.keys(), keys), keys);
    }

    private X509Certificate make(String issuer, KeyPair issuerKeys, KeyPair keys) throws Exception {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              BigInteger.valueOf(serial++),
              Date.from(from),
              Date.from(to),
              new X500Name(subject),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, constraints);
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (!purposes.isEmpty()) {
        KeyPurposeId[] ids =
            purposes.stream()
                .map(id -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(id)))
                .toArray(KeyPurposeId[]::new);
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(ids));
      }
      var signer = new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
  }

  private static KeyPair keys(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  static Entity root(String name) throws Exception {
    return new Wish("CN=" + name).authority(1).selfSigned();
  }

  static List<X509Certificate> chain(Entity... entities) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Entity entity : entities) {
      chain.add(entity.certificate());
    }
    return chain;
  }

  static void write(Path file, X509Certificate... certificates) throws Exception {
    StringBuilder pem = new StringBuilder("for a test\n");
    for (X509Certificate certificate : certificates) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.writeString(file, pem);
  }
}
