package org.joulegate.metering.journal.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import java.util.Locale;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.sqlite.SQLiteException;

/** What a fault of the store means, as a reason and one sentence. */
final class SqlFaults {
  private SqlFaults() {}

  static JournalException of(SQLException fault, Path database) {
    Reason reason = reason(fault);
    return new JournalException(reason, sentence(reason, database), fault);
  }

  static JournalException of(IOException fault, Path file) {
    String text = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
    Reason reason = Reason.IO;
    if (fault instanceof AccessDeniedException
        || text.contains("read-only")
        || text.contains("not permitted")) {
      reason = Reason.READ_ONLY;
    } else if (text.contains("no space") || text.contains("quota")) {
      reason = Reason.DISK_FULL;
    }
    return new JournalException(reason, sentence(reason, file), fault);
  }

  static JournalException of(ReadOnlyFileSystemException fault, Path file) {
    return new JournalException(Reason.READ_ONLY, sentence(Reason.READ_ONLY, file), fault);
  }

  /** Primary result codes are the low byte of SQLite's extended ones. */
  private static Reason reason(SQLException fault) {
    int code =
        fault instanceof SQLiteException sqlite
            ? sqlite.getResultCode().code & 0xFF
            : fault.getErrorCode() & 0xFF;
    return switch (code) {
      case 13 -> Reason.DISK_FULL; // SQLITE_FULL
      case 3, 8, 14 -> Reason.READ_ONLY; // SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN
      case 11, 26 -> Reason.CORRUPT; // SQLITE_CORRUPT, SQLITE_NOTADB
      default -> Reason.IO;
    };
  }

  private static String sentence(Reason reason, Path file) {
    return switch (reason) {
      case DISK_FULL -> "no space is left on the disk of " + file;
      case READ_ONLY -> file + " cannot be written: disk or file is read-only, or not permitted";
      case CORRUPT -> corrupt(file, "it is damaged");
      default -> "the disk refuses " + file;
    };
  }

  /** What to say and what to do about a journal that must not be written any more. */
  static String corrupt(Path file, String what) {
    return file
        + ": "
        + what
        + "; nothing was overwritten. Check it (joulegate journal check), keep a copy, then restore"
        + " a backup or move the directory away to begin a new journal";
  }
}
