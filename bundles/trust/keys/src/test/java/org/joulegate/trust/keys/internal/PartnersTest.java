package org.joulegate.trust.keys.internal;

import static org.joulegate.trust.api.KeySlot.Use.PAIR;
import static org.joulegate.trust.api.KeySlot.Use.SIGN;
import static org.joulegate.trust.api.KeySlot.Use.TLS;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.Partners;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;
import org.joulegate.trust.keys.internal.TestPki.Entity;
import org.joulegate.trust.keys.internal.TestPki.Wish;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** One test for each way to be believed without right, named after it. */
public class PartnersTest {
  private static final Instant NOW = Memories.NOW;
  private static final Duration DAY = Duration.ofDays(1);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;
  private FileKeyMemory memory;
  private Entity root;
  private Entity signer;

  @Before
  public void believeOneRoot() throws Exception {
    directory = folder.getRoot().toPath().resolve("trust");
    root = TestPki.root("Root");
    TestPki.write(directory.resolve("partners/root.pem"), root.certificate());
    memory = Memories.alone(directory, "centre");
    signer = new Wish("CN=gw-2").by(root);
  }

  @Test
  public void aPartnerIsNamedAndItsSignatureBelieved() throws Exception {
    Partners.Partner partner = memory.check(TestPki.chain(signer), SIGN, NOW);
    assertEquals("gw-2", partner.identity());
    byte[] data = "report".getBytes(StandardCharsets.UTF_8);
    Signature jdk = Signature.getInstance("SHA256withECDSAinP1363Format");
    jdk.initSign(signer.keys().getPrivate());
    jdk.update(data);
    byte[] signature = jdk.sign();
    assertTrue(partner.verify(data, signature));
    signature[63] ^= 1;
    assertFalse(partner.verify(data, signature));
    assertFalse(partner.verify(data, new byte[64]));
    assertFalse(partner.verify(data, new byte[63]));
    assertFalse(partner.verify(data, new byte[0]));
  }

  @Test
  public void anIntermediateAuthorityIsFollowed() throws Exception {
    Entity between = new Wish("CN=Between").authority(0).by(root);
    Entity leaf = new Wish("CN=gw-3").by(between);
    assertEquals("gw-3", memory.check(TestPki.chain(leaf, between), SIGN, NOW).identity());
    refused(Fault.UNKNOWN_SIGNER, SIGN, leaf);
  }

  @Test
  public void anAuthorityBeyondThePathLengthIsNotBelieved() throws Exception {
    Entity between = new Wish("CN=Between").authority(5).by(root);
    Entity tooDeep = new Wish("CN=Deep").authority(5).by(between);
    Entity third = new Wish("CN=Third").authority(5).by(tooDeep);
    refused(Fault.UNKNOWN_SIGNER, SIGN, new Wish("CN=gw").by(third), third, tooDeep, between);
  }

  @Test
  public void aForeignAuthorityIsNotBelieved() throws Exception {
    refused(Fault.UNKNOWN_SIGNER, SIGN, new Wish("CN=gw-2").by(TestPki.root("Other")));
  }

  @Test
  public void aForeignAuthorityOfTheSameNameIsNotBelieved() throws Exception {
    Entity impostor = TestPki.root("Root");
    refused(Fault.UNKNOWN_SIGNER, SIGN, new Wish("CN=gw-2").by(impostor));
    refused(Fault.UNKNOWN_SIGNER, SIGN, new Wish("CN=gw-2").by(impostor), impostor);
  }

  @Test
  public void aSelfSignedLookAlikeIsNotBelieved() throws Exception {
    refused(Fault.UNKNOWN_SIGNER, SIGN, new Wish("CN=gw-2").selfSigned());
  }

  @Test
  public void anEndEntityCannotVouchForAnother() throws Exception {
    refused(Fault.UNKNOWN_SIGNER, SIGN, new Wish("CN=gw-9").by(signer), signer);
  }

  @Test
  public void aPinnedPartnerIsBelievedAndVouchesForNobody() throws Exception {
    Entity pinned = new Wish("CN=gw-7").selfSigned();
    TestPki.write(directory.resolve("partners/gw-7.pem"), pinned.certificate());
    assertEquals("gw-7", memory.check(TestPki.chain(pinned), SIGN, NOW).identity());
    refused(Fault.UNKNOWN_SIGNER, SIGN, new Wish("CN=gw-8").by(pinned), pinned);
    refused(Fault.UNKNOWN_SIGNER, SIGN, new Wish("CN=gw-8").by(pinned));
  }

