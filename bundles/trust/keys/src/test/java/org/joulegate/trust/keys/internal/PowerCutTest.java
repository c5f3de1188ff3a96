package org.joulegate.trust.keys.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.joulegate.trust.api.KeyMemory;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PowerCutTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void afterACutAtAnyStepTheNextStartFindsNothingOrTheWhole() throws Exception {
    assertTrue(cutAfterEachStep("", false, false) > 20);
  }

  @Test
  public void soItDoesWhenWhatWasNotSyncedIsLost() throws Exception {
    assertTrue(cutAfterEachStep("", false, true) > 20);
  }

  @Test
  public void soItDoesWithATestAuthorityWhichIssuesToTheSameKeyAgain() throws Exception {
    assertTrue(cutAfterEachStep("gw-1", true, false) > 30);
  }

  @Test
  public void soItDoesWithATestAuthorityWhenWhatWasNotSyncedIsLost() throws Exception {
    assertTrue(cutAfterEachStep("gw-1", true, true) > 30);
  }

  /** The number of steps of a first start; each was cut. */
  private int cutAfterEachStep(String identity, boolean vouched, boolean lose) throws Exception {
    for (int steps = 0; ; steps++) {
      Path base = folder.newFolder().toPath();
      Path memory = base.resolve("data/trust");
      String authority = vouched ? base.resolve("authority").toString() : "";
      FragileDisk disk = new FragileDisk(steps);
      boolean cut = false;
      try {
        Memories.open(memory, identity, authority, disk, Memories.CLOCK);
      } catch (FragileDisk.PowerCut e) {
        cut = true;
      }
      if (lose) {
        disk.loseUnsynced();
      }
      List<String> promised = cut ? List.of() : contents(memory);
      FileKeyMemory after =
          Memories.open(
              memory, identity, authority, new FragileDisk(FragileDisk.NO_CUT), Memories.CLOCK);
      assertWhole(after, memory);
      FragileDisk.deleteAll(base);
      if (!cut) {
        assertFalse(promised.isEmpty());
        return steps;
      }
    }
  }

  private static void assertWhole(FileKeyMemory memory, Path directory) throws Exception {
    assertEquals(3, memory.slots().size());
    assertEquals(64, memory.sign(KeyMemory.SIGNING_SLOT, new byte[1]).length);
    String leaflet = Files.readString(directory.resolve("pairing.txt"));
    assertTrue(leaflet.contains("identity: " + memory.identities().get(0) + "\n"));
    List<String> files = contents(directory);
    assertEquals(
        files.toString(),
        List.of(
            "displays",
            memory.identities().get(0) + ".psk",
            "pairing.txt",
            "partners",
            "slots",
            "report.pem",
            "tls.pem"),
        files);
    FileKeyMemory again = Memories.alone(directory, "");
    assertEquals(memory.slots(), again.slots());
  }

  private static List<String> contents(Path directory) throws Exception {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.skip(1).sorted().map(path -> path.getFileName().toString()).toList();
    }
  }
}
