package org.joulegate.metering.journal.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * The checked configuration.
 *
 * @param directory where the journal's files are
 * @param retention how long entries are kept at least
 * @param hardLimit after what age entries go although a consumer still needs them
 * @param maxWaiting how many entries may wait
 * @param maxBytes the largest database, 0 for as large as the disk
 * @param retry how long to wait before a refused transaction is tried again, in real time
 * @param retentionEvery how long between looks at the oldest entry, by the metering clock
 */
record Settings(
    Path directory,
    Duration retention,
    Duration hardLimit,
    int maxWaiting,
    long maxBytes,
    Duration retry,
    Duration retentionEvery) {

  /** More than this does not wait, whatever the number of entries. */
  static final long MAX_WAITING_BYTES = 8L << 20;

  static Settings of(SqliteJournal.Config config) {
    if (config.directory().isBlank()) {
      throw new IllegalArgumentException(key("directory") + " is missing: name a folder");
    }
    Duration retention = duration("retention", config.retention());
    Duration hardLimit = duration("hardLimit", config.hardLimit());
    if (hardLimit.compareTo(retention) < 0) {
      throw new IllegalArgumentException(
          key("hardLimit") + " is " + hardLimit + ", shorter than the retention " + retention);
    }
    if (config.maxWaiting() < 1 || config.maxWaiting() > 1_000_000) {
      throw new IllegalArgumentException(
          key("maxWaiting") + " is 1 to 1000000, not " + config.maxWaiting());
    }
    if (config.maxBytes() < 0) {
      throw new IllegalArgumentException(
          key("maxBytes") + " is 0 or more, not " + config.maxBytes());
    }
    return new Settings(
        Path.of(config.directory()),
        retention,
        hardLimit,
        config.maxWaiting(),
        config.maxBytes(),
        Duration.ofSeconds(1),
        Duration.ofHours(1));
  }

  private static Duration duration(String name, String text) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException(key(name) + " is not a positive duration: " + text);
      }
      return duration;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          key(name) + " is no ISO 8601 duration such as P400D: \"" + text + "\"", e);
    }
  }

  private static String key(String name) {
    return SqliteJournal.PID + ": " + name;
  }
}
