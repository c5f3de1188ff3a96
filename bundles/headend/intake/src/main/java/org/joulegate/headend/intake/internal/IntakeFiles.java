package org.joulegate.headend.intake.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The intake's folder, held against a second intake. */
final class IntakeFiles implements AutoCloseable {
  private final Path directory;
  private final FileChannel lock;

  private IntakeFiles(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Makes the folder if it is missing, and locks it.
   *
   * @throws StoreException one sentence that names the folder
   */
  static IntakeFiles open(Path directory) throws StoreException {
    try {
      // What households consume is for its owner's eyes.
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel channel =
          FileChannel.open(
              directory.resolve("intake.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StoreException(directory + " is in use by another intake");
      }
      return new IntakeFiles(directory, channel);
    } catch (IOException e) {
      throw StoreException.of(e, directory);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path reports() {
    return directory.resolve("reports.db");
  }

  Path rejections() {
    return directory.resolve("rejections.db");
  }

  private Path url() {
    return directory.resolve("intake.url");
  }

  /** Says where the intake listens; a reader sees all of it or none. */
  void writeUrl(String url) throws StoreException {
    try {
      Path fresh = directory.resolve("intake.url.new");
      Files.writeString(fresh, url + "\n");
      Files.move(fresh, url(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw StoreException.of(e, url());
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(url());
      lock.close();
    } catch (IOException e) {
      // The lock goes with the process at the latest, and the next start replaces the file.
    }
  }
}
