package org.joulegate.itests.gateway;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.update.launcher.EmbeddedRuntime;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Given a gateway through which readings flow to a head-end; when each bundle of the way is
 * replaced by a newer version, one after the other; then no reading is lost or counted twice, and
 * nothing of the old versions is left: no class loader, no thread.
 *
 * <p>{@code -Djoulegate.updates=N} for more or fewer.
 */
public class UpdateIT {
  /** The way of a reading, from the line to the centre and to the display. */
  private static final List<String> WAY =
      List.of(
          "adapter.optical",
          "metering.journal",
          "settlement.intervals",
          "wan.link",
          "adapter.host",
          "concentrator.reports",
          "hal.sim",
          "metering.directory",
          "trust.keys",
          "han.coap",
          "codec.sml",
          "trust.seal",
          "concentrator.format",
          "sim.meters",
          "hal.serial",
          "codec.cose",
          "han.discovery",
          "codec.senml",
          "hal.tcp",
          "ops.health",
          "codec.cbor",
          "metering.clock",
          "codec.bytes");

  /** An update pauses for less than the time between two quarter-hours. */
  private static final int SUMS_ONE_IN = 2;

  private static final String FIRST_USER_OF_SCANDIUM = "org.joulegate.han.coap";

  @Rule public final Workbench bench = new Workbench();

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final List<BundleUpdate.Loader> replaced = new ArrayList<>();
  private VirtualHouse house;
  private Path data;
  private EmbeddedRuntime gateway;
  private BundleUpdate update;

  @Before
  public void aGatewayThatReportsToItsHeadEnd() throws Exception {
    house = new VirtualHouse(bench.folder());
    data = bench.folder().resolve("gateway");
    RunningProfile.start(bench, "head-end", bench.folder().resolve("head-end"), house.headEnd());
    PrintStream kept = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(kept);
    System.setErr(kept);
    System.setProperty("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
    gateway = EmbeddedRuntime.start(Workbench.home(), "sim", data, kept, house.gateway());
    update = new BundleUpdate(gateway.context());
  }

  @After
  public void end() {
    if (gateway != null) {
      gateway.close();
    }
    System.setOut(out);
    System.setErr(err);
    out.print(said.toString(StandardCharsets.UTF_8));
  }

  @Test
  public void everyBundleOfTheWayIsReplacedWhileReadingsFlow() throws Exception {
    int updates = Integer.getInteger("joulegate.updates", 50);
    awaitReadings();
    awaitReports(lastReading());
    Await.until(
        "the gateway is announced",
        () -> threads().keySet().stream().anyMatch(name -> name.startsWith("JmDNS")));
    Map<String, Integer> threads = threads();
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < updates; i++) {
      millis.add(replace("org.joulegate." + WAY.get(i % WAY.size()), i + 1));
    }
    Instant last = lastReading();
    Map<String, Map<Centre.Quarter, Centre.Reported>> reported = awaitReports(last);
    assertNoLoaderIsLeft();
    Await.until(
        "no thread is there that was not there before", () -> surplus(threads), Map::isEmpty);
    gateway.close();

    WrittenJournal journal = new WrittenJournal(data);
    for (String meter : VirtualHouse.METERS) {
      ReportAudit.check(journal, meter, reported.get(meter), SUMS_ONE_IN);
    }
    millis.sort(null);
    out.printf(
        "%d updates, median %d ms, slowest %d ms; %d readings, longest pause %d ms%n",
        updates,
        millis.get(millis.size() / 2),
        millis.get(millis.size() - 1),
        journal.count(),
        longestPause(journal).toMillis());
    assertNoTrace();
  }

  private long replace(String name, int number) throws Exception {
    replaced.addAll(update.loaders(name));
    long start = System.nanoTime();
    update.replace(name, number);
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    Await.until(
        "all components are satisfied after the update of " + name,
        gateway::problems,
        List::isEmpty);
    awaitReadings();
    return millis;
  }

