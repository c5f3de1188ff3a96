package org.joulegate.itests.gateway;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.joulegate.codec.senml.SenmlResolved;
import org.joulegate.codec.senml.SenmlValue;
import org.joulegate.metering.api.MeterReading;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Given a gateway and a head-end under load, in a time that runs 180 times as fast; when either is
 * killed at any moment, again and again; then every reading that was journaled lies in exactly one
 * value that the head-end accepted, and the values are the differences of the indexes.
 *
 * <p>{@code -Djoulegate.kills=N} for more or fewer, {@code -Djoulegate.seed=N} for other moments.
 */
public class KillIT {
  private static final int RATE = 180;
  private static final List<String> METERS = List.of("1JGT0000001001", "1JGT0000002002");
  private static final List<String> INDEXES = List.of("1-0:1.8.0", "1-0:2.8.0");
  private static final Duration QUARTER = Duration.ofMinutes(15);

  /** How far from an interval's end a reading counts as read there. */
  private static final Duration TOLERANCE = Duration.ofSeconds(9);

  /** One kill in so many strikes a start. */
  private static final int DURING_START = 5;

  private static final int LONGEST_LIFE_MILLIS = 1_200;
  private static final int LONGEST_START_MILLIS = 2_500;

  @Rule public final Workbench bench = new Workbench();

  private final Instant anchor = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private RunningProfile headEnd;
  private RunningProfile gateway;
  private int https;
  private int coap;

  @Before
  public void aGatewayAndItsHeadEnd() throws Exception {
    https = Workbench.freeTcpPort();
    coap = Workbench.freeUdpPort();
    headEnd = launchHeadEnd();
    headEnd.awaitReady();
    gateway = launchGateway();
    gateway.awaitReady();
  }

  private RunningProfile launchHeadEnd() throws Exception {
    return RunningProfile.launch(
        bench,
        "head-end",
        bench.folder().resolve("head-end"),
        "org.joulegate.trust.keys.identity=head-end",
        "org.joulegate.trust.keys.authority=" + authority(),
        "org.joulegate.trust.keys.display=false",
        "org.joulegate.headend.intake.port=" + https);
  }

  private RunningProfile launchGateway() throws Exception {
    return RunningProfile.launch(
        bench,
        "sim",
        bench.folder().resolve("gateway"),
        "org.joulegate.trust.keys.authority=" + authority(),
        "org.joulegate.metering.clock.rate=" + RATE,
        "org.joulegate.metering.clock.epoch=" + anchor,
        "org.joulegate.metering.clock.anchor=" + anchor,
        "org.joulegate.adapter.optical~main.link=sim:house?every=10s",
        "org.joulegate.adapter.optical~solar.link=sim:solar?every=10s",
        "org.joulegate.han.coap.plain=true",
        "org.joulegate.han.coap.plainPort=" + coap,
        "org.joulegate.han.coap.securePort=0",
        "org.joulegate.concentrator.reports.centre=head-end",
        "org.joulegate.concentrator.reports.period=PT15M",
        "org.joulegate.wan.link.centre=https://localhost:" + https);
  }

  private Path authority() {
    return bench.folder().resolve("authority");
  }

  @Test
  public void noKillLosesOrDoublesAReading() throws Exception {
    int kills = Integer.getInteger("joulegate.kills", 50);
    killAtRandom(kills, new Random(seed()));
    headEnd.awaitReady();
    gateway.awaitReady();

    Map<String, Map<Centre.Quarter, BigDecimal>> settled = new TreeMap<>();
    for (String meter : METERS) {
      settled.put(meter, settled(meter));
    }
    Map<String, Map<Centre.Quarter, Centre.Reported>> reported = awaitReports(settled);
    stopBoth();

    WrittenJournal journal = new WrittenJournal(gateway.data());
    for (String meter : METERS) {
      assertSame(meter, settled.get(meter), reported.get(meter));
      assertCovers(journal.of(meter), reported.get(meter));
      for (String obis : INDEXES) {
        assertDifferences(journal.index(meter, obis), of(obis, reported.get(meter)));
      }
    }
    assertJournalIsWhole(lastHead(reported));
    assertEquals("reports that were refused", 0, rejections());
    System.out.println(
        kills + " kills, " + journal.count() + " readings journaled, seed " + seed());
  }

  private static long seed() {
    String seed = System.getProperty("joulegate.seed", "");
    return seed.isEmpty() ? 20261120 : Long.parseLong(seed);
  }

