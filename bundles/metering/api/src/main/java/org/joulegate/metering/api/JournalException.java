package org.joulegate.metering.api;

/**
 * The journal refused. Nothing of the refused call is stored, with one exception: where the journal
 * ends before the disk has said whether a transaction is stored, the calls in it fail although they
 * may be. Such a call was under way when the journal ended; its message says that the next start
 * tells, and the transaction is stored as a whole or not at all.
 */
public class JournalException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why the journal refused. */
  public enum Reason {
    /** No space is left; the journal tries again by itself. */
    DISK_FULL,
    /** The disk or the file cannot be written. */
    READ_ONLY,
    /** The file is damaged; the journal stays closed until a person has looked. */
    CORRUPT,
    /** More is waiting to be stored than may wait. */
    OVERLOADED,
    /** An entry or a derived row is larger than {@link ReadingJournal#MAX_ENTRY_BYTES}. */
    TOO_LARGE,
    /** A newer cursor of the same consumer took over. */
    TAKEN_OVER,
    /** The journal is closed. */
    CLOSED,
    /** Another fault of the disk. */
    IO
  }

  private final Reason reason;

  /**
   * @param reason why
   * @param message one sentence that names the file and the fault
   */
  public JournalException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * @param reason why
   * @param message one sentence that names the file and the fault
   * @param cause what the store said
   */
  public JournalException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why the journal refused. */
  public Reason reason() {
    return reason;
  }
}
