package org.joulegate.metering.journal.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.joulegate.codec.cbor.CborWriter;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.TrustException;

/**
 * What stands in the place of the entries that retention removed: the chain goes on from its hash.
 *
 * @param sequence the last entry that was removed
 * @param hash the chain's hash after it
 * @param at when it was removed
 * @param signer who signed this
 * @param signature ES256 (r and s) over {@link #signed}
 * @param chain the signer's certificates, DER one after the other, its own first
 */
public record Anchor(
    long sequence, byte[] hash, Instant at, String signer, byte[] signature, byte[] chain) {

  /** Makes an anchor with the key that signs reports. */
  static Anchor sign(KeyMemory keys, long sequence, byte[] hash, Instant at) throws TrustException {
    String slot = KeyMemory.SIGNING_SLOT;
    String signer = keys.identity();
    ByteArrayOutputStream chain = new ByteArrayOutputStream();
    try {
      for (X509Certificate certificate : keys.chain(slot)) {
        chain.writeBytes(certificate.getEncoded());
      }
    } catch (CertificateException e) {
      throw new TrustException(
          TrustException.Fault.MALFORMED, "the certificate of slot report has no encoding", e);
    }
    byte[] signature = keys.sign(slot, signed(sequence, hash, at, signer));
    return new Anchor(sequence, hash, at, signer, signature, chain.toByteArray());
  }

  /** The bytes that are signed: a canonical CBOR array that says what it is. */
  static byte[] signed(long sequence, byte[] hash, Instant at, String signer) {
    return new CborWriter()
        .beginArray(5)
        .writeText("joulegate journal anchor 1")
        .writeInteger(sequence)
        .writeBytes(hash)
        .writeInteger(at.getEpochSecond())
        .writeText(signer)
        .toByteArray();
  }

  /**
   * Checks the signature with the key of the certificate that is stored with it, and that it is the
   * signer's. Anybody can make such a certificate: whether it is the gateway's is for the caller to
   * find out.
   *
   * @return the signer's certificate
   * @throws GeneralSecurityException if there is none, it is of somebody else, or the signature
   *     does not fit
   */
  public X509Certificate verify() throws GeneralSecurityException {
    X509Certificate own = certificates().get(0);
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(own.getPublicKey());
    verifier.update(signed(sequence, hash, at, signer));
    if (!verifier.verify(signature)) {
      throw new GeneralSecurityException("the signature does not fit");
    }
    if (!isOf(signer, own.getSubjectX500Principal())) {
      throw new GeneralSecurityException("the certificate is not of " + signer);
    }
    return own;
  }

  /** Whether the one common name is that. */
  private static boolean isOf(String signer, X500Principal subject)
      throws GeneralSecurityException {
    try {
      List<Object> names = new ArrayList<>();
      for (Rdn rdn : new LdapName(subject.getName()).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          names.add(rdn.getValue());
        }
      }
      return names.equals(List.of(signer));
    } catch (InvalidNameException e) {
      throw new GeneralSecurityException("the certificate's subject cannot be read", e);
    }
  }

  private List<X509Certificate> certificates() throws GeneralSecurityException {
    List<X509Certificate> result = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try (ByteArrayInputStream in = new ByteArrayInputStream(chain)) {
      for (Certificate certificate : factory.generateCertificates(in)) {
        result.add((X509Certificate) certificate);
      }
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    if (result.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate");
    }
    return result;
  }
}