  @Test
  public void expiredAndNotYetValidAreRefusedAtTheInstantThatIsAskedFor() throws Exception {
    Entity brief = new Wish("CN=gw-4").valid(NOW.minus(DAY), NOW.plus(DAY)).by(root);
    memory.check(TestPki.chain(brief), SIGN, NOW);
    for (int round = 0; round < 2; round++) {
      for (Instant at : List.of(NOW.minus(DAY).minusSeconds(1), NOW.plus(DAY).plusSeconds(1))) {
        assertFault(Fault.NOT_VALID_NOW, () -> memory.check(TestPki.chain(brief), SIGN, at));
      }
      memory.check(TestPki.chain(brief), SIGN, NOW.plus(DAY));
    }
  }

  @Test
  public void anExpiredAuthorityAboveIsRefused() throws Exception {
    Entity between = new Wish("CN=B").authority(0).valid(NOW.minus(DAY), NOW.plus(DAY)).by(root);
    Entity leaf = new Wish("CN=gw-5").by(between);
    memory.check(TestPki.chain(leaf, between), SIGN, NOW);
    assertFault(
        Fault.NOT_VALID_NOW,
        () -> memory.check(TestPki.chain(leaf, between), SIGN, NOW.plus(DAY).plus(DAY)));
  }

  @Test
  public void certificatesThatAreNeverValidTogetherAreRefused() throws Exception {
    Entity early =
        new Wish("CN=B")
            .authority(0)
            .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
            .by(root);
    Entity late = new Wish("CN=gw-5").valid(NOW, NOW.plus(DAY)).by(early);
    refused(Fault.NOT_VALID_NOW, SIGN, late, early);
  }

  @Test
  public void revokedByFingerprintWithColonsAndComment() throws Exception {
    memory.check(TestPki.chain(signer), SIGN, NOW);
    String colons =
        Certificates.fingerprint(signer.certificate())
            .replaceAll("..(?=.)", "$0:")
            .toUpperCase(java.util.Locale.ROOT);
    revoke("# stolen\n\n" + colons + " # gw-2, 2026-11-19\n");
    refused(Fault.REVOKED, SIGN, signer);
    assertEquals(
        "certificate of gw-2 was revoked",
        assertThrows(TrustException.class, () -> memory.check(TestPki.chain(signer), SIGN, NOW))
            .getMessage());
    Files.delete(directory.resolve("revoked"));
    memory.check(TestPki.chain(signer), SIGN, NOW);
  }

  @Test
  public void revokedBySerialNumber() throws Exception {
    revoke(signer.certificate().getSerialNumber().toString(16) + "\n");
    refused(Fault.REVOKED, SIGN, signer);
  }

  @Test
  public void aRevokedAuthorityTakesAllBelowWithIt() throws Exception {
    revoke(Certificates.fingerprint(root.certificate()));
    refused(Fault.REVOKED, SIGN, signer);
  }

  @Test
  public void aRevokedPinnedPartnerIsRefused() throws Exception {
    Entity pinned = new Wish("CN=gw-7").selfSigned();
    TestPki.write(directory.resolve("partners/gw-7.pem"), pinned.certificate());
    revoke(Certificates.fingerprint(pinned.certificate()));
    refused(Fault.REVOKED, SIGN, pinned);
  }

  @Test
  public void aTlsCertificateSignsNoReportAndTheReverse() throws Exception {
    Entity tls = new Wish("CN=gw-2").tls().by(root);
    assertEquals("gw-2", memory.check(TestPki.chain(tls), TLS, NOW).identity());
    refused(Fault.WRONG_USE, SIGN, tls);
    refused(Fault.WRONG_USE, TLS, signer);
  }

  @Test
  public void aCertificateForBothOrForAnythingIsForNeither() throws Exception {
    Entity both = new Wish("CN=x").purposes(Usages.REPORT_SIGNING, Usages.TLS_CLIENT).by(root);
    refused(Fault.WRONG_USE, SIGN, both);
    refused(Fault.WRONG_USE, TLS, both);
    Entity any = new Wish("CN=x").purposes("2.5.29.37.0").by(root);
    refused(Fault.WRONG_USE, SIGN, any);
    refused(Fault.WRONG_USE, TLS, any);
    Entity none = new Wish("CN=x").purposes().by(root);
    refused(Fault.WRONG_USE, SIGN, none);
    refused(Fault.WRONG_USE, TLS, none);
  }

  @Test
  public void aKeyThatMayNotSignSignsNothing() throws Exception {
    refused(Fault.WRONG_USE, SIGN, new Wish("CN=x").usage(KeyUsage.keyAgreement).by(root));
    refused(Fault.WRONG_USE, TLS, new Wish("CN=x").tls().usage(KeyUsage.keyAgreement).by(root));
  }

