package org.joulegate.headend.intake.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.settlement.api.IntervalValue;
import org.jspecify.annotations.Nullable;

/**
 * The tables of messages and interval values, to write. For use by one thread.
 *
 * <p>A value of a point, register and interval counts once: a second one refuses its whole report.
 * A missing value gives way to a value, whichever of them came first; the sealed messages keep
 * both.
 */
final class ReportTables implements AutoCloseable {
  /** What {@code message.kind} says. */
  static final int REPORT = 1;

  static final int NOTICE = 2;

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE message (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE,"
              + " kind INTEGER NOT NULL, concentrator TEXT NOT NULL, sequence INTEGER NOT NULL,"
              + " missing INTEGER NOT NULL, head TEXT NOT NULL, received INTEGER NOT NULL,"
              + " sealed BLOB NOT NULL)",
          "CREATE INDEX message_sequence ON message (concentrator, kind, sequence)",
          "CREATE TABLE interval (point TEXT NOT NULL, start INTEGER NOT NULL,"
              + " obis INTEGER NOT NULL, meter TEXT NOT NULL, mantissa INTEGER, exponent INTEGER,"
              + " unit INTEGER, quality INTEGER NOT NULL, cause INTEGER,"
              + " message INTEGER NOT NULL REFERENCES message (id),"
              + " PRIMARY KEY (point, start, obis)) WITHOUT ROWID",
          "CREATE TABLE notice (message INTEGER PRIMARY KEY REFERENCES message (id),"
              + " at INTEGER NOT NULL, nanos INTEGER NOT NULL, clock INTEGER NOT NULL,"
              + " event INTEGER NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL)");

  private final Connection connection;
  private final PreparedStatement findMessage;
  private final PreparedStatement findSequence;
  private final PreparedStatement findInterval;
  private final PreparedStatement putMessage;
  private final PreparedStatement putInterval;
  private final PreparedStatement putNotice;

