package org.joulegate.metering.journal.internal;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.joulegate.metering.api.JournalRecord;
import org.jspecify.annotations.Nullable;

/** One holder of a consumer's place. */
final class Cursor implements JournalCursor {
  private static final int MAX_ROWS = 10_000;

  private final SqliteJournal journal;
  private final String consumer;
  private final Cursors.Place place;
  private volatile boolean taken;
  private volatile boolean closed;

  Cursor(SqliteJournal journal, String consumer, Cursors.Place place) {
    this.journal = journal;
    this.consumer = consumer;
    this.place = place;
  }

  @Override
  public String consumer() {
    return consumer;
  }

  @Override
  public long position() {
    return place.position;
  }

  Cursors.Place place() {
    return place;
  }

  @Override
  public List<JournalRecord> poll(int max, Duration wait)
      throws JournalException, InterruptedException {
    journal.awaitAfter(place.position, wait, () -> !isCurrent());
    requireCurrent();
    return journal.read(place.position, max);
  }

  @Override
  public List<Long> commit(long through, Derivation derived)
      throws JournalException, InterruptedException {
    requireCurrent();
    if (through < place.position || through > journal.head().sequence()) {
      throw new IllegalArgumentException(
          consumer
              + " cannot commit through "
              + through
              + ": it stands at "
              + place.position
              + " and the journal ends at "
              + journal.head().sequence());
    }
    return journal.commit(this, through, derived);
  }

  @Override
  public byte @Nullable [] get(String key) throws JournalException {
    requireCurrent();
    return journal.reads().row(consumer, key);
  }

  @Override
  public SortedMap<String, byte[]> scan(String from, String to, int max) throws JournalException {
    requireCurrent();
    if (max < 1 || max > MAX_ROWS) {
      throw new IllegalArgumentException("a scan is for 1 to " + MAX_ROWS + " rows, not " + max);
    }
    return journal.reads().rows(consumer, from, to, max);
  }

  @Override
  public void close() {
    closed = true;
    journal.release(this);
  }

  /** Ends this holder: another has opened the consumer. Called with the monitor of the cursors. */
  void takeOver() {
    taken = true;
    journal.wakeReaders();
  }

  boolean isCurrent() {
    return !taken && !closed && !journal.isClosed();
  }

  private void requireCurrent() throws JournalException {
    if (taken) {
      throw takenOver();
    }
    if (closed) {
      throw new JournalException(Reason.CLOSED, "the cursor of " + consumer + " is closed");
    }
    journal.requireOpen();
  }

  /** What a holder hears that is no more. */
  JournalException takenOver() {
    return taken
        ? new JournalException(
            Reason.TAKEN_OVER, "a newer cursor of " + consumer + " took this one over")
        : new JournalException(Reason.CLOSED, "the cursor of " + consumer + " is closed");
  }
}
