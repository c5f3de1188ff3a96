package org.joulegate.trust.keys.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;

/**
 * Files that are there as a whole or not at all, whenever the power fails, and that only their
 * owner may read or change.
 */
final class SafeFiles {
  /** No file of the key memory is longer, in bytes. */
  static final int MAX_FILE_BYTES = 1 << 20;

  /** No directory of the key memory has more files. */
  static final int MAX_FILES = 10_000;

  private static final String TEMPORARY = ".tmp";

  private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> OPEN_TO_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Disk disk;

  SafeFiles(Disk disk) {
    this.disk = disk;
  }

  /** Makes a directory and those above it that are missing; refuses one that others may change. */
  void makeDirectory(Path directory) throws TrustException {
    try {
      make(directory.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw store("cannot make the directory " + directory + ": " + reason(e));
    }
    require(directory, WRITABLE_BY_OTHERS, "may be changed by others", "chmod go-w");
  }

  private void make(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      make(parent);
    }
    try {
      disk.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      // Another runtime that shares a test authority may have been faster.
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
    if (parent != null) {
      disk.sync(parent);
    }
  }

  /**
   * Writes a file as a whole: a temporary file, synced, renamed, and the directory synced. After a
   * power cut there is the old file or the new one.
   */
  void write(Path file, byte[] content) throws TrustException {
    Path directory = directoryOf(file);
    Path temporary = directory.resolve("." + file.getFileName() + TEMPORARY);
    try {
      disk.delete(temporary);
      disk.write(temporary, content);
      disk.sync(temporary);
      disk.rename(temporary, file);
      disk.sync(directory);
    } catch (IOException e) {
      throw store("cannot write " + file + ": " + reason(e));
    }
  }

  /** Gives a directory its name for good. */
  void rename(Path from, Path to) throws TrustException {
    try {
      disk.rename(from, to);
      disk.sync(directoryOf(to));
    } catch (IOException e) {
      throw store("cannot rename " + from + " to " + to + ": " + reason(e));
    }
  }

  /** Removes a directory of files, if it is there. */
  void removeDirectory(Path directory) throws TrustException {
    try {
      for (Path file : list(directory, "")) {
        disk.delete(file);
      }
      disk.delete(directory);
    } catch (IOException e) {
      throw store("cannot remove " + directory + ": " + reason(e));
    }
  }

  /** Removes what a power cut left half written; it may hold a secret. */
  void removeLeftovers(Path directory) throws TrustException {
    for (Path file : list(directory, TEMPORARY)) {
      try {
        disk.delete(file);
      } catch (IOException e) {
        throw store("cannot remove " + file + ": " + reason(e));
      }
    }
  }

  /** The files of a directory whose names end so, in the order of their names. */
  List<Path> list(Path directory, String ending) throws TrustException {
    List<Path> files = new ArrayList<>();
    if (!Files.exists(directory)) {
      return files;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (entry.toString().endsWith(ending)) {
          files.add(entry);
        }
        if (files.size() > MAX_FILES) {
          throw store(directory + " has more than " + MAX_FILES + " files");
        }
      }
    } catch (IOException e) {
      throw store("cannot read the directory " + directory + ": " + reason(e));
    }
    Collections.sort(files);
    return files;
  }

  /** Reads a file that holds a secret; refuses it when others may read it. */
  byte[] readSecret(Path file) throws TrustException {
    require(file, OPEN_TO_OTHERS, "holds a secret and is open to others", "chmod 600");
    return readAll(file);
  }

  /** Reads a file that decides whom to believe; refuses it when others may change it. */
  byte[] readPublic(Path file) throws TrustException {
    require(file, WRITABLE_BY_OTHERS, "may be changed by others", "chmod go-w");
    return readAll(file);
  }

  private static byte[] readAll(Path file) throws TrustException {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw store(file + " is longer than " + MAX_FILE_BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw store("cannot read " + file + ": " + reason(e));
    }
  }

  private static void require(
      Path path, Set<PosixFilePermission> forbidden, String what, String remedy)
      throws TrustException {
    try {
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")
          && !Collections.disjoint(Files.getPosixFilePermissions(path), forbidden)) {
        throw store(path + " " + what + ": run " + remedy + " " + path);
      }
    } catch (IOException e) {
      throw store("cannot read " + path + ": " + reason(e));
    }
  }

  static Path directoryOf(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalArgumentException("not a file: " + file);
    }
    return directory;
  }

  static TrustException store(String message) {
    return new TrustException(Fault.STORE, message);
  }

  /** What went wrong, for a person, without the path. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file is in its place";
    }
    String said = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
    return said == null || said.isBlank() ? e.getClass().getSimpleName() : said;
  }
}
