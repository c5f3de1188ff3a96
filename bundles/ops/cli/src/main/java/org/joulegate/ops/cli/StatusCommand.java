package org.joulegate.ops.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.joulegate.codec.json.JsonException;
import org.joulegate.codec.json.JsonLimits;
import org.joulegate.codec.json.JsonReader;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** {@code status}: how a runtime is, from the file that it keeps in its data directory. */
final class StatusCommand implements Command {

  private static final String DEFAULT_DATA = "data";

  @Override
  public String word() {
    return "status";
  }

  @Override
  public String arguments() {
    return "[--data DIR] [--json]";
  }

  @Override
  public String summary() {
    return "Shows meters, last readings, the cause of each silence, and how far behind each"
        + " consumer is; --json prints the runtime's own status.json.";
  }

  @Override
  public int run(List<String> arguments, Io io) throws UsageException, IOException {
    boolean json = false;
    String data = DEFAULT_DATA;
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--json" -> json = true;
        case "--data" -> {
          if (++i == arguments.size()) {
            throw new UsageException("--data wants a directory");
          }
          data = arguments.get(i);
        }
        default -> throw new UsageException("it takes no '" + arguments.get(i) + "'");
      }
    }
    return show(directory(data), json, io);
  }

  private static Path directory(String data) throws UsageException {
    Path directory;
    try {
      directory = Path.of(data).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new UsageException("'" + data + "' is no path");
    }
    if (!Files.exists(directory.resolve("layout"))) {
      throw new UsageException(
          directory
              + (Files.exists(directory) ? " is no data directory of Joulegate" : " does not exist")
              + ": name the one that was given to run");
    }
    return directory;
  }

  private static int show(Path directory, boolean json, Io io) throws IOException {
    boolean running = isHeld(directory.resolve("lock"));
    if (!running) {
      io.err().println("joulegate status: no runtime is running in " + directory);
    }
    String text = text(directory.resolve("status.json"));
    if (text == null) {
      io.err().println("joulegate status: no status was written in " + directory + " yet");
      return ExitStatus.FAILED;
    }
    if (json) {
      io.out().print(text);
    } else {
      try {
        JsonObject status = JsonReader.readObject(text, JsonLimits.DEFAULT);
        new StatusText(status, Instant.now()).print(running, io.out());
      } catch (JsonException e) {
        throw new IOException(directory.resolve("status.json") + " is " + e.getMessage(), e);
      }
    }
    return running ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private static @Nullable String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : null;
  }

  /** Whether a runtime holds the lock; it frees it when it ends, however it ends. */
  private static boolean isHeld(Path lock) throws IOException {
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      FileLock held = channel.tryLock();
      if (held == null) {
        return true;
      }
      held.release();
      return false;
    }
  }
}
