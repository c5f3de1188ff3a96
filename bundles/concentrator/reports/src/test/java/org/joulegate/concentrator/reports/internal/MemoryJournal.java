package org.joulegate.concentrator.reports.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.ReadingJournal;

/**
 * A journal in memory with the contract of the real one: commits are atomic, cursors are taken
 * over.
 */
final class MemoryJournal implements ReadingJournal {
  private static final class Place {
    long position;
    int holder;
    final TreeMap<String, byte[]> rows = new TreeMap<>();
  }

  private final List<JournalEntry> entries = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();

  @Override
  public synchronized CompletionStage<Long> append(JournalEntry entry) {
    entries.add(entry);
    notifyAll();
    return CompletableFuture.completedFuture((long) entries.size());
  }

  @Override
  public synchronized JournalCursor open(String consumer) {
    Place place = places.computeIfAbsent(consumer, c -> new Place());
    return new MemoryCursor(consumer, place, ++place.holder);
  }

  @Override
  public synchronized List<JournalRecord> read(long after, int max) {
    List<JournalRecord> records = new ArrayList<>();
    for (long i = after; i < entries.size() && records.size() < max; i++) {
      records.add(new JournalRecord(i + 1, entries.get((int) i)));
    }
    return records;
  }

  @Override
  public synchronized JournalHead head() {
    return new JournalHead(entries.size(), "0".repeat(64));
  }

  @Override
  public List<ConsumerPosition> consumers() {
    return List.of();
  }

  @Override
  public Health health() {
    return new Health(true, "storing", 0);
  }

  /** Waits until a consumer has committed all readings and no more than events lie behind. */
  synchronized void awaitPosition(String consumer, long sequence, Duration most)
      throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!places.containsKey(consumer) || places.get(consumer).position < sequence) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(consumer + " did not get to " + sequence + " in time");
      }
      wait(left);
    }
  }

  private final class MemoryCursor implements JournalCursor {
    private final String consumer;
    private final Place place;
    private final int holder;

    MemoryCursor(String consumer, Place place, int holder) {
      this.consumer = consumer;
      this.place = place;
      this.holder = holder;
    }

    @Override
    public String consumer() {
      return consumer;
    }

    @Override
    public long position() {
      synchronized (MemoryJournal.this) {
        return place.position;
      }
    }

    @Override
    public List<JournalRecord> poll(int max, Duration wait)
        throws JournalException, InterruptedException {
      synchronized (MemoryJournal.this) {
        check();
        if (place.position >= entries.size()) {
          MemoryJournal.this.wait(Math.min(wait.toMillis(), 20));
        }
        return read(place.position, max);
      }
    }

    @Override
    public List<Long> commit(long through, Derivation derived) throws JournalException {
      synchronized (MemoryJournal.this) {
        check();
        if (through < place.position || through > entries.size()) {
          throw new IllegalArgumentException("through " + through);
        }
        place.position = through;
        derived
            .rows()
            .forEach(
                (key, row) ->
                    row.ifPresentOrElse(
                        bytes -> place.rows.put(key, bytes), () -> place.rows.remove(key)));
        entries.addAll(derived.entries());
        MemoryJournal.this.notifyAll();
        return List.of();
      }
    }

    private void check() throws JournalException {
      if (place.holder != holder) {
        throw new JournalException(JournalException.Reason.TAKEN_OVER, consumer);
      }
    }

    @Override
    public byte[] get(String key) {
      synchronized (MemoryJournal.this) {
        return place.rows.get(key);
      }
    }

    @Override
    public SortedMap<String, byte[]> scan(String from, String to, int max) {
      synchronized (MemoryJournal.this) {
        TreeMap<String, byte[]> found = new TreeMap<>();
        for (Map.Entry<String, byte[]> row : place.rows.subMap(from, to).entrySet()) {
          if (found.size() < max) {
            found.put(row.getKey(), row.getValue());
          }
        }
        return found;
      }
    }

    @Override
    public void close() {}
  }
}
