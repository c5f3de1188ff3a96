package org.joulegate.headend.intake.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.joulegate.concentrator.api.ConsumptionReport;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.journal.internal.SqliteJournal;
import org.joulegate.wan.link.internal.WanLink;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Both ends against each other: a gateway's journal and link, and an intake, over real TLS. */
public class WayTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(120);

  private static final MeteringClock CLOCK =
      new MeteringClock() {
        @Override
        public Stamp stamp() {
          return new Stamp(World.START, ClockState.VIRTUAL, null);
        }

        @Override
        public Duration realTimeOf(Duration metered) {
          return metered;
        }
      };

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private World world;
  private SqliteJournal journal;
  private WanLink link;

  @Before
  public void start() throws Exception {
    world = new World(folder.getRoot().toPath());
    journal =
        new SqliteJournal(
            CLOCK,
            World.config(
                SqliteJournal.Config.class,
                Map.of("directory", folder.newFolder("journal").toString())));
  }

  @After
  public void stop() {
    if (link != null) {
      link.close();
    }
    journal.close();
    world.close();
  }

  private void startLink(String url) {
    link =
        new WanLink(
            journal,
            CLOCK,
            world.keys("gw-1"),
            World.config(WanLink.Config.class, Map.of("centre", url, "timeout", "PT30S")));
  }

  private void appendReport(int hour) throws Exception {
    ConsumptionReport report = World.report("gw-1", "DE001", hour);
    journal
        .append(
            new SealedReport(
                Instant.EPOCH,
                report.identity().toString(),
                World.CENTRE,
                world.seal("gw-1", report)))
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private static void await(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + DEADLINE;
    while (!condition.getAsBoolean()) {
      assertTrue(what + " within the deadline", System.nanoTime() < until);
      Thread.onSpinWait();
    }
  }

  private int valuesAtTheCentre() throws Exception {
    String all = world.get("gw-1", "/points/DE001/consumption").body();
    return all.split("\"start\"", -1).length - 1;
  }

  private List<EventKind> events() throws Exception {
    List<EventKind> kinds = new ArrayList<>();
    for (JournalRecord record : journal.read(0, 10_000)) {
      if (record.entry() instanceof MeterEvent event) {
        kinds.add(event.kind());
      }
    }
    return kinds;
  }

  @Test
  public void reportsArriveOverRestartsOfTheCentreAndOfTheLink() throws Exception {
    int port;
    world.start();
    port = world.port();
    startLink(world.url());
    for (int hour = 0; hour < 30; hour++) {
      appendReport(hour);
      if (hour % 10 == 4) {
        world.stop();
        world.start(port);
      }
      if (hour % 10 == 9) {
        link.close();
        startLink(world.url());
      }
    }
    await("all at the centre", () -> journal.consumers().get(0).behind() == 0);
    assertEquals(30 * 4, valuesAtTheCentre());
  }

  @Test
  public void aCentreThatIsAwayIsAnOutageWithTwoEventsAndLosesNothing() throws Exception {
    world.start();
    int port = world.port();
    String url = world.url();
    world.stop();
    appendReport(0);
    startLink(url);
    await("outage", () -> link.state().sentence().contains("since"));
    assertTrue(link.state().sentence(), link.state().sentence().startsWith(url));
    appendReport(1);
    world.start(port);
    await("both accepted", () -> link.state().accepted() == 2);
    assertTrue(link.state().connected());
    await("committed", () -> journal.head().sequence() == 4);
    assertEquals(List.of(EventKind.SEND_FAILED, EventKind.SEND_RESTORED), events());
    assertEquals(8, valuesAtTheCentre());
  }

  @Test
  public void aReportThatTheCentreRefusesIsAnEventWithTheReason() throws Exception {
    world.start();
    ConsumptionReport foreign = World.report("gw-2", "DE002", 0);
    journal
        .append(
            new SealedReport(
                Instant.EPOCH,
                foreign.identity().toString(),
                World.CENTRE,
                world.seal("gw-1", foreign)))
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
    appendReport(0);
    startLink(world.url());
    await("the next report", () -> link.state().accepted() == 1);
    await("committed", () -> journal.head().sequence() == 3);
    MeterEvent event = (MeterEvent) journal.read(2, 1).get(0).entry();
    assertEquals(EventKind.REPORT_REJECTED, event.kind());
    assertEquals(foreign.identity().toString(), event.subject());
    assertTrue(event.text(), event.text().contains("signed by gw-1, who did not make it"));
  }
}
