package org.joulegate.metering.api;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A consumer's place in the journal, together with what the consumer derived up to it.
 *
 * <p>Entries are handed over at least once; since {@link #commit} stores the new place and all that
 * was derived in one transaction, each counts exactly once. A successor that opens the same
 * consumer goes on where the last commit ended, with the rows of that commit.
 *
 * <p>What a consumer derives is rows of its own (key and bytes, of its own making, ordered by key)
 * and further journal entries.
 *
 * <p>{@link #poll} and {@link #commit} are for one thread at a time; the other methods are safe for
 * use by any thread. {@link CursorLoop} is that thread.
 */
@ProviderType
public interface JournalCursor extends AutoCloseable {
  /** The consumer's name. */
  String consumer();

  /** The sequence number of the last commit; 0 before the first. */
  long position();

  /**
   * The entries behind the last commit, waiting for one if there is none.
   *
   * @param max at most so many, 1 to 10,000
   * @param wait how long to wait in real time
   * @return in order, and the same again until they are committed; empty if none came
   * @throws JournalException if the cursor was taken over or the journal cannot be read
   * @throws InterruptedException if the thread was interrupted
   */
  List<JournalRecord> poll(int max, Duration wait) throws JournalException, InterruptedException;

  /**
   * Moves on, and stores what was derived, in one transaction.
   *
   * @param through the last sequence number that is done, from {@link #position} on
   * @param derived what to store with it
   * @return the sequence numbers of the entries that were appended, in order; when this returns,
   *     all is on disk
   * @throws JournalException if nothing was stored: the cursor stands where it stood
   * @throws IllegalArgumentException if {@code through} is before the position or behind the head
   * @throws InterruptedException if the thread was interrupted; the transaction may have been
   *     stored, and {@link #position} says whether
   */
  List<Long> commit(long through, Derivation derived) throws JournalException, InterruptedException;

  /** The committed row with a key, or null. */
  byte @Nullable [] get(String key) throws JournalException;

  /**
   * The committed rows with keys from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param max at most so many, 1 to 10,000
   */
  SortedMap<String, byte[]> scan(String from, String to, int max) throws JournalException;

  /** Gives the place back. What was not committed will be handed over again. */
  @Override
  void close();
}
