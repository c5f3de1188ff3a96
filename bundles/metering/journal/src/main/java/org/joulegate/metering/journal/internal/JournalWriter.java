package org.joulegate.metering.journal.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes all that waits, stores it in one transaction, notes the
 * head, and only then tells the callers.
 *
 * <p>A transaction that the disk refused is tried again until it is stored or the journal ends; its
 * entries keep their place meanwhile, while commits are handed back to their consumers. Where the
 * disk did not say whether a commit was stored, the database is opened again and looked at.
 */
final class JournalWriter implements Runnable {
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofMillis(250);

  private final Settings settings;
  private final JournalFiles files;
  private final StoreOpener opener;
  private final WaitingRoom room;
  private final Cursors cursors;
  private final Tail tail;
  private final Losses losses;
  private final Retention retention;
  private final CountDownLatch triedToOpen = new CountDownLatch(1);
  private @Nullable Store store;
  private List<Job> inHand = List.of();
  private volatile @Nullable JournalException ended;
  private volatile long oldest = 1;
  private volatile boolean everOpened;
  private volatile long transactions;

  JournalWriter(
      Settings settings,
      WaitingRoom room,
      Cursors cursors,
      Tail tail,
      Losses losses,
      Retention retention) {
    this.settings = settings;
    this.files = new JournalFiles(settings.directory());
    this.opener = new StoreOpener(files, settings.maxBytes());
    this.room = room;
    this.cursors = cursors;
    this.tail = tail;
    this.losses = losses;
    this.retention = retention;
  }

  /** Why the journal is closed for good, or null. */
  @Nullable JournalException ended() {
    return ended;
  }

  /** The first entry that is kept, or would be. */
  long oldest() {
    return oldest;
  }

  /** How many transactions were stored, to tell how large a batch is on average. */
  long transactions() {
    return transactions;
  }

  /** Whether the database was open once, so that there is something to read. */
  boolean everOpened() {
    return everOpened;
  }

  /** A fault that may pass is tried again later. */
  private void openFirst() {
    try {
      store();
    } catch (JournalException e) {
      noteFailure(e);
    } finally {
      triedToOpen.countDown();
    }
  }

