package org.joulegate.settlement.api;

/** The intervals cannot be read now; that says nothing of whether there are any. */
public class IntervalsUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param message one sentence for a person
   */
  public IntervalsUnavailableException(String message) {
    super(message);
  }

  /**
   * @param message one sentence for a person
   * @param cause what the journal said
   */
  public IntervalsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
