package org.joulegate.trust.keys.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.joulegate.trust.api.KeySlot;
import org.jspecify.annotations.Nullable;

/** Makes and names certificates (RFC 5280, clause 4). */
final class Certificates {
  private static final int SERIAL_BYTES = 16;
  private static final int KEY_ID_BYTES = 20;
  private static final int MAX_NAME = 64;
  private static final AlgorithmIdentifier ECDSA_SHA256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  /** A host name (RFC 1123, clause 2.1) that fits into a common name. */
  private static final Pattern IDENTITY =
      Pattern.compile(
          "(?=.{1,64}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  private Certificates() {}

  /** Who vouches: a name and a key. */
  static final class Issuer {
    final X500Name name;
    final ECPrivateKeyParameters key;

    Issuer(X500Name name, ECPrivateKeyParameters key) {
      this.name = name;
      this.key = key;
    }
  }

  /** The dates between which a certificate is valid. */
  record Validity(Instant from, Instant to) {}

  static boolean isIdentity(String name) {
    return IDENTITY.matcher(name).matches();
  }

  static X500Name name(String commonName, @Nullable String organisation) {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    if (organisation != null) {
      name.addRDN(BCStyle.O, organisation);
    }
    return name.addRDN(BCStyle.CN, commonName).build();
  }

  /** A certificate for one use of a runtime's key. */
  static X509Certificate endEntity(
      Issuer issuer,
      X500Name subject,
      String identity,
      KeySlot.Use use,
      ECPublicKeyParameters key,
      Validity validity) {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    try {
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      if (use == KeySlot.Use.TLS) {
        extensions.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
        extensions.addExtension(Extension.subjectAlternativeName, false, hosts(identity));
      } else {
        // Critical: software that does not know this purpose must not take the certificate.
        extensions.addExtension(
            Extension.extendedKeyUsage,
            true,
            new ExtendedKeyUsage(
                KeyPurposeId.getInstance(new ASN1ObjectIdentifier(Usages.REPORT_SIGNING))));
      }
      return build(issuer, subject, key, validity, extensions);
    } catch (IOException e) {
      throw new IllegalStateException("an extension cannot be encoded", e);
    }
  }

  /** The certificate of a root that vouches for end entities only. */
  static X509Certificate root(Issuer issuer, Validity validity) {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    try {
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      return build(issuer, issuer.name, P256.publicKey(issuer.key), validity, extensions);
    } catch (IOException e) {
      throw new IllegalStateException("an extension cannot be encoded", e);
    }
  }

  private static X509Certificate build(
      Issuer issuer,
      X500Name subject,
      ECPublicKeyParameters key,
      Validity validity,
      ExtensionsGenerator extensions)
      throws IOException {
    extensions.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(key)));
    extensions.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(keyId(P256.publicKey(issuer.key))));
    V3TBSCertificateGenerator unsigned = new V3TBSCertificateGenerator();
    unsigned.setSerialNumber(new ASN1Integer(serial()));
    unsigned.setSignature(ECDSA_SHA256);
    unsigned.setIssuer(issuer.name);
    unsigned.setStartDate(new Time(Date.from(validity.from())));
    unsigned.setEndDate(new Time(Date.from(validity.to())));
    unsigned.setSubject(subject);
    unsigned.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(P256.info(key)));
    unsigned.setExtensions(extensions.generate());
    var content = unsigned.generateTBSCertificate();
    byte[] signature = P256.signDer(issuer.key, content.getEncoded(ASN1Encoding.DER));
    DERSequence certificate =
        new DERSequence(new ASN1Encodable[] {content, ECDSA_SHA256, new DERBitString(signature)});
    return parse(certificate.getEncoded(ASN1Encoding.DER));
  }

  private static X509Certificate parse(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate that was just made cannot be read", e);
    }
  }

  private static GeneralNames hosts(String identity) {
    return new GeneralNames(
        new GeneralName[] {
          new GeneralName(GeneralName.dNSName, identity),
          new GeneralName(GeneralName.dNSName, "localhost"),
          new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[] {127, 0, 0, 1})),
          new GeneralName(GeneralName.iPAddress, new DEROctetString(ipv6Loopback()))
        });
  }

  private static byte[] ipv6Loopback() {
    byte[] address = new byte[16];
    address[15] = 1;
    return address;
  }

  private static BigInteger serial() {
    byte[] random = new byte[SERIAL_BYTES];
    new SecureRandom().nextBytes(random);
    return new BigInteger(1, random).setBit(0);
  }

  /** RFC 7093, clause 2, method 1. */
  private static byte[] keyId(ECPublicKeyParameters key) {
    byte[] id = new byte[KEY_ID_BYTES];
    System.arraycopy(P256.sha256(key.getQ().getEncoded(false)), 0, id, 0, KEY_ID_BYTES);
    return id;
  }

  static X500Name subject(X509Certificate certificate) {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  /** The common name; null when there is none, or more than one, or it is no identity. */
  static @Nullable String identity(X509Certificate certificate) {
    String name = commonName(certificate);
    return name != null && isIdentity(name) ? name : null;
  }

  /** How a message names a certificate: safe to print whoever made it. */
  static String display(X509Certificate certificate) {
    String name = commonName(certificate);
    if (name == null) {
      return "certificate without a common name";
    }
    if (isIdentity(name)) {
      return "certificate of " + name;
    }
    String printable = name.replaceAll("[^A-Za-z0-9 .,_-]", "?");
    return "certificate of '"
        + printable.substring(0, Math.min(printable.length(), MAX_NAME))
        + "'";
  }

  private static @Nullable String commonName(X509Certificate certificate) {
    try {
      RDN[] names = subject(certificate).getRDNs(BCStyle.CN);
      return names.length == 1 && !names[0].isMultiValued()
          ? IETFUtils.valueToString(names[0].getFirst().getValue())
          : null;
    } catch (RuntimeException mangled) {
      // The parser has no checked exception for a name that a stranger mangled.
      return null;
    }
  }

  /** SHA-256 of the certificate, 64 lower-case hex digits. */
  static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of().formatHex(P256.sha256(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without encoding", e);
    }
  }
}
