package org.joulegate.codec.iec62056.session;

/** Where a session stands. */
public enum SessionState {
  /** Nothing was done yet. */
  IDLE,
  /** The wake-up message is being sent. */
  WAKING,
  /** The line is left silent: behind a wake-up, or before another attempt. */
  RESTING,
  /** The sign-on is being sent. */
  SIGNING_ON,
  /** The identification is awaited, or comes in. */
  IDENTIFYING,
  /** The identification is there; its reaction time runs. */
  HOLDING,
  /** The acknowledgement is being sent. */
  ACKNOWLEDGING,
  /** The data are awaited, or come in. */
  READING,
  /** The acknowledgement of a partial block is being sent. */
  CONFIRMING,
  /** A meter that sends by itself is listened to. */
  LISTENING,
  /** The read-out was reported. */
  DONE,
  /** The meter goes over to HDLC. */
  HANDED_OVER,
  /** Given up. */
  FAILED;

  /** Whether bytes were given to the line that it has not yet said to have left. */
  boolean isSending() {
    return this == WAKING || this == SIGNING_ON || this == ACKNOWLEDGING || this == CONFIRMING;
  }

  /** Whether nothing will come any more. */
  public boolean isFinal() {
    return this == DONE || this == HANDED_OVER || this == FAILED;
  }
}
