package org.joulegate.hal.serial.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the process that has a port. A lock file (the {@code LCK..} convention of the Filesystem
 * Hierarchy Standard, section 5.9) counts only while its process lives: a stale one is ignored.
 */
final class PortOwner {
  private static final Path PROC = Path.of("/proc");
  private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,8}");
  private static final int MAX_LOCK_FILE = 64;

  private final List<Path> lockFolders;

  PortOwner(List<Path> lockFolders) {
    this.lockFolders = List.copyOf(lockFolders);
  }

  Optional<String> byLockFile(Path port) {
    for (Path folder : lockFolders) {
      Path lock = folder.resolve("LCK.." + port.getFileName());
      Optional<Long> pid = pidIn(lock);
      boolean alive = pid.flatMap(ProcessHandle::of).map(ProcessHandle::isAlive).orElse(false);
      if (alive && pid.orElseThrow() != ProcessHandle.current().pid()) {
        return Optional.of(named(pid.orElseThrow()) + ", says " + lock);
      }
    }
    return Optional.empty();
  }

  /** Looks for a process that has the device open; sees those of this user only, or all as root. */
  Optional<String> byOpenFile(Path device) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC)) {
      for (Path process : processes) {
        String name = process.getFileName().toString();
        if (PID.matcher(name).matches() && hasOpen(process, device)) {
          return Optional.of(named(Long.parseLong(name)));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean hasOpen(Path process, Path device) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).equals(device)) {
          return true;
        }
      }
    } catch (IOException | RuntimeException e) {
      // Another user's process, or one that ended meanwhile.
      return false;
    }
    return false;
  }

  private static Optional<Long> pidIn(Path lock) {
    try {
      if (!Files.isRegularFile(lock) || Files.size(lock) > MAX_LOCK_FILE) {
        return Optional.empty();
      }
      String text = new String(Files.readAllBytes(lock), StandardCharsets.ISO_8859_1).strip();
      return Optional.of(text).filter(PID.asMatchPredicate()).map(Long::parseLong);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String named(long pid) {
    Optional<String> command =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().command())
            .map(path -> String.valueOf(Path.of(path).getFileName()));
    return "process " + pid + command.map(name -> " (" + name + ")").orElse("");
  }
}
