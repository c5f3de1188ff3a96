package org.joulegate.metering.journal.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import java.util.Locale;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.sqlite.SQLiteException;

/** What a fault of the store means, as a reason and one sentence. */
final class SqlFaults {
  private static final int FULL = 13; // SQLITE_FULL
  private static final long LITTLE_SPACE = 64 * 1024;

  private SqlFaults() {}

  static JournalException of(SQLException fault, Path database) {
    Reason reason = reason(fault);
    if (reason == Reason.IO) {
      reason = askFileSystem(database);
    }
    return new JournalException(reason, sentence(reason, database), fault);
  }

  /** Whether a transaction that ended with this fault is not stored, whatever else happened. */
  static boolean isSurelyNotStored(SQLException fault) {
    return code(fault) == FULL;
  }

  /** SQLite has one code for many faults of its smaller files; the file system knows more. */
  private static Reason askFileSystem(Path database) {
    try {
      FileStore store = Files.getFileStore(database.toAbsolutePath().getParent());
      if (store.isReadOnly()) {
        return Reason.READ_ONLY;
      }
      return store.getUsableSpace() < LITTLE_SPACE ? Reason.DISK_FULL : Reason.IO;
    } catch (IOException e) {
      return Reason.IO;
    }
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
    return switch (code(fault)) {
      case FULL -> Reason.DISK_FULL;
      case 3, 8, 14 -> Reason.READ_ONLY; // SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN
      case 11, 26 -> Reason.CORRUPT; // SQLITE_CORRUPT, SQLITE_NOTADB
      default -> Reason.IO;
    };
  }

  private static int code(SQLException fault) {
    return fault instanceof SQLiteException sqlite
        ? sqlite.getResultCode().code & 0xFF
        : fault.getErrorCode() & 0xFF;
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
