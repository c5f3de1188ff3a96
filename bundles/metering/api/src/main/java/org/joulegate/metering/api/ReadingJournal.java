package org.joulegate.metering.api;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The durable journal of readings, events and sealed reports.
 *
 * <p>Guarantees: an append that completed survives a power cut at any instruction; sequence numbers
 * rise by one without gaps in the order in which appends complete; nothing that was appended
 * changes; each entry is chained to the one before it by SHA-256, so that an offline check names
 * the first entry that was changed or removed.
 *
 * <p>All methods are safe for use by any thread.
 */
@ProviderType
public interface ReadingJournal {
  /** The largest encoded entry or derived row, in bytes. */
  int MAX_ENTRY_BYTES = 256 * 1024;

  /**
   * Appends one entry. Returns at once; entries of all callers that are waiting are stored
   * together.
   *
   * @return completes with the sequence number when the entry is on disk, or exceptionally with a
   *     {@link JournalException}. While the disk is full, a bounded number of entries wait and
   *     complete when there is space again; beyond it they are refused as {@code OVERLOADED}, and
   *     the journal records afterwards how many and since when. Dependent stages that are not
   *     {@code async} run on the journal's writer and must return at once.
   */
  CompletionStage<Long> append(JournalEntry entry);

  /**
   * Opens the cursor of a consumer where it last committed; a new consumer begins at the oldest
   * entry that is kept. An open cursor of the same name is taken over: its next call fails with
   * {@code TAKEN_OVER}.
   *
   * @param consumer a name that stays the same over versions, such as {@code settlement.intervals};
   *     1 to 64 of a-z 0-9 {@code . -}
   * @throws JournalException if the journal is closed or cannot be read
   */
  JournalCursor open(String consumer) throws JournalException;

  /**
   * Reads entries without moving anything.
   *
   * @param after the sequence number to begin behind; 0 for the beginning
   * @param max at most so many, 1 to 10,000
   * @return in order; empty when there are none
   * @throws JournalException if the journal is closed or cannot be read
   */
  List<JournalRecord> read(long after, int max) throws JournalException;

  /** The end of what is on disk. */
  JournalHead head();

  /** How far each known consumer has come, by name. */
  List<ConsumerPosition> consumers();

  /** Whether entries are being stored now. */
  Health health();

  /**
   * Where a consumer stands.
   *
   * @param consumer its name
   * @param position the last sequence number that it committed
   * @param behind how many entries lie after it
   */
  record ConsumerPosition(String consumer, long position, long behind) {}

  /**
   * The state of storing.
   *
   * @param storing whether appends complete
   * @param sentence what a person reads: "storing", or what is wrong, where and since when
   * @param refused how many appends were refused since the start
   */
  record Health(boolean storing, String sentence, long refused) {}
}
