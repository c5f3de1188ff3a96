package org.joulegate.headend.intake.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** Opens the SQLite files of the intake: WAL, and every commit on disk before it returns. */
final class Database {
  /** Marks our files, "JGin" in ASCII. */
  private static final int APPLICATION_ID = 0x4A47696E;

  private static final int VERSION = 1;
  private static final int BUSY_MILLIS = 5_000;

  private Database() {}

  /**
   * Opens a file to write and makes its tables if it is new.
   *
   * @throws StoreException if it is no file of ours, or of a later version
   */
  static Connection openToWrite(Path file, List<String> schema)
      throws SQLException, StoreException {
    Connection connection = connect(file);
    try (Statement statement = connection.createStatement()) {
      boolean fresh = number(statement, "SELECT count(*) FROM sqlite_schema") == 0;
      long id = number(statement, "PRAGMA application_id");
      long version = number(statement, "PRAGMA user_version");
      if (!fresh && (id != APPLICATION_ID || version != VERSION)) {
        throw new StoreException(
            file + " is not a store of this version of the intake: move it away or restore it");
      }
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      if (fresh) {
        statement.execute("BEGIN IMMEDIATE");
        for (String table : schema) {
          statement.execute(table);
        }
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        statement.execute("PRAGMA user_version = " + VERSION);
        statement.execute("COMMIT");
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | StoreException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  /** Opens a file for questions. */
  static Connection openToRead(Path file) throws SQLException {
    Connection connection = connect(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = 1");
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  private static Connection connect(Path file) throws SQLException {
    Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // What was committed is on disk, and nothing else is worth a word.
    }
  }
}
