package org.joulegate.headend.intake.internal;

/** What the store did with a message; said when it is on disk. */
sealed interface Verdict {
  /**
   * Stored now.
   *
   * @param missing how many sequence numbers of this sender lie between the highest that was there
   *     and this one; 0 for none
   */
  record Stored(long missing) implements Verdict {}

  /** The same bytes were there. */
  record Known() implements Verdict {}

  /** Another message of this identity was there. */
  record Conflict() implements Verdict {}

  /**
   * A value of it was counted already by another report.
   *
   * @param reason which, in one sentence
   */
  record Refused(String reason) implements Verdict {}
}
