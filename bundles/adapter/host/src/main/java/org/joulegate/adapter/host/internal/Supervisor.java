package org.joulegate.adapter.host.internal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.joulegate.adapter.api.AdapterException;
import org.joulegate.adapter.api.AdapterStatus;
import org.joulegate.adapter.api.AdapterSupervision.Supervised;
import org.joulegate.adapter.api.MeterAdapter;
import org.joulegate.hal.api.BackOff;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ReadingJournal;
import org.jspecify.annotations.Nullable;

/** One adapter's thread, its status and its silence. */
final class Supervisor {
  /** How an adapter is now. */
  private record Condition(AdapterStatus status, String sentence, Instant since) {}

  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

  /** An adapter that fails again and again is told of so often. */
  private static final Duration TELL_FAULTS_EVERY = Duration.ofHours(1);

  private final MeterAdapter adapter;
  private final ReadingJournal journal;
  private final MeteringClock clock;
  private final LongSupplier nanos;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Random jitter = new Random();

  private final AtomicLong readings = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong starts = new AtomicLong();
  private final AtomicLong revokedCalls = new AtomicLong();
  private volatile @Nullable String lastRefusal;
  private volatile Condition condition;
  private volatile long lastReadingNanos;
  private volatile boolean silenceTold;
  private @Nullable Long faultTold;
  private volatile @Nullable RevocableContext context;

  Supervisor(
      MeterAdapter adapter, ReadingJournal journal, MeteringClock clock, LongSupplier nanos) {
    this.adapter = adapter;
    this.journal = journal;
    this.clock = clock;
    this.nanos = nanos;
    condition = new Condition(AdapterStatus.STARTING, "", clock.now());
    lastReadingNanos = nanos.getAsLong();
    thread = new Thread(this::run, adapter.instance());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Returns at once; {@link #stop} waits. */
  void askToStop() {
    stopping.countDown();
  }

  void stop() {
    try {
      thread.join(MeterAdapter.STOP_WITHIN.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        revoke();
        thread.join(AFTER_INTERRUPT.toMillis());
        if (thread.isAlive()) {
          System.getLogger(adapter.instance())
              .log(Level.WARNING, adapter.instance() + " does not stop; its thread is left over");
        }
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      revoke();
      Thread.currentThread().interrupt();
    }
  }

  boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void run() {
    int failures = 0;
    try {
      while (!isStopping()) {
        long before = readings.get();
        boolean again = runOnce();
        if (!again) {
          return;
        }
        failures = readings.get() > before ? 1 : failures + 1;
        Duration pause = BackOff.LINE.delay(failures, jitter);
        if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      revoke();
      if (condition.status() != AdapterStatus.MISCONFIGURED) {
        status(AdapterStatus.STOPPED, "");
      }
    }
  }

  /** Whether to run it again. */
  private boolean runOnce() throws InterruptedException {
    RevocableContext current = new RevocableContext(this, adapter, journal, clock);
    context = current;
    starts.incrementAndGet();
    try {
      adapter.run(current);
    } catch (AdapterException e) {
      status(e.status(), sentence(e));
      return e.status() != AdapterStatus.MISCONFIGURED;
    } catch (RuntimeException | Error e) {
      fault(e);
    } finally {
      current.revoke();
    }
    return true;
  }

  private static String sentence(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** A fault of the adapter's code: the stack trace is for its maker. */
  private void fault(Throwable e) {
    String text = "a fault of the adapter: " + e.getClass().getSimpleName();
    long now = nanos.getAsLong();
    if (faultTold == null || now - faultTold > TELL_FAULTS_EVERY.toNanos()) {
      faultTold = now;
      System.getLogger(adapter.instance()).log(Level.ERROR, text, e);
      record(EventKind.ADAPTER_FAILED, text);
    }
    status(AdapterStatus.FAILED, text);
  }

  private void revoke() {
    RevocableContext current = context;
    if (current != null) {
      current.revoke();
    }
  }

  /** Looks whether the line has fallen silent. Called about once a second. */
  void watch() {
    long silentFor = nanos.getAsLong() - lastReadingNanos;
    if (silenceTold || isStopping() || silentFor <= adapter.silentAfter().toNanos()) {
      return;
    }
    silenceTold = true;
    Condition now = condition;
    if (now.status() == AdapterStatus.STARTING || now.status().isReading()) {
      status(AdapterStatus.SILENT, "nothing that could be read came on " + adapter.line());
    }
    record(EventKind.LINE_SILENT, "for " + adapter.silentAfter() + ": " + condition.sentence());
  }

  void stored() {
    readings.incrementAndGet();
    lastReadingNanos = nanos.getAsLong();
    if (silenceTold) {
      silenceTold = false;
      record(EventKind.LINE_RESTORED, adapter.line() + " is read again");
    }
    if (!condition.status().isReading()) {
      status(AdapterStatus.READING, "");
    }
  }

  void status(AdapterStatus status, String sentence) {
    Condition before = condition;
    if (before.status() != status || !before.sentence().equals(sentence)) {
      condition = new Condition(status, sentence, clock.now());
    }
  }

  void refused(String cause) {
    refused.incrementAndGet();
    lastRefusal = cause;
  }

  void revokedCall() {
    revokedCalls.incrementAndGet();
  }

  private void record(EventKind kind, String text) {
    var unused = journal.append(new MeterEvent(clock.stamp(), kind, adapter.instance(), text));
  }

  Supervised state() {
    Condition now = condition;
    return new Supervised(
        adapter.instance(),
        adapter.line(),
        now.status(),
        now.sentence(),
        now.since(),
        readings.get(),
        refused.get(),
        lastRefusal,
        starts.get(),
        revokedCalls.get());
  }
}
