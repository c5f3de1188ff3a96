package org.joulegate.adapter.api;

/** The line, the device or the journal failed; the host starts the adapter again after a while. */
public class AdapterException extends Exception {
  private static final long serialVersionUID = 1;

  private final AdapterStatus status;

  /**
   * @param status what the adapter's status becomes
   * @param message one sentence that names what failed and where
   */
  public AdapterException(AdapterStatus status, String message) {
    super(message);
    this.status = status;
  }

  /**
   * @param status what the adapter's status becomes
   * @param message one sentence that names what failed and where
   * @param cause what the line said
   */
  public AdapterException(AdapterStatus status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** What the adapter's status becomes; after {@code MISCONFIGURED} it is not started again. */
  public AdapterStatus status() {
    return status;
  }
}
