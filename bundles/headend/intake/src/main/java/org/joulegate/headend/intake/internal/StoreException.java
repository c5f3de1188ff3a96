package org.joulegate.headend.intake.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Nothing can be stored or read now; nothing was acknowledged. */
final class StoreException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int PRIMARY_CODE = 0xFF;

  StoreException(String sentence) {
    super(sentence);
  }

  private StoreException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  static StoreException of(SQLException fault, Path file) {
    int code =
        fault instanceof SQLiteException sqlite
            ? sqlite.getResultCode().code & PRIMARY_CODE
            : fault.getErrorCode() & PRIMARY_CODE;
    String sentence =
        switch (code) {
          case 13 -> "no space is left on the disk of " + file; // SQLITE_FULL
          case 3, 8, 14 -> // SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN
              file + " cannot be written: disk or file is read-only, or not permitted";
          case 11, 26 -> // SQLITE_CORRUPT, SQLITE_NOTADB
              file + " is damaged; restore it from a copy";
          default -> "the disk refuses " + file + " (SQLite code " + code + ")";
        };
    return new StoreException(sentence, fault);
  }

  static StoreException of(IOException fault, Path file) {
    String why =
        fault instanceof AccessDeniedException
            ? "not permitted"
            : String.valueOf(fault.getMessage());
    return new StoreException(file + " cannot be used: " + why, fault);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