  private ReportTables(Connection connection) throws SQLException {
    this.connection = connection;
    findMessage = connection.prepareStatement("SELECT sealed FROM message WHERE identity = ?");
    findSequence =
        connection.prepareStatement(
            "SELECT max(sequence) FROM message WHERE concentrator = ? AND kind = " + REPORT);
    findInterval =
        connection.prepareStatement(
            "SELECT mantissa, (SELECT identity FROM message WHERE id = message) FROM interval"
                + " WHERE point = ? AND start = ? AND obis = ?");
    putMessage =
        connection.prepareStatement(
            "INSERT INTO message (identity, kind, concentrator, sequence, missing, head, received,"
                + " sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
    putInterval =
        connection.prepareStatement(
            "INSERT INTO interval (point, start, obis, meter, mantissa, exponent, unit, quality,"
                + " cause, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (point, start, obis) DO UPDATE SET meter = excluded.meter,"
                + " mantissa = excluded.mantissa, exponent = excluded.exponent,"
                + " unit = excluded.unit, quality = excluded.quality, cause = excluded.cause,"
                + " message = excluded.message"
                + " WHERE mantissa IS NULL AND excluded.mantissa IS NOT NULL");
    putNotice =
        connection.prepareStatement(
            "INSERT INTO notice (message, at, nanos, clock, event, subject, text)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
  }

  /** Opens the file to write. */
  static ReportTables open(Path file) throws SQLException, StoreException {
    Connection connection = Database.openToWrite(file, SCHEMA);
    try {
      return new ReportTables(connection);
    } catch (SQLException e) {
      Database.closeQuietly(connection);
      throw e;
    }
  }

  /**
   * Adds a message to the transaction, or nothing of it. When it throws, {@link #rollback} must
   * follow; the verdict holds once {@link #commit} has returned.
   */
  Verdict add(Message message) throws SQLException {
    byte[] before = bytesOf(message.identity());
    if (before != null) {
      return Arrays.equals(before, message.sealed()) ? new Verdict.Known() : new Verdict.Conflict();
    }
    if (message instanceof Message.OfReport report) {
      return addReport(report);
    }
    addNotice((Message.OfNotice) message);
    return new Verdict.Stored(0);
  }

  private Verdict addReport(Message.OfReport message) throws SQLException {
    ConsumptionReport report = message.report();
    for (IntervalValue value : report.values()) {
      String other = value.difference() == null ? null : countedBy(value);
      if (other != null) {
        return new Verdict.Refused(
            "%s at %s of %s is counted already by %s"
                .formatted(value.obis(), value.interval().start(), value.point(), other));
      }
    }
    long missing = missingBefore(message.concentrator(), report.sequence());
    long id = insert(message, REPORT, report.sequence(), missing);
    for (IntervalValue value : report.values()) {
      insert(value, id);
    }
    return new Verdict.Stored(missing);
  }

  private void addNotice(Message.OfNotice message) throws SQLException {
    long id = insert(message, NOTICE, message.notice().sequence(), 0);
    MeterEvent event = message.notice().event();
    putNotice.setLong(1, id);
    putNotice.setLong(2, event.at().getEpochSecond());
    putNotice.setInt(3, event.at().getNano());
    putNotice.setInt(4, event.stamp().state().code());
    putNotice.setInt(5, event.kind().code());
    putNotice.setString(6, event.subject());
    putNotice.setString(7, event.text());
    putNotice.executeUpdate();
  }

  private byte @Nullable [] bytesOf(String identity) throws SQLException {
    findMessage.setString(1, identity);
    try (ResultSet row = findMessage.executeQuery()) {
      return row.next() ? row.getBytes(1) : null;
    }
  }

  /** The report whose value stands there; null where there is none or a missing one. */
  private @Nullable String countedBy(IntervalValue value) throws SQLException {
    findInterval.setString(1, value.point().id());
    findInterval.setLong(2, value.interval().start().getEpochSecond());
    findInterval.setLong(3, value.obis().packed());
    try (ResultSet row = findInterval.executeQuery()) {
      return row.next() && row.getObject(1) != null ? row.getString(2) : null;
    }
  }

  private long missingBefore(String concentrator, long sequence) throws SQLException {
    findSequence.setString(1, concentrator);
    try (ResultSet row = findSequence.executeQuery()) {
      return Math.max(0, sequence - (row.next() ? row.getLong(1) : 0) - 1);
    }
  }

  private long insert(Message message, int kind, long sequence, long missing) throws SQLException {
    putMessage.setString(1, message.identity());
    putMessage.setInt(2, kind);
    putMessage.setString(3, message.concentrator());
    putMessage.setLong(4, sequence);
    putMessage.setLong(5, missing);
    putMessage.setString(6, message.head().toString());
    putMessage.setLong(7, message.received().toEpochMilli());
    putMessage.setBytes(8, message.sealed());
    try (ResultSet row = putMessage.executeQuery()) {
      return row.getLong(1);
    }
  }

  private void insert(IntervalValue value, long message) throws SQLException {
    RegisterValue difference = value.difference();
    putInterval.setString(1, value.point().id());
    putInterval.setLong(2, value.interval().start().getEpochSecond());
    putInterval.setLong(3, value.obis().packed());
    putInterval.setString(4, value.meter().text());
    if (difference == null) {
      putInterval.setNull(5, Types.INTEGER);
      putInterval.setNull(6, Types.INTEGER);
      putInterval.setNull(7, Types.INTEGER);
    } else {
      putInterval.setLong(5, difference.mantissa());
      putInterval.setInt(6, difference.exponent());
      putInterval.setInt(7, difference.unit().code());
    }
    putInterval.setInt(8, value.quality().code());
    if (value.missing() == null) {
      putInterval.setNull(9, Types.INTEGER);
    } else {
      putInterval.setInt(9, value.missing().code());
    }
    putInterval.setLong(10, message);
    putInterval.executeUpdate();
  }

  /** When this returns, all that was added is on disk. */
  void commit() throws SQLException {
    connection.commit();
  }

  /** Gives up what was added since the last commit. */
  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() {
    Database.closeQuietly(connection);
  }
}
