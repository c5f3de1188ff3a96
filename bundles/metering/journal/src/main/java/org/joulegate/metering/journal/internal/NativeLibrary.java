package org.joulegate.metering.journal.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library, which comes out of its archive into the temporary folder. Where
 * that folder is missing, not writable or mounted without the right to execute, the journal's own
 * folder serves.
 */
final class NativeLibrary {
  private static final String TMPDIR = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  static synchronized void load(Path directory) throws JournalException {
    try {
      if (!initialised()) {
        System.setProperty(TMPDIR, Files.createDirectories(directory.resolve("native")).toString());
        SQLiteJDBCLoader.initialize();
      }
    } catch (Exception e) {
      throw new JournalException(
          Reason.IO,
          "SQLite's native library loads neither from "
              + System.getProperty("java.io.tmpdir")
              + " nor from "
              + directory.resolve("native")
              + "; name a folder that may hold programs with -D"
              + TMPDIR,
          e);
    }
  }

  private static boolean initialised() throws IOException {
    try {
      return SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      return false;
    }
  }
}
