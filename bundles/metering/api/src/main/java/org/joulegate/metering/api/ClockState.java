package org.joulegate.metering.api;

/** How good the gateway's clock was when something was stamped. The codes never change. */
public enum ClockState {
  /** Set and confirmed by a time source. */
  SYNCHRONISED(0),
  /** Set, but no time source confirms it. */
  FREE_RUNNING(1),
  /** Before the build date of the software, so never set: stamps have no meaning. */
  UNSET(2),
  /** A clock for demonstration or test; its instants are not real. */
  VIRTUAL(3);

  private final int code;

  ClockState(int code) {
    this.code = code;
  }

  /** The number that stands for this state in reports and in the journal. */
  public int code() {
    return code;
  }

  /**
   * The state with a code.
   *
   * @throws IllegalArgumentException for an unknown code
   */
  public static ClockState ofCode(int code) {
    for (ClockState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new IllegalArgumentException("no clock state has the code " + code);
  }
}
