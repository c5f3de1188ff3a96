package org.joulegate.adapter.host.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.joulegate.adapter.api.AdapterContext;
import org.joulegate.adapter.api.AdapterException;
import org.joulegate.adapter.api.AdapterStatus;
import org.joulegate.adapter.api.ContextRevokedException;
import org.joulegate.adapter.api.MeterAdapter;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.Stamp;

/** The context of one run of one adapter. */
final class RevocableContext implements AdapterContext {
  /** An append that takes longer is shown as a disk that does not store. */
  private static final long SLOW_MILLIS = 5000;

  private final Supervisor supervisor;
  private final MeterAdapter adapter;
  private final ReadingJournal journal;
  private final MeteringClock clock;
  private volatile boolean revoked;

  RevocableContext(
      Supervisor supervisor, MeterAdapter adapter, ReadingJournal journal, MeteringClock clock) {
    this.supervisor = supervisor;
    this.adapter = adapter;
    this.journal = journal;
    this.clock = clock;
  }

  void revoke() {
    revoked = true;
  }

  private void check() {
    if (revoked) {
      supervisor.revokedCall();
      throw new ContextRevokedException(adapter.instance());
    }
  }

  @Override
  public Stamp stamp() {
    check();
    return clock.stamp();
  }

  @Override
  public void report(MeterReading reading) throws AdapterException, InterruptedException {
    check();
    CompletableFuture<Long> stored = journal.append(reading).toCompletableFuture();
    try {
      try {
        stored.get(SLOW_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        supervisor.status(AdapterStatus.NOT_STORING, journal.health().sentence());
        stored.get();
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new AdapterException(
          AdapterStatus.NOT_STORING,
          "a reading of " + reading.meter() + " was not stored: " + cause.getMessage(),
          cause);
    }
    supervisor.stored();
  }

  @Override
  public void status(AdapterStatus status, String sentence) {
    check();
    supervisor.status(status, sentence);
  }

  @Override
  public void refused(String cause) {
    check();
    supervisor.refused(cause);
  }

  @Override
  public boolean stopRequested() {
    return revoked || supervisor.isStopping();
  }
}
