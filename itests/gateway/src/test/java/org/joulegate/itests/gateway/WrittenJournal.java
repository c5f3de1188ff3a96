package org.joulegate.itests.gateway;

import static org.junit.Assert.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.journal.internal.EntryCodec;

/** The readings that a stopped gateway has in its journal, by meter. */
final class WrittenJournal {
  private final Map<String, List<MeterReading>> readings = new HashMap<>();
  private int count;

  /** Reads all entries; a gap in their numbers is a failure. */
  WrittenJournal(Path data) throws Exception {
    Path file = data.resolve("journal/journal.db");
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT seq, kind, payload FROM entry ORDER BY seq")) {
      for (long expected = 1; row.next(); expected++) {
        assertEquals("sequence numbers have no gaps", expected, row.getLong(1));
        add(EntryCodec.decode(row.getInt(2), row.getBytes(3)));
      }
    }
  }

  private void add(JournalEntry entry) {
    if (entry instanceof MeterReading reading) {
      readings.computeIfAbsent(reading.meter().text(), m -> new ArrayList<>()).add(reading);
      count++;
    }
  }

  /** How many readings there are. */
  int count() {
    return count;
  }

  /** The readings of a meter in their order. */
  List<MeterReading> of(String meter) {
    return readings.getOrDefault(meter, List.of());
  }

  /** The index of a register by the instant at which it was read. */
  NavigableMap<Instant, BigDecimal> index(String meter, String obis) {
    NavigableMap<Instant, BigDecimal> index = new TreeMap<>();
    for (MeterReading reading : of(meter)) {
      Register register = reading.register(ObisCode.parse(obis));
      index.put(reading.settledAt(), register.value().toBigDecimal());
    }
    return index;
  }

  /** The index at an instant, if it was read no further away than the tolerance; else null. */
  static BigDecimal at(
      NavigableMap<Instant, BigDecimal> index, Instant instant, Duration tolerance) {
    Map.Entry<Instant, BigDecimal> before = index.floorEntry(instant);
    Map.Entry<Instant, BigDecimal> after = index.ceilingEntry(instant);
    Map.Entry<Instant, BigDecimal> nearest = before == null ? after : before;
    if (before != null
        && after != null
        && distance(after, instant).compareTo(distance(before, instant)) < 0) {
      nearest = after;
    }
    boolean near = nearest != null && distance(nearest, instant).compareTo(tolerance) <= 0;
    return near ? nearest.getValue() : null;
  }

  private static Duration distance(Map.Entry<Instant, BigDecimal> entry, Instant instant) {
    return Duration.between(entry.getKey(), instant).abs();
  }
}
