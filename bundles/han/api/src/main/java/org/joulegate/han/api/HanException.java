package org.joulegate.han.api;

/** A resource cannot be shown; the sentence goes to the client. */
public class HanException extends Exception {
  private static final long serialVersionUID = 1;

  /** Whose fault it is. */
  public enum Kind {
    /** A parameter is wrong: the sentence names it. */
    BAD_PARAMETER,
    /** There is no such thing. */
    NOT_FOUND,
    /** It cannot be told now. */
    UNAVAILABLE
  }

  private final Kind kind;

  /**
   * @param kind whose fault it is
   * @param message one sentence for the client
   */
  public HanException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Whose fault it is. */
  public Kind kind() {
    return kind;
  }
}
