package org.joulegate.codec.iec62056.session;

/** What can happen to a session. */
public enum SessionEvent {
  /** Begin with a sign-on. */
  START,
  /** Begin with a wake-up. */
  START_WAKING,
  /** Begin by listening. */
  START_LISTENING,
  /** The last byte of what was to be sent has left. */
  SENT,
  /** A byte came that completes nothing. */
  BYTE,
  /** An identification of mode A is complete. */
  MODE_A,
  /** An identification of mode B is complete. */
  MODE_B,
  /** An identification of mode C, or of mode E to be read as C, is complete. */
  MODE_C,
  /** An identification of mode E is complete, and HDLC is wanted. */
  MODE_E,
  /** A line is complete that is no identification. */
  OTHER_LINE,
  /** A whole message is complete and right. */
  MESSAGE,
  /** A partial block is complete and right. */
  PARTIAL,
  /** A block is complete and damaged, or too long. */
  DAMAGED,
  /** The instant waited for has come. */
  TIMER
}
