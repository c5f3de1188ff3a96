package org.joulegate.update.launcher;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads from {@code status.json}, which the health bundle writes, where a person can look now. */
final class StatusFile {
  private static final int ATTEMPTS = 50;
  private static final long PAUSE_MILLIS = 20;

  private StatusFile() {}

  /**
   * The lines of its member {@code look}; empty if this process writes no status within a second.
   *
   * @param data the data directory
   */
  static List<String> whereToLook(Path data) throws InterruptedException {
    Path file = data.resolve("status.json");
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(file); attempt++) {
      try {
        JsonView status = JsonView.parse("status.json", Files.readString(file));
        Object pid = status.object("runtime").members().get("pid");
        if (BigDecimal.valueOf(ProcessHandle.current().pid()).equals(pid)) {
          return status.strings("look");
        }
      } catch (IOException | IllegalArgumentException e) {
        // It is of an earlier run, perhaps of another version: it is replaced in a moment.
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return List.of();
  }
}
