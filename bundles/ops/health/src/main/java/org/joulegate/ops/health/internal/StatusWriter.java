package org.joulegate.ops.health.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Keeps {@code status.json} current, on a thread of its own: looks once a second, writes when
 * something changed or the text in the file grows old. Whoever reads it sees a whole text always.
 *
 * <p>The file is not forced to the disk: it is about now, and a disk in a gateway wears out.
 */
final class StatusWriter implements Runnable {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final System.Logger LOG = System.getLogger(StatusWriter.class.getName());

  private final Path file;
  private final Path next;
  private final Duration every;
  private final Supplier<String> body;
  private String written = "";
  private long writtenAt;
  private boolean failing;
  private boolean faulty;

  /**
   * @param directory where the file stands
   * @param every after how long the file is written although nothing changed
   * @param body makes the text, a JSON object
   */
  StatusWriter(Path directory, Duration every, Supplier<String> body) {
    this.file = directory.resolve("status.json");
    this.next = directory.resolve("status.json.next");
    this.every = every;
    this.body = body;
  }

  /** Looks and writes until the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY.toMillis());
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes if there is a reason to; a fault is said once and looked at again the next time. */
  synchronized void look() {
    String text;
    try {
      text = body.get();
      faulty = false;
    } catch (RuntimeException | LinkageError e) {
      if (!faulty) {
        LOG.log(System.Logger.Level.ERROR, "the status cannot be made; " + file + " is old", e);
      }
      faulty = true;
      return;
    }
    write(text);
  }

  private void write(String text) {
    boolean old = System.nanoTime() - writtenAt >= every.toNanos();
    if (!old && text.equals(written)) {
      return;
    }
    try {
      Files.writeString(next, stamped(text, Instant.now()));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      written = text;
      writtenAt = System.nanoTime();
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        LOG.log(System.Logger.Level.WARNING, file + " cannot be written: " + e.getMessage());
      }
      failing = true;
    }
  }

  private static String stamped(String text, Instant at) {
    return "{\n  \"written\": \"" + at + "\"," + text.substring(1) + "\n";
  }
}
