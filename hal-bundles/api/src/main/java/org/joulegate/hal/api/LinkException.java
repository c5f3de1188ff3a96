package org.joulegate.hal.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line could not be opened or used. The message is one sentence for a person, names the line and
 * says what to do where that is known; it never holds bytes of the line.
 */
public final class LinkException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, for a machine. */
  public enum Reason {
    /** The address names nothing that exists or answers. Trying again later may help. */
    NOT_FOUND,
    /** The line exists and someone else has it. Trying again later may help. */
    IN_USE,
    /** The operating system refuses this user. Trying again does not help. */
    DENIED,
    /** The line was open and vanished: unplugged, hung up, reset. Opening it anew may help. */
    LOST,
    /** {@link SerialLink#close()} was called, by the user or because its provider stopped. */
    CLOSED,
    /** The calling thread was interrupted; its interrupt flag is set. The line itself is well. */
    INTERRUPTED,
    /** The address or one of its options is malformed. Trying again does not help. */
    BAD_ADDRESS,
    /** No provider serves the scheme of the address now. */
    NO_PROVIDER,
    /** Anything else that the operating system reports. */
    IO
  }

  private final Reason reason;

  /**
   * Makes one without a cause.
   *
   * @param message one sentence that names the line
   */
  public LinkException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * Makes one.
   *
   * @param message one sentence that names the line
   * @param cause what was caught, if anything
   */
  public LinkException(Reason reason, String message, @Nullable Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** Why, for a machine. */
  public Reason reason() {
    return reason;
  }
}
