package org.joulegate.metering.journal.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.joulegate.metering.api.JournalHead;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Opens the database to write, and refuses what must not be written to. Holds the lock that keeps a
 * second runtime out, from the first opening to the end. For use by one thread at a time.
 */
final class StoreOpener implements AutoCloseable {
  /** Enough for the pages that an append touches; the heap of a gateway is small. */
  private static final int CACHE_KIB = 512;

  private static final int WAL_LIMIT_BYTES = 4 << 20;
  private static final int BUSY_MILLIS = 5_000;

  private final JournalFiles files;
  private final long maxBytes;
  private @Nullable FileChannel lock;
  private @Nullable HeadFile headFile;

  StoreOpener(JournalFiles files, long maxBytes) {
    this.files = files;
    this.maxBytes = maxBytes;
  }

  /**
   * Opens the database.
   *
   * @throws JournalException with one sentence that names the file; {@code CORRUPT} and {@code
   *     CLOSED} are for good, all others may pass
   */
  Store open() throws JournalException {
    try {
      Files.createDirectories(files.directory());
      lock();
    } catch (IOException e) {
      throw SqlFaults.of(e, files.directory());
    } catch (ReadOnlyFileSystemException e) {
      throw SqlFaults.of(e, files.directory());
    }
    NativeLibrary.load(files.directory());
    Connection connection = null;
    try {
      connection = new SQLiteConfig().createConnection(Store.url(files.database()));
      Store store = open(connection);
      connection = null;
      return store;
    } catch (SQLException e) {
      throw SqlFaults.of(e, files.database());
    } finally {
      if (connection != null) {
        Store.closeQuietly(connection);
      }
    }
  }

  private void lock() throws IOException, JournalException {
    if (lock != null) {
      return;
    }
    FileChannel channel =
        FileChannel.open(files.lock(), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    FileLock held = null;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another journal of this process, during a hot swap: as good as another process.
    }
    if (held == null) {
      channel.close();
      throw new JournalException(
          Reason.IO, "another runtime writes to the journal in " + files.directory());
    }
    lock = channel;
  }

  private Store open(Connection connection) throws SQLException, JournalException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
      statement.execute("PRAGMA cache_size = -" + CACHE_KIB);
      // The tables are looked at before WAL is chosen, which would write to a stranger's database.
      Schema.number(connection, "SELECT count(*) FROM sqlite_schema");
      Schema.prepare(connection, files.database());
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA journal_size_limit = " + WAL_LIMIT_BYTES);
      limitSize(connection, statement);
      // Shows that the disk takes a commit now, and syncs whatever an earlier one left behind.
      statement.executeUpdate("UPDATE opened SET times = times + 1");
    }
    Anchor anchor = Schema.anchor(connection);
    Tip tip = readTip(connection, anchor);
    checkHeadFile(connection, tip, anchor);
    return new Store(connection, tip, anchor);
  }

  private void limitSize(Connection connection, Statement statement) throws SQLException {
    if (maxBytes > 0) {
      long pages = maxBytes / Schema.number(connection, "PRAGMA page_size");
      statement.execute("PRAGMA max_page_count = " + Math.max(1, pages));
    }
  }

  /** The last entry, checked against the one before it: a torn end would show here. */
  private Tip readTip(Connection connection, @Nullable Anchor anchor)
      throws SQLException, JournalException {
    Tip before = anchor == null ? Tip.EMPTY : new Tip(anchor.sequence(), anchor.hash());
    long last = Schema.number(connection, "SELECT max(seq) FROM entry");
    if (last == 0) {
      return before;
    }
    byte[] previous = last == before.sequence() + 1 ? before.hash() : hashAt(connection, last - 1);
    byte[] hash = hashAt(connection, last);
    if (previous == null || hash == null || !fits(connection, last, previous, hash)) {
      throw corrupt("its last entry " + last + " does not fit the one before it");
    }
    return new Tip(last, hash);
  }

  private boolean fits(Connection connection, long sequence, byte[] previous, byte[] hash)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT kind, payload FROM entry WHERE seq = ?")) {
      query.setLong(1, sequence);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            && Arrays.equals(
                hash, new HashChain().next(previous, sequence, row.getInt(1), row.getBytes(2)));
      }
    }
  }

  /** A head file that is ahead of the database, or has another hash, says that a tail is gone. */
  private void checkHeadFile(Connection connection, Tip tip, @Nullable Anchor anchor)
      throws SQLException, JournalException {
    try {
      if (headFile == null) {
        Optional<JournalHead> known = readHead(tip);
        if (known.isPresent()) {
          compare(connection, known.get(), tip, anchor);
        }
        headFile = HeadFile.open(files.head(), tip.head());
      } else {
        headFile.write(tip.head());
      }
    } catch (IOException e) {
      throw SqlFaults.of(e, files.head());
    }
  }

  /**
   * A first start that was killed may leave an empty file; while there is no entry, none is missed.
   */
  private Optional<JournalHead> readHead(Tip tip) throws IOException, JournalException {
    try {
      return HeadFile.read(files.head());
    } catch (HeadFile.NoHeadException e) {
      if (tip.sequence() == 0 && Files.size(files.head()) == 0) {
        return Optional.empty();
      }
      throw corrupt(
          e.getMessage()
              + ", so that entries after "
              + tip.sequence()
              + " may be missing unseen (if a check with the head of the latest report finds none,"
              + " move that file away and start again)");
    }
  }

  private void compare(Connection connection, JournalHead known, Tip tip, @Nullable Anchor anchor)
      throws SQLException, JournalException {
    if (known.sequence() > tip.sequence()) {
      throw corrupt(
          "it ends at entry "
              + tip.sequence()
              + ", but "
              + files.head()
              + " says that it went to "
              + known.sequence());
    }
    boolean kept = known.sequence() > (anchor == null ? 0 : anchor.sequence());
    if (kept && !Arrays.equals(hashAt(connection, known.sequence()), HashChain.hashOf(known))) {
      throw corrupt(
          "entry " + known.sequence() + " is not the one that " + files.head() + " names");
    }
  }

  private static byte @Nullable [] hashAt(Connection connection, long sequence)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT hash FROM entry WHERE seq = ?")) {
      query.setLong(1, sequence);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  private JournalException corrupt(String what) {
    return new JournalException(Reason.CORRUPT, SqlFaults.corrupt(files.database(), what));
  }

  /** Notes the head after a commit, so that a tail that is cut off later is missed. */
  void noteHead(Tip tip) throws IOException {
    HeadFile file = headFile;
    if (file != null) {
      file.write(tip.head());
    }
  }

  @Override
  public void close() {
    try {
      if (headFile != null) {
        headFile.close();
      }
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      // The locks go with the process at the latest.
    }
    headFile = null;
    lock = null;
  }
}
