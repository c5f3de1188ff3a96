package org.joulegate.trust.keys.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Key memories for tests: a fixed day, and files are looked at whenever they are asked for. */
final class Memories {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /** Held, or the setting would be collected: the warnings are not what is looked at here. */
  private static final Logger LOG = Logger.getLogger("org.joulegate.trust.keys");

  static {
    LOG.setLevel(Level.OFF);
  }

  private Memories() {}

  static FileKeyMemory alone(Path directory, String identity) {
    return open(directory, identity, "", Disk.REAL, CLOCK);
  }

  static FileKeyMemory vouched(Path directory, String identity, Path authority) {
    return open(directory, identity, authority.toString(), Disk.REAL, CLOCK);
  }

  static FileKeyMemory open(
      Path directory, String identity, String authority, Disk disk, Clock clock) {
    return new FileKeyMemory(
        new FileKeyMemory.Settings(directory.toString(), identity, authority, true),
        disk,
        clock,
        Duration.ZERO,
        System::nanoTime);
  }
}
