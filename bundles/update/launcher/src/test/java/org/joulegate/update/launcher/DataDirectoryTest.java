package org.joulegate.update.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DataDirectoryTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path root;

  @Before
  public void chooseRoot() {
    root = folder.getRoot().toPath().resolve("deep/data");
  }

  @Test
  public void theFirstStartMakesItForItsOwnerOnlyAndWritesItsLayout() throws Exception {
    try (DataDirectory data = DataDirectory.open(root)) {
      Path made = data.root();
      assertEquals("joulegate-data 1", Files.readString(made.resolve("layout")).strip());
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    }
  }

  @Test
  public void theLockNamesItsHolder() throws Exception {
    try (DataDirectory data = DataDirectory.open(root)) {
      assertEquals(
          ProcessHandle.current().pid() + "",
          Files.readString(data.root().resolve("lock")).strip());
    }
  }

  @Test
  public void aNewerLayoutIsRefused() throws Exception {
    DataDirectory.open(root).close();
    Files.writeString(root.resolve("layout"), "joulegate-data 2\n");

    assertRefused("layout 2 of a newer release");
  }

  @Test
  public void aLayoutThatIsNoneIsRefused() throws Exception {
    DataDirectory.open(root).close();
    Files.writeString(root.resolve("layout"), "something\n");

    assertRefused("does not name the layout's version");
  }

  @Test
  public void aFolderWithOtherThingsIsLeftAlone() throws IOException {
    Files.createDirectories(root);
    Files.writeString(root.resolve("holiday.jpg"), "");

    assertRefused("is not empty and no data directory");
    assertFalse(Files.exists(root.resolve("layout")));
  }

  @Test
  public void aPathThatCannotBeMadeIsNamed() throws IOException {
    root = folder.newFile("file").toPath().resolve("data");

    assertRefused(root + " cannot be used");
  }

  private void assertRefused(String sentence) {
    StartException refused =
        assertThrows(StartException.class, () -> DataDirectory.open(root).close());
    assertEquals(ExitStatus.NOT_STARTED, refused.status());
    assertTrue(refused.getMessage(), refused.getMessage().contains(sentence));
  }
}
