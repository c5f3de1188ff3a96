package org.joulegate.itests.gateway;

import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.joulegate.metering.api.MeterReading;

/** Holds what a head-end accepted against what a gateway has in its journal. */
final class ReportAudit {
  private static final List<String> INDEXES = List.of("1-0:1.8.0", "1-0:2.8.0");
  private static final Duration QUARTER = Duration.ofMinutes(15);

  /** How far from an interval's end a reading counts as read there. */
  private static final Duration TOLERANCE = Duration.ofSeconds(9);

  private ReportAudit() {}

  /**
   * Every reading of a meter lies in exactly one accepted value of each index, and the values are
   * the differences of the index.
   *
   * @param oneIn of so many quarter-hours at least one must have had readings at its end, so that
   *     its sum could be compared
   */
  static void check(
      WrittenJournal journal,
      String meter,
      Map<Centre.Quarter, Centre.Reported> reported,
      int oneIn) {
    assertCovers(journal.of(meter), reported);
    for (String obis : INDEXES) {
      NavigableMap<Instant, Centre.Reported> quarters = of(obis, reported);
      int compared = assertDifferences(journal.index(meter, obis), quarters);
      assertTrue(
          obis + ": " + compared + " sums compared of " + quarters.size(),
          compared >= Math.max(1, quarters.size() / oneIn));
    }
  }

  /**
   * Every reading up to the last report lies in a quarter-hour that was reported, without holes.
   */
  private static void assertCovers(
      List<MeterReading> readings, Map<Centre.Quarter, Centre.Reported> reported) {
    assertTrue("readings: " + readings.size(), readings.size() > 100);
    for (String obis : INDEXES) {
      NavigableMap<Instant, Centre.Reported> quarters = of(obis, reported);
      Instant last = quarters.lastKey();
      for (Instant start = quarters.firstKey(); start.isBefore(last); start = start.plus(QUARTER)) {
        assertNotNull(obis + " at " + start, quarters.get(start));
        boolean first = start.equals(quarters.firstKey());
        assertTrue(obis + " at " + start, first || quarters.get(start).value() != null);
      }
      for (MeterReading reading : readings) {
        Instant start = quarterOf(reading.settledAt());
        assertTrue(
            "the reading of " + reading.settledAt(),
            start.isAfter(last) || quarters.containsKey(start));
      }
    }
  }

  private static Instant quarterOf(Instant instant) {
    long seconds = QUARTER.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
  }

  /**
   * Between any two ends of quarter-hours at which the index was read, the sum of what was reported
   * is the difference of the indexes.
   *
   * @return how many sums were compared
   */
  private static int assertDifferences(
      NavigableMap<Instant, BigDecimal> index, NavigableMap<Instant, Centre.Reported> quarters) {
    Instant from = null;
    BigDecimal indexThere = null;
    BigDecimal sum = BigDecimal.ZERO;
    int compared = 0;
    for (Map.Entry<Instant, Centre.Reported> quarter : quarters.entrySet()) {
      BigDecimal value = quarter.getValue().value();
      Instant end = quarter.getKey().plus(QUARTER);
      BigDecimal indexAtEnd = WrittenJournal.at(index, end, TOLERANCE);
      if (from != null) {
        sum = sum.add(value);
        if (indexAtEnd != null) {
          BigDecimal difference = indexAtEnd.subtract(indexThere);
          assertTrue(
              from + " to " + end + ": " + difference + " became " + sum,
              difference.compareTo(sum) == 0);
          compared++;
        }
      }
      if (indexAtEnd != null) {
        from = end;
        indexThere = indexAtEnd;
        sum = BigDecimal.ZERO;
      }
    }
    return compared;
  }

  private static NavigableMap<Instant, Centre.Reported> of(
      String obis, Map<Centre.Quarter, Centre.Reported> reported) {
    NavigableMap<Instant, Centre.Reported> quarters = new TreeMap<>();
    reported.forEach(
        (quarter, value) -> {
          if (quarter.obis().equals(obis)) {
            quarters.put(quarter.start(), value);
          }
        });
    return quarters;
  }
}
