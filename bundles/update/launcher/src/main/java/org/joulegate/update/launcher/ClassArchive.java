package org.joulegate.update.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The archive of loaded classes (AppCDS) in the framework's cache, from which the next start reads
 * them. Java 17 ends with a signal on a damaged one, so none is used that was not checked:
 *
 * <ol>
 *   <li>a runtime that came up writes {@code FILE.new} when it ends, and leaves {@code FILE.good};
 *   <li>the next one lets a Java of its own read and verify it, forces it to the disk and renames
 *       it to {@code FILE};
 *   <li>from then on the command hands {@code FILE} to Java.
 * </ol>
 */
final class ClassArchive {
  /** The word with which the launcher is started to do nothing but be loaded from an archive. */
  static final String CHECK = "--check-class-archive";

  private static final String PROPERTY = "joulegate.class-archive";
  private static final long CHECK_WITHIN_SECONDS = 60;

  private final Path file;
  private final Path fresh;
  private final Path good;
  private final boolean toCheck;

  private ClassArchive(Path file) throws IOException {
    this.file = file;
    this.fresh = Path.of(file + ".new");
    this.good = Path.of(file + ".good");
    this.toCheck = Files.exists(fresh) && Files.exists(good);
    // Whatever this run leaves counts only once it came up.
    Files.deleteIfExists(good);
  }

  /** What the command asks for; null if nothing. Call it with the data directory locked. */
  static @Nullable ClassArchive ofCommand() throws IOException {
    String file = System.getProperty(PROPERTY);
    return file == null ? null : new ClassArchive(Path.of(file));
  }

  /** The runtime came up: checks the archive that there is, or lets the new one count. */
  void cameUp() {
    try {
      if (!toCheck) {
        Files.createFile(good);
        return;
      }
    } catch (IOException e) {
      // The next start is no faster; nothing else is lost.
      return;
    }
    Thread checker = new Thread(this::check, "class-archive");
    checker.setDaemon(true);
    checker.setPriority(Thread.MIN_PRIORITY);
    checker.start();
  }

  private void check() {
    try {
      if (isSound()) {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.READ)) {
          channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      // As above.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isSound() throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx32m",
                    "-XX:+UseSerialGC",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:+VerifySharedSpaces",
                    "-XX:ErrorFile=/dev/null",
                    "-Xlog:disable",
                    "-Xshare:on",
                    "-XX:SharedArchiveFile=" + fresh,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    CHECK))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!java.waitFor(CHECK_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      java.destroyForcibly();
      return false;
    }
    return java.exitValue() == 0;
  }
}
