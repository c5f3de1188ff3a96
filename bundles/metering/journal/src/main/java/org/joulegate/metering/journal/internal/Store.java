package org.joulegate.metering.journal.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The writer's connection. For use by the writer's thread only. */
final class Store implements AutoCloseable {
  /** The journal's own row about its retention. */
  private static final String RETENTION = "retention";

  private final Connection connection;
  private final PreparedStatement insertEntry;
  private final PreparedStatement putConsumer;
  private final PreparedStatement putRow;
  private final PreparedStatement removeRow;
  private final HashChain chain = new HashChain();
  private Tip tip;
  private Tip attempted;
  private @Nullable Anchor anchor;

  Store(Connection connection, Tip tip, @Nullable Anchor anchor) throws SQLException {
    this.connection = connection;
    this.tip = tip;
    this.attempted = tip;
    this.anchor = anchor;
    insertEntry =
        connection.prepareStatement(
            "INSERT INTO entry (seq, kind, payload, hash) VALUES (?, ?, ?, ?)");
    putConsumer =
        connection.prepareStatement(
            "INSERT INTO consumer (name, position, commits) VALUES (?, ?, 1)"
                + " ON CONFLICT (name) DO UPDATE"
                + " SET position = excluded.position, commits = commits + 1");
    putRow =
        connection.prepareStatement(
            "INSERT INTO derived (consumer, key, row) VALUES (?, ?, ?)"
                + " ON CONFLICT (consumer, key) DO UPDATE SET row = excluded.row");
    removeRow = connection.prepareStatement("DELETE FROM derived WHERE consumer = ? AND key = ?");
    connection.setAutoCommit(false);
  }

  /** The end of what is on disk. */
  Tip tip() {
    return tip;
  }

  /** Where the last transaction was to end. */
  Tip attempted() {
    return attempted;
  }

  /** What stands for the entries that were removed, or null. */
  @Nullable Anchor anchor() {
    return anchor;
  }

  /** The first entry that is kept, or would be. */
  long oldest() {
    return anchor == null ? 1 : anchor.sequence() + 1;
  }

  /** Stores jobs in one transaction. When it throws, {@link #rollback} must follow. */
  void write(List<Job> jobs) throws SQLException {
    attempted = tip;
    for (Job job : jobs) {
      if (job instanceof Job.Append append) {
        append.sequence = insert(append.entry);
      } else {
        write((Job.Commit) job);
      }
    }
    commit();
  }

  private void write(Job.Commit commit) throws SQLException {
    commit.refused = !commit.cursor.isCurrent();
    if (commit.refused) {
      return;
    }
    String consumer = commit.cursor.consumer();
    putConsumer.setString(1, consumer);
    putConsumer.setLong(2, commit.through);
    putConsumer.executeUpdate();
    for (Map.Entry<String, Optional<byte[]>> row : commit.rows.entrySet()) {
      putRow(consumer, row.getKey(), row.getValue());
    }
    List<Long> sequences = new ArrayList<>(commit.entries.size());
    for (Encoded entry : commit.entries) {
      sequences.add(insert(entry));
    }
    commit.sequences = sequences;
  }

  private void putRow(String consumer, String key, Optional<byte[]> row) throws SQLException {
    PreparedStatement statement = row.isPresent() ? putRow : removeRow;
    statement.setString(1, consumer);
    statement.setString(2, key);
    if (row.isPresent()) {
      statement.setBytes(3, row.get());
    }
    statement.executeUpdate();
  }

  private long insert(Encoded entry) throws SQLException {
    long sequence = attempted.sequence() + 1;
    byte[] hash = chain.next(attempted.hash(), sequence, entry.kind(), entry.payload());
    insertEntry.setLong(1, sequence);
    insertEntry.setInt(2, entry.kind());
    insertEntry.setBytes(3, entry.payload());
    insertEntry.setBytes(4, hash);
    insertEntry.addBatch();
    attempted = new Tip(sequence, hash);
    return sequence;
  }

  /** Stores the journal's own events together with the row that says how its retention stands. */
  void writeRetention(List<Job.Append> events, Optional<byte[]> row) throws SQLException {
    putRetention(events, row);
    commit();
  }

  private void putRetention(List<Job.Append> events, Optional<byte[]> row) throws SQLException {
    attempted = tip;
    for (Job.Append event : events) {
      event.sequence = insert(event.entry);
    }
    putRow(Losses.SUBJECT, RETENTION, row);
  }

  /** The row that says how retention stands; null between its runs. */
  byte @Nullable [] retention() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT row FROM derived WHERE consumer = ? AND key = ?")) {
      query.setString(1, Losses.SUBJECT);
      query.setString(2, RETENTION);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    } finally {
      connection.rollback();
    }
  }

  /** Removes the entries up to an anchor and puts it in their place, with events about it. */
  void removeThrough(Anchor place, List<Job.Append> events, Optional<byte[]> row)
      throws SQLException {
    putRetention(events, row);
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM entry WHERE seq <= ?");
        PreparedStatement put =
            connection.prepareStatement(
                "INSERT OR REPLACE INTO anchor (one, seq, hash, at, signer, signature, chain)"
                    + " VALUES (1, ?, ?, ?, ?, ?, ?)")) {
      delete.setLong(1, place.sequence());
      delete.executeUpdate();
      put.setLong(1, place.sequence());
      put.setBytes(2, place.hash());
      put.setLong(3, place.at().getEpochSecond());
      put.setString(4, place.signer());
      put.setBytes(5, place.signature());
      put.setBytes(6, place.chain());
      put.executeUpdate();
    }
    commit();
    anchor = place;
  }

  private void commit() throws SQLException {
    insertEntry.executeBatch();
    connection.commit();
    tip = attempted;
  }

  /** Gives a transaction up that could not be stored. */
  void rollback() throws SQLException {
    insertEntry.clearBatch();
    connection.rollback();
  }

  /** An entry as it lies on disk. */
  record Stored(long sequence, Encoded entry, byte[] hash) {}

  /** The oldest entries. */
  List<Stored> oldest(int max) throws SQLException {
    List<Stored> result = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT seq, kind, payload, hash FROM entry ORDER BY seq LIMIT ?")) {
      query.setInt(1, max);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Encoded entry = new Encoded(row.getInt(2), row.getBytes(3));
          result.add(new Stored(row.getLong(1), entry, row.getBytes(4)));
        }
      }
    } finally {
      connection.rollback();
    }
    return result;
  }

  /**
   * A consumer as it lies on disk.
   *
   * @param position how far it has come
   * @param commits how often it committed
   */
  record Place(long position, long commits) {}

  /** All consumers, by name. */
  Map<String, Place> consumers() throws SQLException {
    Map<String, Place> result = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT name, position, commits FROM consumer")) {
      while (row.next()) {
        result.put(row.getString(1), new Place(row.getLong(2), row.getLong(3)));
      }
    } finally {
      connection.rollback();
    }
    return result;
  }

  @Override
  public void close() {
    closeQuietly(connection);
  }

  /** Closes a connection whose faults no longer matter. */
  static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // What was committed is on disk, and nothing else is worth a word.
    }
  }

  /** The address of a database file for JDBC. */
  static String url(Path database) {
    return "jdbc:sqlite:" + database;
  }
}
