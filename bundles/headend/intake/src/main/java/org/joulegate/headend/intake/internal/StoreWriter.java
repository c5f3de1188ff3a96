package org.joulegate.headend.intake.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes the store. What waits is written in one transaction, so that many
 * senders share a sync of the disk. A fault of the disk is told to those who wait; the next try
 * opens the file anew.
 */
final class StoreWriter implements AutoCloseable {
  private static final int MAX_WAITING = 1_000;
  private static final int MAX_AT_ONCE = 100;
  private static final long PATIENCE_MILLIS = 10_000;

  private static final class Job extends CompletableFuture<Verdict> {
    final @Nullable Message message;

    Job(@Nullable Message message) {
      this.message = message;
    }
  }

  private final Path file;
  private final BlockingQueue<Job> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final Thread thread;
  private volatile boolean closing;
  private @Nullable ReportTables tables;

  /**
   * Opens the store and starts the thread.
   *
   * @throws StoreException one sentence that names the file that cannot be used
   */
  StoreWriter(Path file) throws StoreException {
    this.file = file;
    try {
      tables = ReportTables.open(file);
    } catch (SQLException e) {
      throw StoreException.of(e, file);
    }
    thread = new Thread(this::run, "intake-writer");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Stores a message; returns when the verdict is on disk.
   *
   * @throws StoreException if nothing is known to be stored
   */
  Verdict store(Message message) throws StoreException, InterruptedException {
    Job job = new Job(message);
    if (closing || !waiting.offer(job)) {
      throw new StoreException(closing ? "the intake is stopping" : "too much waits to be stored");
    }
    try {
      return job.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException why) {
        throw why;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void run() {
    List<Job> jobs = new ArrayList<>(MAX_AT_ONCE);
    try {
      while (!closing || !waiting.isEmpty()) {
        jobs.add(waiting.take());
        waiting.drainTo(jobs, MAX_AT_ONCE - 1);
        write(jobs);
        jobs.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      drop();
      waiting.forEach(
          job -> job.completeExceptionally(new StoreException("the intake is stopping")));
    }
  }

  /** Writes all in one transaction; if that fails, each alone, so that one does not fail others. */
  private void write(List<Job> jobs) {
    try {
      List<Verdict> verdicts = transaction(jobs);
      for (int i = 0; i < verdicts.size(); i++) {
        jobs.get(i).complete(verdicts.get(i));
      }
    } catch (StoreException | RuntimeException | LinkageError e) {
      if (jobs.size() == 1) {
        jobs.get(0).completeExceptionally(e);
      } else {
        jobs.forEach(job -> write(List.of(job)));
      }
    }
  }

  private List<Verdict> transaction(List<Job> jobs) throws StoreException {
    boolean done = false;
    try {
      ReportTables open = tables();
      List<Verdict> verdicts = new ArrayList<>(jobs.size());
      for (Job job : jobs) {
        // Without a message it only wakes the thread.
        verdicts.add(job.message == null ? new Verdict.Known() : open.add(job.message));
      }
      open.commit();
      done = true;
      return verdicts;
    } catch (SQLException e) {
      throw StoreException.of(e, file);
    } finally {
      if (!done) {
        drop();
      }
    }
  }

  private ReportTables tables() throws SQLException, StoreException {
    ReportTables open = tables;
    if (open == null) {
      open = ReportTables.open(file);
      tables = open;
    }
    return open;
  }

  /** Closes the connection, which gives up a transaction that was begun. */
  private void drop() {
    ReportTables open = tables;
    tables = null;
    if (open == null) {
      return;
    }
    try {
      open.rollback();
    } catch (SQLException e) {
      // Closing it has the same effect.
    }
    open.close();
  }

  /** Stores what waits and closes the file. */
  @Override
  public void close() {
    closing = true;
    // If there is no room for it, there is enough else to wake the thread.
    waiting.offer(new Job(null));
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
