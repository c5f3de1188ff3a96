package org.joulegate.headend.intake.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was refused, when and why: the newest {@link #KEPT}, in a file of their own, so that a
 * refused message changes nothing in the store. Safe for use by any thread.
 */
final class Rejections implements AutoCloseable {
  static final int KEPT = 10_000;

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE rejections (id INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
              + " sender TEXT NOT NULL, identity TEXT NOT NULL, reason TEXT NOT NULL)");

  private final Path file;
  private @Nullable Connection connection;

  /**
   * @throws StoreException one sentence that names the file that cannot be used
   */
  Rejections(Path file) throws StoreException {
    this.file = file;
    try {
      connection = Database.openToWrite(file, SCHEMA);
    } catch (SQLException e) {
      throw StoreException.of(e, file);
    }
  }

  /** Notes a refusal; when this returns, it is on disk. */
  synchronized void add(Instant at, String sender, Refusal refusal) throws StoreException {
    boolean done = false;
    try {
      Connection open = connection;
      if (open == null) {
        open = Database.openToWrite(file, SCHEMA);
        connection = open;
      }
      insert(open, at, sender, refusal);
      open.commit();
      done = true;
    } catch (SQLException e) {
      throw StoreException.of(e, file);
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private static void insert(Connection open, Instant at, String sender, Refusal refusal)
      throws SQLException {
    try (PreparedStatement insert =
            open.prepareStatement(
                "INSERT INTO rejections (at, sender, identity, reason) VALUES (?, ?, ?, ?)");
        PreparedStatement trim =
            open.prepareStatement(
                "DELETE FROM rejections WHERE id <= (SELECT max(id) FROM rejections) - " + KEPT)) {
      insert.setLong(1, at.toEpochMilli());
      insert.setString(2, sender);
      insert.setString(3, refusal.identity());
      insert.setString(4, refusal.reason());
      insert.executeUpdate();
      trim.executeUpdate();
    }
  }

  @Override
  public synchronized void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      Database.closeQuietly(open);
    }
  }
}
