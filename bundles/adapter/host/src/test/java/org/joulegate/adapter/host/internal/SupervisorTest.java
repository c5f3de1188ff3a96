package org.joulegate.adapter.host.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.joulegate.adapter.api.AdapterContext;
import org.joulegate.adapter.api.AdapterException;
import org.joulegate.adapter.api.AdapterStatus;
import org.joulegate.adapter.api.ContextRevokedException;
import org.joulegate.adapter.api.MeterAdapter;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.Stamp;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public class SupervisorTest {
  private static final long DEADLINE_SECONDS = 20;
  private static final Stamp STAMP =
      new Stamp(Instant.parse("2026-01-01T00:00:00Z"), ClockState.SYNCHRONISED, null);

  private interface Body {
    void run(AdapterContext context) throws AdapterException, InterruptedException;
  }

  @Rule public final Timeout deadline = Timeout.seconds(3 * DEADLINE_SECONDS);

  private final MemoryJournal journal = new MemoryJournal();
  private final AtomicLong nanos = new AtomicLong();
  private Supervisor supervisor;

  private void supervise(Body body) {
    MeterAdapter adapter =
        new MeterAdapter() {
          @Override
          public String instance() {
            return "optical~test";
          }

          @Override
          public String line() {
            return "/dev/ttyTEST";
          }

          @Override
          public Duration silentAfter() {
            return Duration.ofSeconds(60);
          }

          @Override
          public void run(AdapterContext context) throws AdapterException, InterruptedException {
            body.run(context);
          }
        };
    MeteringClock clock =
        new MeteringClock() {
          @Override
          public Stamp stamp() {
            return STAMP;
          }

          @Override
          public Duration realTimeOf(Duration metered) {
            return metered;
          }
        };
    supervisor = new Supervisor(adapter, journal, clock, nanos::get);
    supervisor.start();
  }

  @After
  public void noThreadIsLeft() {
    if (supervisor != null) {
      supervisor.askToStop();
      supervisor.stop();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      assertFalse(thread.getName(), thread.isAlive() && thread.getName().equals("optical~test"));
    }
  }

  private static MeterReading reading() {
    return new MeterReading(
        new MeterId("1EMH0000000001"), STAMP, null, "optical~test", 0, List.of(), Map.of());
  }

  private static void untilStopped(AdapterContext context) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    while (!context.stopRequested()) {
      assertFalse(never.await(5, TimeUnit.MILLISECONDS));
    }
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertTrue("in time", latch.await(DEADLINE_SECONDS, TimeUnit.SECONDS));
  }

  private JournalEntry next() throws InterruptedException {
    JournalEntry entry = journal.entries.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    assertNotNull("an entry in time", entry);
    return entry;
  }

  @Test
  public void aReportIsInTheJournalWhenItReturns() throws Exception {
    CountDownLatch reported = new CountDownLatch(1);
    supervise(
        context -> {
          context.report(reading());
          assertEquals(1, journal.entries.size());
          reported.countDown();
          untilStopped(context);
        });
    await(reported);
    assertEquals(AdapterStatus.READING, supervisor.state().status());
    assertEquals(1, supervisor.state().readings());
  }

  @Test
  public void afterAStopTheContextTakesNothingAndCounts() throws Exception {
    AtomicReference<AdapterContext> kept = new AtomicReference<>();
    CountDownLatch running = new CountDownLatch(1);
    supervise(
        context -> {
          kept.set(context);
          running.countDown();
          untilStopped(context);
        });
    await(running);
    supervisor.askToStop();
    supervisor.stop();
    assertThrows(ContextRevokedException.class, () -> kept.get().report(reading()));
    assertThrows(ContextRevokedException.class, () -> kept.get().stamp());
    assertEquals(2, supervisor.state().revokedCalls());
    assertEquals(AdapterStatus.STOPPED, supervisor.state().status());
    assertTrue(journal.entries.isEmpty());
  }

  @Test
  public void anAdapterThatDoesNotHearIsInterrupted() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    supervise(
        context -> {
          running.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            interrupted.countDown();
          }
        });
    await(running);
    supervisor.askToStop();
    supervisor.stop();
    await(interrupted);
  }

  @Test
  public void aLineThatIsGoneIsAStatusAndIsTriedAgain() throws Exception {
    CountDownLatch threeTimes = new CountDownLatch(3);
    supervise(
        context -> {
          threeTimes.countDown();
          throw new AdapterException(AdapterStatus.LINE_GONE, "/dev/ttyTEST does not exist");
        });
    await(threeTimes);
    assertEquals("/dev/ttyTEST does not exist", supervisor.state().sentence());
    assertTrue("a line that is gone is no event by itself", journal.entries.isEmpty());
  }

  @Test
  public void aWrongConfigurationIsNotTriedAgain() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch ran = new CountDownLatch(1);
    supervise(
        context -> {
          runs.incrementAndGet();
          ran.countDown();
          throw new AdapterException(AdapterStatus.MISCONFIGURED, "baud 7 is not known");
        });
    await(ran);
    supervisor.askToStop();
    supervisor.stop();
    assertEquals(1, runs.get());
    assertEquals(AdapterStatus.MISCONFIGURED, supervisor.state().status());
  }

  @Test
  public void aFaultOfTheCodeIsAnEventAndTheAdapterRunsAgain() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch reported = new CountDownLatch(1);
    supervise(
        context -> {
          if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("planted");
          }
          context.report(reading());
          reported.countDown();
          untilStopped(context);
        });
    await(reported);
    assertEquals(EventKind.ADAPTER_FAILED, ((MeterEvent) next()).kind());
    assertTrue(next() instanceof MeterReading);
  }

  @Test
  public void silenceIsOneEventWithItsCauseAndItsEndAnother() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch reported = new CountDownLatch(1);
    supervise(
        context -> {
          context.status(AdapterStatus.NOISE, "bytes but no telegram on /dev/ttyTEST");
          goOn.await();
          context.report(reading());
          reported.countDown();
          untilStopped(context);
        });
    while (supervisor.state().status() != AdapterStatus.NOISE) {
      Thread.onSpinWait();
    }
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    supervisor.watch();
    assertTrue("not before the time is over", journal.entries.isEmpty());
    nanos.addAndGet(1);
    supervisor.watch();
    supervisor.watch();
    MeterEvent silent = (MeterEvent) next();
    assertEquals(EventKind.LINE_SILENT, silent.kind());
    assertTrue(silent.text(), silent.text().contains("bytes but no telegram on /dev/ttyTEST"));
    assertTrue("told once", journal.entries.isEmpty());
    goOn.countDown();
    await(reported);
    assertTrue(next() instanceof MeterReading);
    assertEquals(EventKind.LINE_RESTORED, ((MeterEvent) next()).kind());
  }

  @Test
  public void aFullDiskIsTheAdaptersStatus() throws Exception {
    journal.full = true;
    CountDownLatch refused = new CountDownLatch(1);
    supervise(
        context -> {
          try {
            context.report(reading());
          } finally {
            refused.countDown();
          }
        });
    await(refused);
    while (supervisor.state().status() != AdapterStatus.NOT_STORING) {
      Thread.onSpinWait();
    }
    assertTrue(supervisor.state().sentence().contains("the disk of /data is full"));
    assertEquals(0, supervisor.state().readings());
  }
}
