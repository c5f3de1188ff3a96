package org.joulegate.trust.keys.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The single steps by which something reaches the disk; a test cuts the power after each. */
interface Disk {
  /** The real disk. */
  Disk REAL = new Disk() {};

  /** Makes a directory for its owner only. Its parent must be synced to keep it. */
  default void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory, permissions(directory.getFileSystem(), "rwx------"));
  }

  /** Makes a new file for its owner only. It must be synced to keep its content. */
  default void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            permissions(file.getFileSystem(), "rw-------"))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }
  }

  /** Waits until a file's content, or a directory's names, are on the disk. */
  default void sync(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path, Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Gives a file another name, in place of the file that had it. The directory must be synced. */
  default void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes a file if it is there. */
  default void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  private static FileAttribute<?>[] permissions(FileSystem system, String permissions) {
    return system.supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
