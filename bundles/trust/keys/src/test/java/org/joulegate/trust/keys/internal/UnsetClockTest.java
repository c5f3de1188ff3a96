package org.joulegate.trust.keys.internal;

import static org.joulegate.trust.api.KeyMemory.SIGNING_SLOT;
import static org.joulegate.trust.api.KeyMemory.TLS_SLOT;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.TrustException.Fault;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The first start comes before the clock is set: it shows 1970. */
public class UnsetClockTest {
  private static final Clock UNSET = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final Clock LATER =
      Clock.fixed(Memories.NOW.plus(Duration.ofDays(30 * 365)), ZoneOffset.UTC);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path base;

  @Before
  public void choosePlace() {
    base = folder.getRoot().toPath();
  }

  @Test
  public void whatIsMadeBeforeTheClockIsSetIsValidOnceItIs() throws Exception {
    FileKeyMemory first = open("", UNSET);
    FileKeyMemoryTest.fault(Fault.NOT_VALID_NOW, () -> first.sign(SIGNING_SLOT, new byte[] {1}));
    for (Clock clock : List.of(Memories.CLOCK, LATER)) {
      FileKeyMemory set = open("", clock);
      assertEquals(first.chain(SIGNING_SLOT), set.chain(SIGNING_SLOT));
      set.sign(SIGNING_SLOT, new byte[] {1});
      set.tlsContext(TLS_SLOT);
    }
  }

  @Test
  public void aSelfSignedCertificateHasNoEnd() throws Exception {
    X509Certificate certificate = open("", Memories.CLOCK).chain(SIGNING_SLOT).get(0);
    assertEquals(Instant.parse("9999-12-31T23:59:59Z"), certificate.getNotAfter().toInstant());
    assertEquals(Memories.NOW.minus(Duration.ofDays(2)), certificate.getNotBefore().toInstant());
  }

  @Test
  public void aTestAuthorityThatIsMadeBeforeTheClockIsSetIsBelievedOnceItIs() throws Exception {
    String authority = base.resolve("authority").toString();
    X509Certificate certificate = open(authority, UNSET).chain(SIGNING_SLOT).get(0);
    for (Clock clock : List.of(Memories.CLOCK, LATER)) {
      FileKeyMemory set = open(authority, clock);
      set.check(List.of(certificate), KeySlot.Use.SIGN, clock.instant());
      set.sign(SIGNING_SLOT, new byte[] {1});
    }
  }

  @Test
  public void aCertificateThatWasOverBeforeThisCodeIsMadeAnewForTheSameKey() throws Exception {
    FileKeyMemory made = open("", Memories.CLOCK);
    Path file = base.resolve("gw/slots/report.pem");
    SafeFiles files = new SafeFiles(Disk.REAL);
    SlotFile.Content content = SlotFile.read(files, file);
    X509Certificate old =
        Certificates.endEntity(
            new Certificates.Issuer(Certificates.name(made.identity(), null), content.key),
            Certificates.name(made.identity(), null),
            made.identity(),
            KeySlot.Use.SIGN,
            P256.publicKey(content.key),
            new Certificates.Validity(
                Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(20 * 365))));
    SlotFile.write(files, file, content.key, List.of(old));
    FileKeyMemory next = open("", Memories.CLOCK);
    X509Certificate now = next.chain(SIGNING_SLOT).get(0);
    assertEquals(made.identity(), next.identity());
    assertEquals(old.getPublicKey(), now.getPublicKey());
    assertNotEquals(old, now);
    next.sign(SIGNING_SLOT, new byte[] {1});
    byte[] written = Files.readAllBytes(file);
    open("", Memories.CLOCK);
    org.junit.Assert.assertArrayEquals("and not once more", written, Files.readAllBytes(file));
  }

  private FileKeyMemory open(String authority, Clock clock) {
    return Memories.open(base.resolve("gw"), "", authority, Disk.REAL, clock);
  }
}
