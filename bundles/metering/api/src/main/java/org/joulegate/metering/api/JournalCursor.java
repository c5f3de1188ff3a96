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
   * @throws JournalException if it was refused. Unless the journal has ended, nothing was stored
   *     and the cursor stands where it stood. If it has ended meanwhile (reason {@code CLOSED} or
   *     {@code CORRUPT}, or {@code IO} of its writer, with a message that says so) while the disk
   *     had not said whether the transaction is stored, either all of it is stored or nothing: the
   *     position of the cursor that is opened at the next start tells which
   * @throws IllegalArgumentException if {@code through} is before the position or behind the head,
   *     or a row's key has no or more than 1,024 characters
   * @throws InterruptedException if the thread was interrupted; the transaction may have been
   *     stored, and {@link #position} says whether
   */
  List<Long> commit(long through, Derivation derived) throws JournalException, InterruptedException;

  /**
   * The committed row with a key, or null.
   *
   * @param key 1 to 1,024 characters; there is no row with any other
   * @throws JournalException if the cursor was taken over or closed, or the journal cannot be read
   */
  byte @Nullable [] get(String key) throws JournalException;

  /**
   * The committed rows with keys from {@code from} (inclusive) to {@code to} (exclusive), in the
   * order of the bytes of the keys' UTF-8.
   *
   * @param from a key, or the empty text for the beginning; there need be no row with it
   * @param to a key; there need be no row with it
   * @param max at most so many, 1 to 10,000
   * @throws JournalException if the cursor was taken over or closed, or the journal cannot be read
   * @throws IllegalArgumentException if {@code max} is something else
   */
  SortedMap<String, byte[]> scan(String from, String to, int max) throws JournalException;

  /** Gives the place back. What was not committed will be handed over again. */
  @Override
  void close();
}
