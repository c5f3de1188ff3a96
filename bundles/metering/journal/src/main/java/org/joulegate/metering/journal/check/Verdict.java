package org.joulegate.metering.journal.check;

/**
 * What a check found.
 *
 * @param status the exit status: {@link #INTACT}, {@link #DAMAGED} or {@link #UNREADABLE}
 * @param line one line for a person
 */
public record Verdict(int status, String line) {
  /** Every entry is there and unchanged. */
  public static final int INTACT = 0;

  /** An entry was changed or removed, or the file is damaged. */
  public static final int DAMAGED = 1;

  /** The command line was wrong. */
  public static final int USAGE = 2;

  /** There is nothing that could be checked, or what is there does not prove all that it must. */
  public static final int UNREADABLE = 3;

  static Verdict damaged(String what) {
    return new Verdict(DAMAGED, "damaged: " + what);
  }

  static Verdict unproven(String what) {
    return new Verdict(UNREADABLE, "not proven: " + what);
  }

  static Verdict unreadable(String what) {
    return new Verdict(UNREADABLE, "cannot be checked: " + what);
  }
}
