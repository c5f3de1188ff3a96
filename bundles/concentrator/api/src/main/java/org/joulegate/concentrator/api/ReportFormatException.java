package org.joulegate.concentrator.api;

/** A report is not formed as it must be. */
public class ReportFormatException extends Exception {
  private static final long serialVersionUID = 1;

  private final int offset;

  /**
   * @param offset where in the bytes
   * @param message what was expected and what was found, without values
   */
  public ReportFormatException(int offset, String message) {
    super(message);
    this.offset = offset;
  }

  /** Where in the bytes. */
  public int offset() {
    return offset;
  }
}