  private void killAtRandom(int kills, Random random) throws Exception {
    for (int kill = 0; kill < kills; kill++) {
      boolean ofGateway = random.nextInt(5) < 3;
      RunningProfile victim = ofGateway ? gateway : headEnd;
      boolean duringStart = random.nextInt(DURING_START) == 0;
      if (!duringStart) {
        victim.awaitReady();
      }
      int life = random.nextInt(duringStart ? LONGEST_START_MILLIS : LONGEST_LIFE_MILLIS);
      LockSupport.parkNanos(Duration.ofMillis(life).toNanos());
      assertTrue("it ended by itself:\n" + victim.process().text(), victim.process().isAlive());
      victim.process().kill();
      if (ofGateway) {
        gateway = launchGateway();
      } else {
        headEnd = launchHeadEnd();
      }
    }
  }

  /** What the gateway has settled until now. */
  private Map<Centre.Quarter, BigDecimal> settled(String meter) throws Exception {
    Map<Centre.Quarter, BigDecimal> settled = new TreeMap<>();
    String path =
        "/consumption?point=%s&from=%s&to=%s"
            .formatted(meter, anchor.minus(QUARTER), anchor.plus(Duration.ofDays(30)));
    String before = "urn:joulegate:point:" + meter + ":";
    for (SenmlResolved value : CoapGet.plain(bench, gateway).list(path)) {
      String name = value.name().substring(before.length());
      if (value.value() instanceof SenmlValue.Number number) {
        assertEquals(null, settled.put(new Centre.Quarter(name, value.time()), number.number()));
      }
    }
    return settled;
  }

  /** Waits until the head-end has what was settled; only that of its values. */
  private Map<String, Map<Centre.Quarter, Centre.Reported>> awaitReports(
      Map<String, Map<Centre.Quarter, BigDecimal>> settled) throws Exception {
    Centre centre = new Centre(https, gateway.data(), authority());
    Map<String, Map<Centre.Quarter, Centre.Reported>> reported = new TreeMap<>();
    for (String meter : METERS) {
      NavigableMap<Centre.Quarter, Centre.Reported> all =
          new TreeMap<>(
              Await.until(
                  "the head-end has all quarter-hours of " + meter,
                  () -> centre.consumption(meter),
                  seen -> seen.keySet().containsAll(settled.get(meter).keySet())));
      Instant last =
          settled.get(meter).keySet().stream()
              .map(Centre.Quarter::start)
              .max(Instant::compareTo)
              .orElseThrow();
      all.keySet().removeIf(quarter -> quarter.start().isAfter(last));
      reported.put(meter, all);
    }
    return reported;
  }

  private void stopBoth() throws Exception {
    gateway.process().stop();
    headEnd.process().stop();
  }

  /** The head-end has exactly the gateway's values, and where it has none, no reading began it. */
  private static void assertSame(
      String meter,
      Map<Centre.Quarter, BigDecimal> settled,
      Map<Centre.Quarter, Centre.Reported> reported) {
    for (Map.Entry<Centre.Quarter, Centre.Reported> entry : reported.entrySet()) {
      BigDecimal here = settled.get(entry.getKey());
      BigDecimal there = entry.getValue().value();
      assertTrue(
          meter + " " + entry.getKey() + ": " + here + " became " + entry.getValue(),
          here == null ? there == null : there != null && here.compareTo(there) == 0);
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
   */
  private static void assertDifferences(
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
    assertTrue("sums compared: " + compared, compared > 0);
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

  private static String lastHead(Map<String, Map<Centre.Quarter, Centre.Reported>> reported) {
    List<String> heads = new ArrayList<>();
    reported.values().forEach(all -> all.values().forEach(value -> heads.add(value.head())));
    return heads.stream()
        .max(
            (one, other) ->
                Long.compare(
                    Long.parseLong(one.split(":")[0]), Long.parseLong(other.split(":")[0])))
        .orElseThrow();
  }

  /** The journal's chain is whole, and contains the head that the last report vouches for. */
  private void assertJournalIsWhole(String head) throws Exception {
    RunningProcess check =
        bench.joulegate("journal", "check", gateway.data().toString(), "--head", head);
    int status = check.awaitExit();
    assertEquals(check.text(), 0, status);
    RunningProcess wrong =
        bench.joulegate(
            "journal", "check", gateway.data().toString(), "--head", "99999999:" + "0".repeat(64));
    assertEquals(wrong.text(), 1, wrong.awaitExit());
    assertThat(wrong.text(), containsString("99999999"));
  }

  private int rejections() throws Exception {
    Path file = headEnd.data().resolve("headend/rejections.db");
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM rejections")) {
      row.next();
      return row.getInt(1);
    }
  }
}
