package org.joulegate.headend.intake.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.joulegate.codec.json.JsonWriter;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.MissingCause;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingQuality;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Unit;
import org.joulegate.settlement.api.Interval;
import org.jspecify.annotations.Nullable;

/** Answers questions from the store, as JSON. Safe for use by any thread; one asks at a time. */
final class StoreReader implements AutoCloseable {
  /** An answer has no more intervals than these; it says where to go on. */
  static final int MAX_INTERVALS = 5_000;

  private static final int MAX_POINTS = 10_000;
  private static final int MAX_NOTICES = 1_000;

  private interface Question {
    String answer(Connection connection) throws SQLException;
  }

  private final Path file;
  private @Nullable Connection connection;

  StoreReader(Path file) {
    this.file = file;
  }

  /** All points with the span of their intervals. */
  String points() throws StoreException {
    return ask(StoreReader::points);
  }

  private static String points(Connection store) throws SQLException {
    JsonWriter json = JsonWriter.compact().beginObject().name("points").beginArray();
    try (PreparedStatement query =
        store.prepareStatement(
            "SELECT point, count(*), min(start), max(start) FROM interval GROUP BY point"
                + " ORDER BY point LIMIT "
                + MAX_POINTS)) {
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          json.beginObject()
              .member("point", row.getString(1))
              .member("values", row.getLong(2))
              .member("from", Instant.ofEpochSecond(row.getLong(3)))
              .member("to", new Interval(Instant.ofEpochSecond(row.getLong(4))).end())
              .endObject();
        }
      }
    }
    return json.endArray().endObject().text();
  }

  /**
   * The intervals of a point that start in a span.
   *
   * @param from inclusive
   * @param to exclusive
   */
  String consumption(String point, Instant from, Instant to) throws StoreException {
    return ask(store -> consumption(store, point, from, to));
  }

  /** One line of the answer. */
  private record Line(
      Instant start,
      ObisCode obis,
      @Nullable RegisterValue value,
      ReadingQuality quality,
      @Nullable MissingCause cause,
      String meter,
      String report,
      String head) {

    void write(JsonWriter json) {
      json.beginObject()
          .member("start", start)
          .member("end", new Interval(start).end())
          .member("obis", obis.toString())
          .member("value", value == null ? null : value.digits())
          .member("unit", value == null ? null : value.unit().symbol())
          .member("quality", quality.name().toLowerCase(Locale.ROOT));
      if (cause != null) {
        json.member("cause", cause.sentence());
      }
      json.member("meter", meter).member("report", report).member("head", head).endObject();
    }
  }

  private static String consumption(Connection store, String point, Instant from, Instant to)
      throws SQLException {
    List<Line> lines = lines(store, point, from, to);
    Instant next = null;
    if (lines.size() > MAX_INTERVALS) {
      Instant cut = lines.get(MAX_INTERVALS).start();
      next = cut;
      lines.removeIf(line -> line.start().equals(cut));
    }
    JsonWriter json =
        JsonWriter.compact()
            .beginObject()
            .member("point", point)
            .member("from", from)
            .member("to", to)
            .member("next", next)
            .name("intervals")
            .beginArray();
    lines.forEach(line -> line.write(json));
    return json.endArray().endObject().text();
  }

  private static List<Line> lines(Connection store, String point, Instant from, Instant to)
      throws SQLException {
    List<Line> lines = new ArrayList<>();
    try (PreparedStatement query =
        store.prepareStatement(
            "SELECT i.start, i.obis, i.mantissa, i.exponent, i.unit, i.quality, i.cause, i.meter,"
                + " m.identity, m.head FROM interval i JOIN message m ON m.id = i.message"
                + " WHERE i.point = ? AND i.start >= ? AND i.start < ?"
                + " ORDER BY i.start, i.obis LIMIT ?")) {
      query.setString(1, point);
      query.setLong(2, ceil(from));
      query.setLong(3, ceil(to));
      query.setInt(4, MAX_INTERVALS + 1);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          lines.add(line(row));
        }
      }
    }
    return lines;
  }

  /** Starts are whole seconds, so a fraction of a bound counts up. */
  private static long ceil(Instant instant) {
    return instant.getEpochSecond() + (instant.getNano() == 0 ? 0 : 1);
  }

  private static Line line(ResultSet row) throws SQLException {
    boolean missing = row.getObject(3) == null;
    return new Line(
        Instant.ofEpochSecond(row.getLong(1)),
        new ObisCode(row.getLong(2)),
        missing
            ? null
            : new RegisterValue(
                row.getLong(3), row.getInt(4), Unit.ofCode(row.getInt(5)).orElseThrow()),
        ReadingQuality.ofCode(row.getInt(6)),
        missing ? MissingCause.ofCode(row.getInt(7)) : null,
        row.getString(8),
        row.getString(9),
        row.getString(10));
  }

  /** The newest notices, the newest first. */
  String notices() throws StoreException {
    return ask(StoreReader::notices);
  }

  private static String notices(Connection store) throws SQLException {
    JsonWriter json = JsonWriter.compact().beginObject().name("notices").beginArray();
    try (PreparedStatement query =
            store.prepareStatement(
                "SELECT n.at, n.nanos, n.event, n.subject, n.text, m.identity, m.received, m.head"
                    + " FROM notice n JOIN message m ON m.id = n.message"
                    + " ORDER BY n.message DESC LIMIT "
                    + MAX_NOTICES);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        EventKind kind = EventKind.ofCode(row.getInt(3));
        json.beginObject()
            .member("at", Instant.ofEpochSecond(row.getLong(1), row.getLong(2)))
            .member("kind", kind.name())
            .member("failure", kind.failure().name())
            .member("subject", row.getString(4))
            .member("text", row.getString(5))
            .member("notice", row.getString(6))
            .member("received", Instant.ofEpochMilli(row.getLong(7)))
            .member("head", row.getString(8))
            .endObject();
      }
    }
    return json.endArray().endObject().text();
  }

  private synchronized String ask(Question question) throws StoreException {
    boolean done = false;
    try {
      if (connection == null) {
        connection = Database.openToRead(file);
      }
      String answer = question.answer(Objects.requireNonNull(connection));
      done = true;
      return answer;
    } catch (SQLException e) {
      throw StoreException.of(e, file);
    } finally {
      if (!done) {
        close();
      }
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
