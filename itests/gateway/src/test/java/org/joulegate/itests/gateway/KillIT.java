package org.joulegate.itests.gateway;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.joulegate.codec.senml.SenmlResolved;
import org.joulegate.codec.senml.SenmlValue;
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
  /** One kill in so many strikes a start. */
  private static final int DURING_START = 5;

  /** Kills leave the end of many a quarter-hour without readings; measured: 3 of 8 have some. */
  private static final int SUMS_ONE_IN = 10;

  private static final int LONGEST_LIFE_MILLIS = 1_200;
  private static final int LONGEST_START_MILLIS = 2_500;

  @Rule public final Workbench bench = new Workbench();

  private VirtualHouse house;
  private RunningProfile headEnd;
  private RunningProfile gateway;

  @Before
  public void aGatewayAndItsHeadEnd() throws Exception {
    house = new VirtualHouse(bench.folder());
    headEnd = launchHeadEnd();
    headEnd.awaitReady();
    gateway = launchGateway();
    gateway.awaitReady();
  }

  private RunningProfile launchHeadEnd() throws Exception {
    Path data = bench.folder().resolve("head-end");
    return RunningProfile.launch(bench, "head-end", data, house.headEnd());
  }

  private RunningProfile launchGateway() throws Exception {
    Path data = bench.folder().resolve("gateway");
    return RunningProfile.launch(bench, "sim", data, house.gateway());
  }

  @Test
  public void noKillLosesOrDoublesAReading() throws Exception {
    int kills = Integer.getInteger("joulegate.kills", 50);
    killAtRandom(kills, new Random(seed()));
    headEnd.awaitReady();
    gateway.awaitReady();

    Map<String, Map<Centre.Quarter, BigDecimal>> settled = new TreeMap<>();
    for (String meter : VirtualHouse.METERS) {
      settled.put(meter, settled(meter));
    }
    Map<String, Map<Centre.Quarter, Centre.Reported>> reported = awaitReports(settled);
    stopBoth();

    WrittenJournal journal = new WrittenJournal(gateway.data());
    for (String meter : VirtualHouse.METERS) {
      assertSame(meter, settled.get(meter), reported.get(meter));
      ReportAudit.check(journal, meter, reported.get(meter), SUMS_ONE_IN);
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
            .formatted(
                meter,
                house.anchor().minus(Duration.ofHours(1)),
                house.anchor().plus(Duration.ofDays(30)));
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
    Centre centre = house.centre(gateway.data());
    Map<String, Map<Centre.Quarter, Centre.Reported>> reported = new TreeMap<>();
    for (String meter : VirtualHouse.METERS) {
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
