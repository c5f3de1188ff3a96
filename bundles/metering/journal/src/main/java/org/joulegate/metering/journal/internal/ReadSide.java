package org.joulegate.metering.journal.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.joulegate.metering.api.JournalRecord;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The readers' connection, opened at the first read. It sees what is committed and never holds up
 * the writer. Safe for use by any thread, one after the other.
 */
final class ReadSide implements AutoCloseable {
  /** One answer holds no more than this, however many entries were asked for. */
  private static final long MAX_ANSWER_BYTES = 4L << 20;

  private static final int CACHE_KIB = 256;
  private static final int BUSY_MILLIS = 5_000;

  private final Path database;
  private @Nullable Connection connection;
  private @Nullable PreparedStatement entries;
  private @Nullable PreparedStatement row;
  private boolean closed;

  ReadSide(Path database) {
    this.database = database;
  }

  private record Raw(long sequence, int kind, byte[] payload) {}

  /**
   * The entries after a place; decoded outside of the lock.
   *
   * @param through the last one to read: the disk may hold a batch already that is not made known
   */
  List<JournalRecord> entries(long after, long through, int max) throws JournalException {
    List<JournalRecord> result = new ArrayList<>();
    for (Raw raw : raw(after, through, max)) {
      try {
        result.add(new JournalRecord(raw.sequence(), EntryCodec.decode(raw.kind(), raw.payload())));
      } catch (MalformedTelegramException e) {
        throw new JournalException(
            Reason.CORRUPT,
            SqlFaults.corrupt(database, "entry " + raw.sequence() + " cannot be decoded"),
            e);
      }
    }
    return result;
  }

  private synchronized List<Raw> raw(long after, long through, int max) throws JournalException {
    try {
      PreparedStatement query = entries;
      if (query == null) {
        query =
            connection()
                .prepareStatement(
                    "SELECT seq, kind, payload FROM entry WHERE seq > ? AND seq <= ?"
                        + " ORDER BY seq LIMIT ?");
        entries = query;
      }
      query.setLong(1, after);
      query.setLong(2, through);
      query.setInt(3, max);
      List<Raw> result = new ArrayList<>();
      long bytes = 0;
      try (ResultSet rows = query.executeQuery()) {
        while (bytes < MAX_ANSWER_BYTES && rows.next()) {
          Raw raw = new Raw(rows.getLong(1), rows.getInt(2), rows.getBytes(3));
          result.add(raw);
          bytes += raw.payload().length;
        }
      }
      return result;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** One derived row, or null. */
  synchronized byte @Nullable [] row(String consumer, String key) throws JournalException {
    try {
      PreparedStatement query = row;
      if (query == null) {
        query =
            connection().prepareStatement("SELECT row FROM derived WHERE consumer = ? AND key = ?");
        row = query;
      }
      query.setString(1, consumer);
      query.setString(2, key);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getBytes(1) : null;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Derived rows by key. */
  synchronized SortedMap<String, byte[]> rows(String consumer, String from, String to, int max)
      throws JournalException {
    SortedMap<String, byte[]> result = new TreeMap<>();
    try (PreparedStatement query =
        connection()
            .prepareStatement(
                "SELECT key, row FROM derived WHERE consumer = ? AND key >= ? AND key < ?"
                    + " ORDER BY key LIMIT ?")) {
      query.setString(1, consumer);
      query.setString(2, from);
      query.setString(3, to);
      query.setInt(4, max);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          result.put(rows.getString(1), rows.getBytes(2));
        }
      }
      return result;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private Connection connection() throws SQLException, JournalException {
    if (closed) {
      throw new JournalException(Reason.CLOSED, "the journal in " + database + " is closed");
    }
    Connection open = connection;
    if (open == null) {
      SQLiteConfig config = new SQLiteConfig();
      config.setReadOnly(true);
      config.setBusyTimeout(BUSY_MILLIS);
      open = config.createConnection(Store.url(database));
      connection = open;
      try (Statement statement = open.createStatement()) {
        statement.execute("PRAGMA cache_size = -" + CACHE_KIB);
      }
    }
    return open;
  }

  private JournalException failed(SQLException e) {
    forget();
    return SqlFaults.of(e, database);
  }

  private void forget() {
    if (connection != null) {
      Store.closeQuietly(connection);
    }
    connection = null;
    entries = null;
    row = null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    forget();
  }
}