  /** Waits until the database is open or could not be opened: a moment after the start. */
  void awaitOpening() {
    boolean interrupted = false;
    while (true) {
      try {
        triedToOpen.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      openFirst();
      while (!room.isClosed() || room.size() > 0) {
        step();
      }
    } catch (InterruptedException e) {
      end(new JournalException(Reason.CLOSED, "the journal's writer was interrupted"));
    } catch (RuntimeException | Error e) {
      // A fault of the program: say so where people look, and keep nobody waiting.
      String where = "the journal's writer in " + settings.directory() + " failed: ";
      end(new JournalException(Reason.IO, where + e, e));
    } finally {
      end(closedNow());
      refuse(inHand.stream().filter(job -> !job.isDone()).toList(), unknown());
      failAll(room, closedNow());
      closeStore();
      opener.close();
    }
  }

  private void step() throws InterruptedException {
    List<Job> jobs = room.take(idleWait());
    inHand = jobs;
    if (!jobs.isEmpty() || (losses.pending() && losses.ripe())) {
      storeUntilDone(jobs);
    }
    Store open = store;
    if (open != null && ended == null && !room.isClosed()) {
      retain(open);
    }
  }

  private Duration idleWait() {
    if (losses.pending()) {
      return losses.outage() != null ? settings.retry() : SOON;
    }
    Duration untilRetention = retention.untilNext();
    return untilRetention.compareTo(IDLE) < 0 ? untilRetention : IDLE;
  }

  private void storeUntilDone(List<Job> jobs) throws InterruptedException {
    List<Job> left = jobs;
    Attempt attempt = null;
    while (ended == null) {
      Losses.Report report = losses.ripe() ? losses.report() : null;
      List<Job> all = report == null ? left : report.around(left);
      boolean fresh = attempt == null;
      try {
        if (fresh) {
          attempt = new Attempt(all, report);
        }
        if (attempt != null && attempt.finish(fresh)) {
          done(attempt);
          return;
        }
        attempt = null;
        continue;
      } catch (JournalException e) {
        noteFailure(e);
        if (attempt != null && !attempt.uncertain) {
          attempt = null;
          left = handCommitsBack(left, e);
        }
        refuse(room.takeCommits(), e);
      }
      if (ended == null && room.awaitClosed(settings.retry())) {
        end(closedNow());
      }
    }
    refuse(left, attempt == null ? closedNow() : unknown());
  }

  /** One transaction on its way to disk. */
  private final class Attempt {
    private final List<Job> jobs;
    private final Losses.@Nullable Report report;
    private Tip before = Tip.EMPTY;
    private Tip target = Tip.EMPTY;
    private Job.@Nullable Commit witness;
    private long witnessCommits;
    private boolean uncertain;

    Attempt(List<Job> jobs, Losses.@Nullable Report report) {
      this.jobs = jobs;
      this.report = report;
      for (Job job : jobs) {
        if (witness == null && job instanceof Job.Commit commit) {
          witness = commit;
        }
      }
    }

    /**
     * Stores it, or finds out whether it was stored.
     *
     * @return whether it is stored; false if it certainly is not, after an uncertain outcome
     * @throws JournalException if the disk refuses
     */
    boolean finish(boolean fresh) throws JournalException {
      if (witness == null) {
        return fresh ? write() : wasStored();
      }
      synchronized (cursors) {
        boolean stored = fresh ? write() : wasStored();
        cursors.setUnresolved(false);
        if (stored) {
          publishPlaces();
        }
        return stored;
      }
    }

    private boolean write() throws JournalException {
      Store open = store();
      Job.Commit first = witness;
      witnessCommits = first == null ? 0 : first.cursor.place().commits;
      before = open.tip();
      try {
        open.write(jobs);
        return true;
      } catch (SQLException e) {
        target = open.attempted();
        throw failed(open, e);
      }
    }

    /** A full disk takes no part of a transaction; after other faults, only the disk knows. */
    private JournalException failed(Store open, SQLException e) {
      JournalException fault = SqlFaults.of(e, files.database());
      uncertain = !SqlFaults.isSurelyNotStored(e);
      if (uncertain) {
        closeStore();
        cursors.setUnresolved(witness != null);
        return fault;
      }
      try {
        open.rollback();
      } catch (SQLException second) {
        closeStore();
      }
      return fault;
    }

    private boolean wasStored() throws JournalException {
      Store open = store();
      if (!target.same(before)) {
        return open.tip().same(target);
      }
      return witness != null && witness.cursor.place().commits > witnessCommits;
    }

    private void publishPlaces() {
      for (Job job : jobs) {
        if (job instanceof Job.Commit commit && !commit.refused) {
          commit.cursor.place().moveTo(commit.through);
        }
      }
    }
  }

  private void done(Attempt attempt) {
    Store open = store;
    if (open != null) {
      committed(open);
    }
    long before = transactions;
    transactions = before + 1;
    losses.storing();
    if (attempt.report != null) {
      losses.recorded(attempt.report);
    }
    List<Job> finished = attempt.jobs;
    if (attempt.report != null) {
      finished = finished.subList(1, finished.size() - 1);
    }
    room.release(finished);
    for (Job job : finished) {
      job.done();
    }
  }

  /** Makes a new end known: first in the head file, then to readers. */
  private void committed(Store open) {
    Tip tip = open.tip();
    if (tip.sequence() != tail.head().sequence()) {
      try {
        opener.noteHead(tip);
        losses.headWritten();
      } catch (IOException e) {
        losses.headFailing(SqlFaults.of(e, files.head()));
      }
      tail.moveTo(tip.head());
    }
    oldest = open.oldest();
  }

  private void retain(Store open) {
    try {
      if (retention.run(open, cursors)) {
        committed(open);
      }
    } catch (SQLException e) {
      noteFailure(SqlFaults.of(e, files.database()));
      closeStore();
    } catch (JournalException e) {
      noteFailure(e);
    }
  }

  private Store store() throws JournalException {
    Store open = store;
    if (open != null) {
      return open;
    }
    open = opener.open();
    try {
      cursors.load(open.consumers());
    } catch (SQLException e) {
      open.close();
      throw SqlFaults.of(e, files.database());
    }
    store = open;
    oldest = open.oldest();
    if (!everOpened) {
      everOpened = true;
      tail.moveTo(open.tip().head());
    }
    return open;
  }

  private void noteFailure(JournalException why) {
    if (why.reason() == Reason.CORRUPT || why.reason() == Reason.CLOSED) {
      end(why);
    } else {
      losses.failing(why);
    }
  }

  private void end(JournalException why) {
    if (ended == null) {
      ended = why;
    }
    room.close();
    tail.wake();
  }

  private JournalException closedNow() {
    JournalException why = ended;
    return why != null
        ? why
        : new JournalException(
            Reason.CLOSED, "the journal in " + settings.directory() + " is closed");
  }

  private JournalException unknown() {
    JournalException why = closedNow();
    String sentence = why.getMessage() + "; its next start tells whether this is stored";
    return new JournalException(why.reason(), sentence, why);
  }

  private List<Job> handCommitsBack(List<Job> jobs, JournalException why) {
    List<Job> entries = new ArrayList<>(jobs.size());
    List<Job> commits = new ArrayList<>();
    for (Job job : jobs) {
      (job instanceof Job.Commit ? commits : entries).add(job);
    }
    refuse(commits, why);
    return entries;
  }

  private void failAll(WaitingRoom waiting, JournalException why) {
    try {
      refuse(waiting.take(Duration.ZERO), why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void refuse(List<Job> jobs, JournalException why) {
    room.release(jobs);
    for (Job job : jobs) {
      job.failed(why);
    }
  }

  private void closeStore() {
    Store open = store;
    store = null;
    if (open != null) {
      open.close();
    }
  }
}
