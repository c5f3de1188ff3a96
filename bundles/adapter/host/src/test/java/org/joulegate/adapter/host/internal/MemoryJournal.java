package org.joulegate.adapter.host.internal;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.ReadingJournal;

/** Takes entries, or refuses them. */
final class MemoryJournal implements ReadingJournal {
  final BlockingQueue<JournalEntry> entries = new LinkedBlockingQueue<>();
  volatile boolean full;

  @Override
  public CompletionStage<Long> append(JournalEntry entry) {
    if (full) {
      return CompletableFuture.failedFuture(
          new JournalException(JournalException.Reason.OVERLOADED, "the disk of /data is full"));
    }
    entries.add(entry);
    return CompletableFuture.completedFuture((long) entries.size());
  }

  @Override
  public JournalCursor open(String consumer) {
    throw new AssertionError("the host consumes nothing");
  }

  @Override
  public List<JournalRecord> read(long after, int max) {
    throw new AssertionError("the host reads nothing");
  }

  @Override
  public JournalHead head() {
    return JournalHead.EMPTY;
  }

  @Override
  public List<ConsumerPosition> consumers() {
    return List.of();
  }

  @Override
  public Health health() {
    return new Health(!full, full ? "the disk of /data is full" : "storing", 0);
  }
}
