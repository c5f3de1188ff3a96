package org.joulegate.update.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds all that a runtime remembers; {@code docs/data-directory.md} describes
 * it. Held by one runtime at a time.
 */
final class DataDirectory implements AutoCloseable {
  /** The version of the layout that this launcher writes, and the newest that it reads. */
  static final int LAYOUT = 1;

  private static final String LAYOUT_PREFIX = "joulegate-data ";

  private final Path root;
  private final FileChannel lock;

  private DataDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes the directory if there is none, checks its layout and locks it.
   *
   * @throws StartException if another runtime holds it, its layout is newer, or it is no data
   *     directory at all
   */
  static DataDirectory open(Path root) throws StartException {
    try {
      boolean empty = prepare(root);
      FileChannel lock = lock(root);
      if (empty) {
        Files.writeString(root.resolve("layout"), LAYOUT_PREFIX + LAYOUT + "\n");
      }
      return new DataDirectory(root, lock);
    } catch (IOException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED,
          "the data directory " + root + " cannot be used: " + reason(e),
          e);
    }
  }

  /** Whether it has no layout yet. */
  private static boolean prepare(Path root) throws IOException, StartException {
    if (!Files.exists(root)) {
      create(root);
      return true;
    }
    Path layout = root.resolve("layout");
    if (Files.exists(layout)) {
      checkLayout(root, Files.readString(layout).strip());
      return false;
    }
    try (Stream<Path> content = Files.list(root)) {
      if (content.anyMatch(path -> !path.endsWith("lock"))) {
        throw new StartException(
            ExitStatus.NOT_STARTED,
            root + " is not empty and no data directory of Joulegate: name another with --data");
      }
    }
    return true;
  }

  private static void create(Path root) throws IOException {
    Path parent = root.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(root);
    }
  }

  private static void checkLayout(Path root, String text) throws StartException {
    int version = -1;
    if (text.matches(LAYOUT_PREFIX + "\\d{1,6}")) {
      version = Integer.parseInt(text.substring(LAYOUT_PREFIX.length()));
    }
    if (version < 1) {
      throw new StartException(
          ExitStatus.NOT_STARTED, root.resolve("layout") + " does not name the layout's version");
    }
    if (version > LAYOUT) {
      throw new StartException(
          ExitStatus.NOT_STARTED,
          root
              + " has the layout "
              + version
              + " of a newer release; this one knows layouts up to "
              + LAYOUT);
    }
  }

  private static FileChannel lock(Path root) throws IOException, StartException {
    Path file = root.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      String holder = Files.readString(file).strip();
      channel.close();
      throw new StartException(
          ExitStatus.NOT_STARTED,
          root
              + " is in use by another runtime"
              + (holder.isEmpty() ? "" : ", process " + holder)
              + ": stop it, or name another directory with --data");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "no right to write to " + denied.getFile();
    }
    if (e instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is no directory";
    }
    if (e instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getFile() + ": " + fault.getReason();
    }
    return String.valueOf(e.getMessage());
  }

  Path root() {
    return root;
  }

  /** Where the framework keeps its cache; it can be removed at any time. */
  Path framework() {
    return root.resolve("framework");
  }

  /** The text that says how a display pairs; written when the secret is made. */
  Path pairingText() {
    return root.resolve("trust").resolve("pairing.txt");
  }

  /** Gives the directory back. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
