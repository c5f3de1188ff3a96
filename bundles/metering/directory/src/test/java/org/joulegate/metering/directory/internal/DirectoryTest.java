package org.joulegate.metering.directory.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.Medium;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeterState;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.Register;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.api.Unit;
import org.joulegate.metering.journal.internal.SqliteJournal;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DirectoryTest {
  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final MeterId OLD = new MeterId("OLD");
  private static final MeterId NEW = new MeterId("NEW");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final BlockingQueue<MeterState> told = new LinkedBlockingQueue<>();
  private SqliteJournal journal;
  private DirectoryComponent directory;

  @Before
  public void start() {
    journal = new SqliteJournal(new FixedClock(), config(folder.getRoot().getPath()));
    startDirectory();
  }

  @After
  public void stop() {
    directory.close();
    journal.close();
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals(DirectoryComponent.CONSUMER)));
  }

  @Test
  public void aMeterIsKnownFromItsFirstReadingOn() throws Exception {
    append(reading(OLD, 1, "optical~main"));
    MeterState state = next();
    assertEquals(Medium.ELECTRICITY, state.medium());
    assertEquals(new MeteringPoint("P1"), state.point());
    assertNull(state.silence());
    append(reading(OLD, 2, "optical~main"));
    next();
    assertEquals(List.of(EventKind.METER_SEEN), events());
    assertEquals(1, directory.meters().size());
    assertEquals(3, directory.meter(OLD).orElseThrow().sequence());
    assertEquals(new MeteringPoint("OTHER"), directory.pointOf(new MeterId("OTHER")));
  }

  @Test
  public void anAdaptersSilenceIsItsMetersSilenceUntilOneIsRead() throws Exception {
    append(reading(OLD, 1, "optical~main"));
    next();
    append(reading(new MeterId("ELSE"), 1, "optical~two"));
    next();
    append(event(EventKind.LINE_SILENT, "optical~main", "nothing for 30 s"));
    MeterState silent = next();
    assertEquals(new MeterState.Silence(START, "nothing for 30 s"), silent.silence());
    append(event(EventKind.ADAPTER_FAILED, "optical~two", "the port is gone"));
    assertNotNull(next().silence());
    append(event(EventKind.LINE_RESTORED, "optical~two", "read again"));
    assertNull(next().silence());
    append(reading(OLD, 2, "optical~main"));
    assertNull(next().silence());
  }

  @Test
  public void aPointThatIsServedByAnotherMeterIsSwappedOnce() throws Exception {
    append(reading(OLD, 1, "optical~main"));
    next();
    append(reading(NEW, 1, "optical~main"));
    next();
    append(reading(OLD, 2, "optical~main"));
    next();
    append(reading(NEW, 2, "optical~main"));
    next();
    assertEquals(
        List.of(EventKind.METER_SEEN, EventKind.METER_SEEN, EventKind.METER_SWAPPED), events());
  }

  @Test
  public void twoMetersThatAreReadAtOnePointTakeTurnsWithoutAFlood() throws Exception {
    for (int i = 0; i < 50; i++) {
      if (i == 25) {
        directory.close();
        startDirectory();
      }
      append(reading(OLD, i, "optical~main", START.plusSeconds(3_600L * i)));
      append(reading(NEW, i, "optical~two", START.plusSeconds(3_600L * i + 1)));
      next();
      next();
    }
    assertEquals(1, events().stream().filter(EventKind.METER_SWAPPED::equals).count());
  }

  @Test
  public void aMeterThatComesBackIsAChangeOnceTheOtherIsGone() throws Exception {
    append(reading(OLD, 1, "optical~main", START));
    next();
    append(reading(NEW, 1, "optical~main", START.plusSeconds(60)));
    next();
    for (int hour = 1; hour < 40; hour++) {
      append(reading(OLD, hour, "optical~main", START.plusSeconds(3_600L * hour)));
      next();
    }
    assertEquals(
        List.of(
            EventKind.METER_SEEN,
            EventKind.METER_SEEN,
            EventKind.METER_SWAPPED,
            EventKind.METER_SWAPPED),
        events());
  }

  @Test
  public void aClockThatWasNotSetDecidesNoChange() throws Exception {
    append(reading(OLD, 1, "optical~main", START));
    next();
    append(reading(NEW, 1, "optical~main", new Stamp(Instant.EPOCH, ClockState.UNSET, null)));
    next();
    append(reading(OLD, 2, "optical~main", START.plusSeconds(60)));
    next();
    append(reading(OLD, 3, "optical~main", START.plusSeconds(120)));
    next();
    assertEquals(1, events().stream().filter(EventKind.METER_SWAPPED::equals).count());
  }

  @Test
  public void aFaultIsTriedAgainUntilItIsGone() throws Exception {
    directory.close();
    append(reading(OLD, 1, "optical~main"));
    AtomicInteger tries = new AtomicInteger();
    ReadingJournal failing =
        (ReadingJournal)
            Proxy.newProxyInstance(
                ReadingJournal.class.getClassLoader(),
                new Class<?>[] {ReadingJournal.class},
                (proxy, method, arguments) -> {
                  int nth = method.getName().equals("open") ? tries.incrementAndGet() : 0;
                  if (nth == 1) {
                    throw new IllegalStateException("as a test");
                  }
                  if (nth == 2) {
                    throw new JournalException(JournalException.Reason.CORRUPT, "as a test");
                  }
                  return method.invoke(journal, arguments);
                });
    directory = new DirectoryComponent(failing, new Bindings());
    directory.addListener(told::add);
    assertEquals(OLD, next().meter());
    assertEquals(3, tries.get());
  }

  @Test
  public void aSuccessorGoesOnWithAllThatWasKnown() throws Exception {
    append(reading(OLD, 1, "optical~main"));
    next();
    append(event(EventKind.LINE_SILENT, "optical~main", "nothing\nfor 30 s"));
    MeterState before = next();
    directory.close();
    startDirectory();
    append(reading(NEW, 1, "optical~two"));
    next();
    assertEquals(before, directory.meter(OLD).orElseThrow());
    assertEquals(
        List.of(
            EventKind.METER_SEEN,
            EventKind.LINE_SILENT,
            EventKind.METER_SEEN,
            EventKind.METER_SWAPPED),
        events());
  }

  @Test
  public void aListenerThatFailsDoesNotStopTheOthers() throws Exception {
    directory.removeListener(told::add);
    directory.addListener(
        state -> {
          throw new IllegalStateException("as a test");
        });
    BlockingQueue<MeterState> second = new LinkedBlockingQueue<>();
    directory.addListener(second::add);
    append(reading(OLD, 1, "optical~main"));
    assertNotNull(second.poll(30, TimeUnit.SECONDS));
  }

  @Test
  public void aWrongBindingIsNamed() {
    assertTrue(refusal("M1").contains("\"M1\""));
    assertTrue(refusal("M1=two words").contains("two words"));
    assertTrue(refusal("M1=A", "M1=B").contains("serves A already"));
  }

  private static String refusal(String... points) {
    return assertThrows(IllegalArgumentException.class, () -> new Bindings(points)).getMessage();
  }

  private void startDirectory() {
    directory = new DirectoryComponent(journal, new Bindings("OLD=P1", "NEW = P1"));
    directory.addListener(told::add);
  }

  private MeterState next() throws InterruptedException {
    MeterState state = told.poll(30, TimeUnit.SECONDS);
    assertNotNull("the directory tells of a change", state);
    return state;
  }

  private void append(JournalEntry entry) {
    journal.append(entry).toCompletableFuture().join();
  }

  private List<EventKind> events() throws Exception {
    List<EventKind> result = new ArrayList<>();
    for (JournalRecord each : journal.read(0, 1_000)) {
      if (each.entry() instanceof MeterEvent event) {
        result.add(event.kind());
      }
    }
    return result;
  }

  private static MeterReading reading(MeterId meter, long index, String adapter) {
    return reading(meter, index, adapter, START);
  }

  private static MeterReading reading(MeterId meter, long index, String adapter, Instant at) {
    return reading(meter, index, adapter, new Stamp(at, ClockState.SYNCHRONISED, null));
  }

  private static MeterReading reading(MeterId meter, long index, String adapter, Stamp stamp) {
    return new MeterReading(
        meter,
        stamp,
        null,
        adapter,
        0,
        List.of(
            Register.measured(
                ObisCode.of(0, 0, 96, 1, 0, 255), new RegisterValue(1, 0, Unit.COUNT)),
            Register.measured(
                ObisCode.ACTIVE_ENERGY_IMPORT, new RegisterValue(index, 0, Unit.WATT_HOUR))),
        Map.of());
  }

  private static MeterEvent event(EventKind kind, String subject, String text) {
    return new MeterEvent(stamp(), kind, subject, text);
  }

  private static Stamp stamp() {
    return new Stamp(START, ClockState.SYNCHRONISED, null);
  }

  private static final class FixedClock implements MeteringClock {
    @Override
    public Stamp stamp() {
      return DirectoryTest.stamp();
    }

    @Override
    public Duration realTimeOf(Duration metered) {
      return metered;
    }
  }

  @SuppressWarnings("BadAnnotationImplementation") // nothing compares it
  private static SqliteJournal.Config config(String directory) {
    return new SqliteJournal.Config() {
      @Override
      public String directory() {
        return directory;
      }

      @Override
      public String retention() {
        return "P400D";
      }

      @Override
      public String hardLimit() {
        return "P730D";
      }

      @Override
      public int maxWaiting() {
        return 1_000;
      }

      @Override
      public long maxBytes() {
        return 0;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return SqliteJournal.Config.class;
      }
    };
  }
}
