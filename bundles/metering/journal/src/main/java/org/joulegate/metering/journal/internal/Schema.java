package org.joulegate.metering.journal.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The tables, and what marks a database as a journal.
 *
 * <p>{@code entry} is only ever appended to, in the order of its key, so that SQLite writes pages
 * one after the other; retention cuts off its front and leaves one row in {@code anchor}.
 */
public final class Schema {
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE entry (seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL,"
              + " payload BLOB NOT NULL, hash BLOB NOT NULL)",
          "CREATE TABLE consumer (name TEXT PRIMARY KEY, position INTEGER NOT NULL,"
              + " commits INTEGER NOT NULL) WITHOUT ROWID",
          "CREATE TABLE derived (consumer TEXT NOT NULL, key TEXT NOT NULL, row BLOB NOT NULL,"
              + " PRIMARY KEY (consumer, key)) WITHOUT ROWID",
          "CREATE TABLE anchor (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL,"
              + " hash BLOB NOT NULL, at INTEGER NOT NULL, signer TEXT NOT NULL,"
              + " signature BLOB NOT NULL, chain BLOB NOT NULL)",
          "CREATE TABLE opened (one INTEGER PRIMARY KEY CHECK (one = 1), times INTEGER NOT NULL)",
          "INSERT INTO opened VALUES (1, 0)");

  private Schema() {}

  /** Makes the tables in an empty database, or checks that they are ours. */
  static void prepare(Connection connection, Path database) throws SQLException, JournalException {
    long tables = number(connection, "SELECT count(*) FROM sqlite_schema");
    if (tables > 0) {
      require(connection, database);
      return;
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.executeUpdate(table);
      }
      statement.executeUpdate("PRAGMA application_id = " + JournalFiles.APPLICATION_ID);
      statement.executeUpdate("PRAGMA user_version = " + JournalFiles.SCHEMA_VERSION);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /**
   * Checks that a database is a journal of this schema.
   *
   * @throws JournalException with one sentence if it is something else or of a newer version
   */
  public static void require(Connection connection, Path database)
      throws SQLException, JournalException {
    if (number(connection, "PRAGMA application_id") != JournalFiles.APPLICATION_ID) {
      throw new JournalException(
          Reason.CORRUPT, SqlFaults.corrupt(database, "it is no journal but another database"));
    }
    long version = number(connection, "PRAGMA user_version");
    if (version != JournalFiles.SCHEMA_VERSION) {
      throw new JournalException(
          Reason.CLOSED,
          database
              + " has schema version "
              + version
              + ", and this software knows "
              + JournalFiles.SCHEMA_VERSION
              + ": run the version that wrote it");
    }
  }

  /** The anchor, or null while nothing was removed. */
  public static @Nullable Anchor anchor(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT seq, hash, at, signer, signature, chain FROM anchor")) {
      return row.next()
          ? new Anchor(
              row.getLong(1),
              row.getBytes(2),
              Instant.ofEpochSecond(row.getLong(3)),
              row.getString(4),
              row.getBytes(5),
              row.getBytes(6))
          : null;
    }
  }

  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
