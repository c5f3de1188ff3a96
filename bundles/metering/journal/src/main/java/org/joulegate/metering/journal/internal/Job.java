package org.joulegate.metering.journal.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.joulegate.metering.api.JournalException;

/** What waits for the writer. Its results are set by the writer before it completes the future. */
sealed interface Job {
  /** How many bytes it holds while it waits. */
  long bytes();

  /** Tells the caller that it is on disk. */
  void done();

  /** Whether the caller was told. */
  boolean isDone();

  /**
   * Tells the caller that it is refused, or that the journal ended before its outcome was known.
   */
  void failed(JournalException why);

  /** One entry. */
  final class Append extends CompletableFuture<Long> implements Job {
    final Encoded entry;
    long sequence;

    Append(Encoded entry) {
      this.entry = entry;
    }

    @Override
    public long bytes() {
      return entry.payload().length;
    }

    @Override
    public void done() {
      complete(sequence);
    }

    @Override
    public void failed(JournalException why) {
      completeExceptionally(why);
    }
  }

  /** A consumer's new place, with what it derived. */
  final class Commit extends CompletableFuture<List<Long>> implements Job {
    final Cursor cursor;
    final long through;
    final Map<String, Optional<byte[]>> rows;
    final List<Encoded> entries;
    List<Long> sequences = List.of();
    boolean refused;

    Commit(Cursor cursor, long through, Map<String, Optional<byte[]>> rows, List<Encoded> entries) {
      this.cursor = cursor;
      this.through = through;
      this.rows = rows;
      this.entries = entries;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public void done() {
      if (refused) {
        failed(cursor.takenOver());
      } else {
        complete(sequences);
      }
    }

    @Override
    public void failed(JournalException why) {
      completeExceptionally(why);
    }
  }
}
