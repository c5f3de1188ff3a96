package org.joulegate.trust.keys.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DisplaysTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;
  private FileKeyMemory memory;

  @Before
  public void firstStart() {
    directory = folder.getRoot().toPath().resolve("trust");
    memory = Memories.alone(directory, "gw-1");
  }

  @Test
  public void theLeafletSaysHowADisplayPairs() throws Exception {
    List<String> lines = Files.readAllLines(directory.resolve("pairing.txt"));
    String identity = memory.identities().get(0);
    assertTrue(lines.toString(), lines.get(0).startsWith("How a display pairs with gw-1"));
    assertEquals("identity: " + identity, lines.get(2));
    String secret = lines.get(3).substring("secret: ".length());
    assertTrue(secret, secret.matches("[a-z2-7]{26}"));
    String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.US_ASCII));
    assertEquals("secret-hex: " + hex, lines.get(4));
    assertEquals(
        "uri: joulegate:pair?gateway=gw-1&identity=" + identity + "&secret-hex=" + hex,
        lines.get(5));
    assertEquals(6, lines.size());
  }

  @Test
  public void theLeafletIsNotNeededAndDoesNotComeBack() throws Exception {
    Files.delete(directory.resolve("pairing.txt"));
    assertEquals(memory.identities(), Memories.alone(directory, "gw-1").identities());
    assertFalse(Files.exists(directory.resolve("pairing.txt")));
  }

  @Test
  public void aDisplayThatIsRemovedIsPairedNoMoreAndDoesNotComeBack() throws Exception {
    String identity = memory.identities().get(0);
    Files.delete(directory.resolve("displays/" + identity + ".psk"));
    assertEquals(List.of(), memory.identities());
    assertNull(memory.masterSecret(identity, "HmacSHA256", null, new byte[64], true));
    assertEquals(List.of(), Memories.alone(directory, "gw-1").identities());
  }

  @Test
  public void aSecondDisplayPairsWithAFile() throws Exception {
    write("second.psk", "identity kitchen\nsince 2026-11-20T12:00:00Z\nsecret " + "5a".repeat(16));
    assertTrue(memory.identities().contains("kitchen"));
    assertArrayEquals(
        MasterSecret.derive(
            "HmacSHA256",
            "Z".repeat(16).getBytes(StandardCharsets.US_ASCII),
            null,
            new byte[64],
            true),
        memory.masterSecret("kitchen", "HmacSHA256", null, new byte[64], true));
  }

  @Test
  public void nobodyIsPairedWhileAFileIsDamaged() throws Exception {
    for (String bad :
        List.of(
            "",
            "identity x\n",
            "identity x\nsince 2026-11-20T12:00:00Z\nsecret 5a",
            "identity x\nsince 2026-11-20T12:00:00Z\nsecret " + "5".repeat(33),
            "identity x\nsince 2026-11-20T12:00:00Z\nsecret " + "zz".repeat(16),
            "identity x\nsince yesterday\nsecret " + "5a".repeat(16),
            "identity x y\nsince 2026-11-20T12:00:00Z\nsecret " + "5a".repeat(16),
            "since 2026-11-20T12:00:00Z\nsecret " + "5a".repeat(16))) {
      write("bad.psk", bad);
      assertEquals(bad, List.of(), memory.identities());
    }
    Files.delete(directory.resolve("displays/bad.psk"));
    assertEquals(1, memory.identities().size());
  }

  @Test
  public void nobodyIsPairedWhileOthersMayReadASecret() throws Exception {
    Path file = directory.resolve("displays/" + memory.identities().get(0) + ".psk");
    // Permissions leave the time of the last change alone, so the start is what sees them.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    String refusal =
        org.junit.Assert.assertThrows(
                IllegalArgumentException.class, () -> Memories.alone(directory, "gw-1"))
            .getMessage();
    assertTrue(refusal, refusal.endsWith("run chmod 600 " + file));
  }

  @Test
  public void aRuntimeWithoutDisplaysMakesNoSecret() {
    Path centre = folder.getRoot().toPath().resolve("centre");
    FileKeyMemory headEnd =
        new FileKeyMemory(
            new FileKeyMemory.Settings(centre.toString(), "centre", "", false),
            Disk.REAL,
            Memories.CLOCK,
            Duration.ZERO,
            System::nanoTime);
    assertEquals(List.of(), headEnd.identities());
    assertFalse(Files.exists(centre.resolve("pairing.txt")));
  }

  private void write(String name, String content) throws Exception {
    Path file = directory.resolve("displays").resolve(name);
    Files.deleteIfExists(file);
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
