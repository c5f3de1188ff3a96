package org.joulegate.metering.journal.internal;

import java.nio.file.Path;

/**
 * The files of a journal.
 *
 * @param directory the folder that holds them
 */
public record JournalFiles(Path directory) {
  /** Marks a database as a journal: "JLG1" (PRAGMA application_id). */
  public static final int APPLICATION_ID = 0x4A4C4731;

  /** The schema that this code reads and writes (PRAGMA user_version). */
  public static final int SCHEMA_VERSION = 1;

  /** The database; SQLite keeps {@code -wal} and {@code -shm} beside it. */
  public Path database() {
    return directory.resolve("journal.db");
  }

  /** The last head; see {@link HeadFile}. */
  public Path head() {
    return directory.resolve("head");
  }

  /** Locked while a runtime writes. */
  public Path lock() {
    return directory.resolve("lock");
  }
}
