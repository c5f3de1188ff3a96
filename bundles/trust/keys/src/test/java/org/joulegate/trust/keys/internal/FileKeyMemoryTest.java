package org.joulegate.trust.keys.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileKeyMemoryTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;
  private Path report;

  @Before
  public void chooseDirectory() {
    directory = folder.getRoot().toPath().resolve("data/trust");
    report = directory.resolve("slots/report.pem");
  }

  @Test
  public void theFirstStartMakesAllAndTheSecondKeepsIt() throws Exception {
    FileKeyMemory first = Memories.alone(directory, "");
    assertTrue(first.identity(), first.identity().matches("gw-[0-9a-f]{8}"));
    FileKeyMemory second = Memories.alone(directory, "");
    assertEquals(first.identity(), second.identity());
    assertEquals(first.slots(), second.slots());
    assertEquals(first.chain(KeyMemory.SIGNING_SLOT), second.chain(KeyMemory.SIGNING_SLOT));
    assertEquals(
        List.of(KeySlot.Use.SIGN, KeySlot.Use.TLS, KeySlot.Use.PAIR),
        first.slots().stream().map(KeySlot::use).toList());
  }

  @Test
  public void nobodyElseMayReadAnything() throws Exception {
    Memories.alone(directory, "gw-1");
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.toList()) {
        assertEquals(
            path.toString(),
            Files.isDirectory(path) ? "rwx------" : "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }
    }
  }

  @Test
  public void aSignatureIsOneOfEs256() throws Exception {
    FileKeyMemory memory = Memories.alone(directory, "gw-1");
    byte[] data = "a report".getBytes(StandardCharsets.UTF_8);
    byte[] signature = memory.sign(KeyMemory.SIGNING_SLOT, data);
    assertEquals(64, signature.length);
    Signature jdk = Signature.getInstance("SHA256withECDSAinP1363Format");
    jdk.initVerify(memory.chain(KeyMemory.SIGNING_SLOT).get(0));
    jdk.update(data);
    assertTrue(jdk.verify(signature));
  }

  @Test
  public void aKeyIsUsedForItsUseOnly() throws Exception {
    FileKeyMemory memory = Memories.alone(directory, "gw-1");
    fault(Fault.WRONG_USE, () -> memory.sign(KeyMemory.TLS_SLOT, new byte[1]));
    fault(Fault.WRONG_USE, () -> memory.tlsContext(KeyMemory.SIGNING_SLOT));
    fault(Fault.NO_SUCH_KEY, () -> memory.sign("other", new byte[1]));
    fault(Fault.NO_SUCH_KEY, () -> memory.chain("other"));
    fault(Fault.NO_SUCH_KEY, () -> memory.tlsContext("other"));
  }

  @Test
  public void anExpiredKeyIsNotUsedAndDoesNotKeepTheRuntimeFromStarting() {
    Memories.vouched(directory, "gw-1", directory.resolveSibling("authority"));
    Clock late = Clock.fixed(Memories.NOW.plus(java.time.Duration.ofDays(3651)), ZoneOffset.UTC);
    FileKeyMemory memory = Memories.open(directory, "gw-1", "", Disk.REAL, late);
    fault(Fault.NOT_VALID_NOW, () -> memory.sign(KeyMemory.SIGNING_SLOT, new byte[1]));
    fault(Fault.NOT_VALID_NOW, () -> memory.tlsContext(KeyMemory.TLS_SLOT));
  }

  @Test
  public void aKeyThatOthersMayReadIsRefusedWithTheRemedy() throws Exception {
    Memories.alone(directory, "gw-1");
    Files.setPosixFilePermissions(report, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(
        "org.joulegate.trust.keys: "
            + report
            + " holds a secret and is open to others: run chmod 600 "
            + report,
        refusal("gw-1"));
  }

  @Test
  public void aDirectoryThatOthersMayChangeIsRefused() throws Exception {
    Memories.alone(directory, "gw-1");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertTrue(refusal("gw-1"), refusal("gw-1").contains("may be changed by others: run chmod"));
  }

  @Test
  public void aDirectoryThatCannotBeReadIsNamed() throws Exception {
    Memories.alone(directory, "gw-1");
    Path slots = directory.resolve("slots");
    Files.setPosixFilePermissions(slots, PosixFilePermissions.fromString("---------"));
    boolean superuser = Files.isReadable(slots);
    try {
      assumeFalse("the superuser may read everything", superuser);
      assertTrue(refusal("gw-1"), refusal("gw-1").contains(slots.toString()));
    } finally {
      Files.setPosixFilePermissions(slots, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  public void aFileInPlaceOfTheDirectoryIsNamed() throws Exception {
    Files.createDirectories(directory.getParent());
    Files.writeString(directory, "");
    assertTrue(
        refusal(""), refusal("").contains("cannot make the directory " + directory.toString()));
  }

  @Test
  public void anotherIdentityThanTheKeysIsRefused() {
    Memories.alone(directory, "gw-1");
    assertTrue(refusal("gw-2"), refusal("gw-2").contains("belongs to gw-1, not to gw-2"));
  }

  @Test
  public void anIdentityThatIsNoHostNameIsRefused() {
    for (String bad : List.of("gw 1", "-gw", "gw_1", "gw,O=x", "a".repeat(65), "gw..1", "ä")) {
      assertTrue(refusal(bad), refusal(bad).contains("identity is not a host name"));
    }
  }

  @Test
  public void anEmptyDirectoryKeyIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new FileKeyMemory.Settings(" ", "", "", true));
    assertEquals(
        "org.joulegate.trust.keys: directory is empty: expected the key memory's directory",
        refused.getMessage());
  }

  @Test
  public void aCertificateOfAnotherKeyIsRefused() throws Exception {
    Memories.alone(directory, "gw-1");
    Path other = folder.getRoot().toPath().resolve("other");
    Memories.alone(other, "gw-1");
    String foreign = Files.readString(other.resolve("slots/report.pem"));
    String own = Files.readString(report);
    int certificate = own.indexOf("-----BEGIN CERT");
    Files.writeString(
        report,
        own.substring(0, certificate) + foreign.substring(foreign.indexOf("-----BEGIN CERT")));
    assertTrue(
        refusal("gw-1"), refusal("gw-1").endsWith("the first certificate belongs to another key"));
  }

  @Test
  public void aTlsKeyInTheSigningSlotIsRefused() throws Exception {
    Memories.alone(directory, "gw-1");
    Files.write(report, Files.readAllBytes(directory.resolve("slots/tls.pem")));
    assertTrue(refusal("gw-1"), refusal("gw-1").contains("the certificate is not for SIGN"));
  }

  @Test
  public void aFileCutOffAtAnyByteIsRefusedInOneSentenceWithoutTheKey() throws Exception {
    Memories.alone(directory, "gw-1");
    byte[] whole = Files.readAllBytes(report);
    String key = new String(whole, StandardCharsets.US_ASCII).lines().toList().get(2);
    for (int length = 0; length < whole.length - 1; length++) {
      Files.write(report, java.util.Arrays.copyOf(whole, length));
      String refusal = refusal("gw-1");
      assertTrue(refusal, refusal.contains(report.toString()));
      assertFalse(refusal, refusal.contains(key.substring(0, 16)));
      assertEquals(1, refusal.lines().count());
    }
  }

  @Test
  public void aDamagedByteIsRefusedOrChangesNothing() throws Exception {
    FileKeyMemory before = Memories.alone(directory, "gw-1");
    byte[] whole = Files.readAllBytes(report);
    for (int at = 0; at < whole.length; at += 3) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x11;
      Files.write(report, damaged);
      try {
        FileKeyMemory after = Memories.alone(directory, "gw-1");
        // Not noticed means not in the key: in the comment, or in the certificate it signed.
        assertEquals(
            before.chain(KeyMemory.SIGNING_SLOT).get(0).getPublicKey(),
            after.chain(KeyMemory.SIGNING_SLOT).get(0).getPublicKey());
      } catch (IllegalArgumentException refused) {
        assertTrue(refused.getMessage(), refused.getMessage().contains("slots"));
      }
    }
  }

  @Test
  public void noTextShowsAKey() throws Exception {
    FileKeyMemory memory = Memories.alone(directory, "gw-1");
    String texts = memory + " " + memory.slots();
    for (String line : Files.readAllLines(report)) {
      assertFalse(line.length() > 40 && texts.contains(line.substring(0, 20)));
    }
    assertEquals("FileKeyMemory[gw-1]", memory.toString());
  }

  private String refusal(String identity) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Memories.alone(directory, identity))
            .getMessage());
  }

  static void fault(Fault expected, org.junit.function.ThrowingRunnable work) {
    assertEquals(expected, assertThrows(TrustException.class, work).fault());
  }
}
