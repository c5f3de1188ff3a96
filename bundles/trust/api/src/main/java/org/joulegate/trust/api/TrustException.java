package org.joulegate.trust.api;

/** A key cannot be used, or a check failed. Nothing was done. */
public class TrustException extends Exception {
  private static final long serialVersionUID = 1;

  /** What failed; one for each way to attack. */
  public enum Fault {
    /** There is no such key slot. */
    NO_SUCH_KEY,
    /** The slot's key is for another use. */
    WRONG_USE,
    /** The key or certificate is not valid yet, or no more. */
    NOT_VALID_NOW,
    /** The chain does not lead to a trust anchor. */
    UNKNOWN_SIGNER,
    /** The certificate was revoked. */
    REVOKED,
    /** The signature does not fit the message. */
    SIGNATURE_WRONG,
    /** The message says that it is of another kind. */
    WRONG_CONTENT_TYPE,
    /** The message asks for an algorithm that is not accepted. */
    WRONG_ALGORITHM,
    /** The message is not formed as it must be. */
    MALFORMED,
    /** The key memory cannot be read or written. */
    STORE
  }

  private final Fault fault;

  /**
   * @param fault what failed
   * @param message one sentence without secrets
   */
  public TrustException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /**
   * @param fault what failed
   * @param message one sentence without secrets
   * @param cause what the library said
   */
  public TrustException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  /** What failed. */
  public Fault fault() {
    return fault;
  }
}