  /** Waits until each meter was read once more. */
  private void awaitReadings() throws Exception {
    Map<String, BigDecimal> before = sequences();
    Await.until(
        "each meter is read again",
        () -> {
          Map<String, BigDecimal> now = sequences();
          return now.size() == VirtualHouse.METERS.size()
              && now.entrySet().stream()
                  .allMatch(
                      meter ->
                          meter
                                  .getValue()
                                  .compareTo(before.getOrDefault(meter.getKey(), BigDecimal.ZERO))
                              > 0);
        });
  }

  private Map<String, BigDecimal> sequences() throws Exception {
    Map<String, BigDecimal> sequences = new HashMap<>();
    for (Map<String, Object> meter : meters()) {
      sequences.put((String) meter.get("meter"), (BigDecimal) meter.get("sequence"));
    }
    return sequences;
  }

  private List<Map<String, Object>> meters() throws Exception {
    Path status = data.resolve("status.json");
    return Files.exists(status)
        ? Json.objects(Json.object(Files.readString(status)), "meters")
        : List.of();
  }

  private Instant lastReading() throws Exception {
    return meters().stream()
        .map(meter -> Instant.parse((String) meter.get("received")))
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** What the head-end has when it has every quarter-hour that ended before an instant. */
  private Map<String, Map<Centre.Quarter, Centre.Reported>> awaitReports(Instant through)
      throws Exception {
    Centre centre = house.centre(data);
    Map<String, Map<Centre.Quarter, Centre.Reported>> reported = new TreeMap<>();
    Instant lastStart = through.minus(Duration.ofMinutes(30));
    for (String meter : VirtualHouse.METERS) {
      reported.put(
          meter,
          Await.until(
              "the quarter-hours of " + meter + " are reported up to " + lastStart,
              () -> centre.consumption(meter),
              seen ->
                  seen.keySet().stream().anyMatch(quarter -> quarter.start().isAfter(lastStart))));
    }
    return reported;
  }

  private void assertNoLoaderIsLeft() throws Exception {
    List<BundleUpdate.Loader> toGo = new ArrayList<>(replaced);
    // A constant of Scandium keeps an exception of its first use (a cipher that this Java lacks),
    // and the exception keeps the classes that were on the stack: one loader, once, for good.
    toGo.stream()
        .filter(l -> l.bundle().equals(FIRST_USER_OF_SCANDIUM))
        .findFirst()
        .ifPresent(toGo::remove);
    Await.until(
        "the class loaders of old versions are gone",
        () -> {
          System.gc();
          return toGo.stream().filter(loader -> !loader.isGone()).toList();
        },
        List::isEmpty);
  }

  /** How many threads there are of each name, without the numbers in names. */
  private Map<String, Integer> threads() {
    Map<String, Integer> threads = new TreeMap<>();
    Thread.getAllStackTraces()
        .keySet()
        .forEach(
            thread -> threads.merge(thread.getName().replaceAll("\\d+", "#"), 1, Integer::sum));
    return threads;
  }

  /** The names of which there are more threads now, with how many more. */
  private Map<String, Integer> surplus(Map<String, Integer> before) {
    Map<String, Integer> surplus = new TreeMap<>();
    threads()
        .forEach(
            (name, count) -> {
              int more = count - before.getOrDefault(name, 0);
              if (more > 0) {
                surplus.put(name, more);
              }
            });
    return surplus;
  }

  /** The longest time without a reading of a meter, in real time. */
  private static Duration longestPause(WrittenJournal journal) {
    Duration longest = Duration.ZERO;
    for (String meter : VirtualHouse.METERS) {
      Instant before = null;
      for (MeterReading reading : journal.of(meter)) {
        Instant at = reading.received().at();
        if (before != null && Duration.between(before, at).compareTo(longest) > 0) {
          longest = Duration.between(before, at);
        }
        before = at;
      }
    }
    return longest.dividedBy(VirtualHouse.RATE);
  }

  private void assertNoTrace() {
    assertEquals(
        "a stack trace was shown",
        List.of(),
        Arrays.stream(said.toString(StandardCharsets.UTF_8).split("\n"))
            .filter(Workbench::looksLikeATrace)
            .toList());
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("Ready "));
  }
}
