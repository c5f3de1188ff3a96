package org.joulegate.trust.keys.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A disk whose power fails after some steps. What was not synced may be lost: the last names in a
 * directory, and half of a file's content. Nothing waits for the real disk.
 */
final class FragileDisk implements Disk {
  /** The power failed. */
  static final class PowerCut extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private interface Undo {
    void run() throws IOException;
  }

  private record Change(Path directory, Undo undo) {}

  /** Steps that never end. */
  static final int NO_CUT = Integer.MAX_VALUE;

  private final int stepsUntilCut;
  private final List<Change> unsyncedNames = new ArrayList<>();
  private final Map<Path, Integer> unsyncedContents = new HashMap<>();
  private int steps;

  FragileDisk(int stepsUntilCut) {
    this.stepsUntilCut = stepsUntilCut;
  }

  private void step() {
    if (steps++ == stepsUntilCut) {
      throw new PowerCut();
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    step();
    Disk.super.createDirectory(directory);
    unsyncedNames.add(new Change(directory.getParent(), () -> deleteAll(directory)));
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    step();
    Disk.super.write(file, content);
    unsyncedContents.put(file, content.length / 2);
    unsyncedNames.add(new Change(file.getParent(), () -> Files.deleteIfExists(file)));
  }

  @Override
  public void sync(Path path) throws IOException {
    step();
    unsyncedContents.remove(path);
    unsyncedNames.removeIf(change -> change.directory().equals(path));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step();
    byte[] replaced = Files.isRegularFile(to) ? Files.readAllBytes(to) : null;
    Disk.super.rename(from, to);
    Integer half = unsyncedContents.remove(from);
    if (half != null) {
      unsyncedContents.put(to, half);
    }
    unsyncedNames.add(
        new Change(
            to.getParent(),
            () -> {
              Files.move(to, from);
              if (replaced != null) {
                Disk.super.write(to, replaced);
              }
            }));
  }

  @Override
  public void delete(Path file) throws IOException {
    step();
    byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    Disk.super.delete(file);
    if (content != null) {
      unsyncedNames.add(new Change(file.getParent(), () -> Disk.super.write(file, content)));
    }
  }

  /** Loses what a power cut may lose. */
  void loseUnsynced() throws IOException {
    for (Map.Entry<Path, Integer> file : unsyncedContents.entrySet()) {
      if (Files.exists(file.getKey())) {
        byte[] content = Files.readAllBytes(file.getKey());
        Files.write(file.getKey(), java.util.Arrays.copyOf(content, file.getValue()));
      }
    }
    for (int i = unsyncedNames.size() - 1; i >= 0; i--) {
      Change change = unsyncedNames.get(i);
      if (Files.isDirectory(change.directory())) {
        change.undo().run();
      }
    }
  }

  static void deleteAll(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