  @Test
  public void anAuthorityItselfIsNoPartner() throws Exception {
    refused(Fault.WRONG_USE, SIGN, new Wish("CN=x").authority(0).by(root));
  }

  @Test
  public void nobodyPairsByCertificate() {
    refused(Fault.WRONG_USE, PAIR, signer);
  }

  @Test
  public void anotherCurveIsRefusedForReports() throws Exception {
    refused(Fault.WRONG_ALGORITHM, SIGN, new Wish("CN=gw-2").curve("secp384r1").by(root));
  }

  @Test
  public void aCertificateSignedWithSha1IsRefused() throws Exception {
    refused(Fault.WRONG_ALGORITHM, SIGN, new Wish("CN=gw-2").signedWith("SHA1withECDSA").by(root));
  }

  @Test
  public void aNameThatIsNoIdentityIsRefusedAndPrintedHarmlessly() throws Exception {
    Entity evil = new Wish("CN=gw\\0A2026 all is well").by(root);
    TrustException refused =
        assertThrows(TrustException.class, () -> memory.check(TestPki.chain(evil), SIGN, NOW));
    assertEquals(Fault.UNKNOWN_SIGNER, refused.fault());
    assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
    refused(Fault.UNKNOWN_SIGNER, SIGN, new Wish("CN=gw-2,CN=gw-3").by(root));
    refused(Fault.UNKNOWN_SIGNER, SIGN, new Wish("O=gw-2").by(root));
  }

  @Test
  public void noCertificateAndTooManyAreMalformed() {
    refused(Fault.MALFORMED, SIGN);
    refused(Fault.MALFORMED, SIGN, signer, root, root, root, root, root);
  }

  @Test
  public void withoutAnyAnchorNobodyIsBelieved() throws Exception {
    Files.delete(directory.resolve("partners/root.pem"));
    refused(Fault.UNKNOWN_SIGNER, SIGN, signer);
  }

  @Test
  public void whileAFileIsMangledNobodyIsBelieved() throws Exception {
    memory.check(TestPki.chain(signer), SIGN, NOW);
    Path bad = directory.resolve("partners/bad.pem");
    Files.writeString(bad, "-----BEGIN CERTIFICATE-----\nMIIB\n");
    refused(Fault.STORE, SIGN, signer);
    Files.writeString(bad, "no certificate");
    refused(Fault.STORE, SIGN, signer);
    Files.delete(bad);
    memory.check(TestPki.chain(signer), SIGN, NOW);
    revoke("not hex\n");
    TrustException refused =
        assertThrows(TrustException.class, () -> memory.check(TestPki.chain(signer), SIGN, NOW));
    assertEquals(
        directory.resolve("revoked")
            + ": line 1 is neither a SHA-256 fingerprint nor a serial number in hex",
        refused.getMessage());
  }

  @Test
  public void aPartnerFileThatOthersMayChangeIsRefusedAtTheStart() throws Exception {
    Path file = directory.resolve("partners/root.pem");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    String refusal =
        assertThrows(IllegalArgumentException.class, () -> Memories.alone(directory, "centre"))
            .getMessage();
    assertTrue(refusal, refusal.endsWith("may be changed by others: run chmod go-w " + file));
  }

  @Test
  public void aCertificateWithAnyByteChangedIsRefusedWithAFault() throws Exception {
    byte[] der = signer.certificate().getEncoded();
    int read = 0;
    for (int at = 0; at < der.length; at++) {
      byte[] changed = der.clone();
      changed[at] ^= (byte) (1 << at % 8);
      X509Certificate certificate;
      try {
        certificate =
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(changed));
      } catch (CertificateException unreadable) {
        continue;
      }
      read++;
      List<X509Certificate> chain = List.of(certificate);
      assertThrows(TrustException.class, () -> memory.check(chain, SIGN, NOW));
    }
    assertTrue(read > 100);
  }

  private void revoke(String lines) throws Exception {
    Files.deleteIfExists(directory.resolve("revoked"));
    Files.writeString(directory.resolve("revoked"), lines);
  }

  private void refused(Fault fault, KeySlot.Use use, Entity... chain) {
    assertFault(fault, () -> memory.check(TestPki.chain(chain), use, NOW));
  }

  private static void assertFault(Fault expected, org.junit.function.ThrowingRunnable work) {
    TrustException refused = assertThrows(TrustException.class, work);
    assertEquals(refused.getMessage(), expected, refused.fault());
  }
}
