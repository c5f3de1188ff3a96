package org.joulegate.codec.iec62056.session;

import java.time.Instant;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.iec62056.Identification;
import org.joulegate.codec.iec62056.Readout;

/** What the owner of the line does for a session, in the order given. */
public sealed interface SessionAction {

  /**
   * Send bytes at the baud rate set, and say {@link ReadoutSession#sent} when the last one has
   * left.
   *
   * @param bytes in an array of their own
   */
  record Send(ByteSlice bytes) implements SessionAction {}

  /**
   * Set the line, always seven bits, even parity, one stop bit.
   *
   * @param baud bits a second
   */
  record SetBaud(int baud) implements SessionAction {}

  /**
   * Say {@link ReadoutSession#time} at this instant, unless another wait is asked for before.
   *
   * @param instant on the clock that the session was told of
   */
  record WaitUntil(Instant instant) implements SessionAction {}

  /**
   * Here is what the meter sent.
   *
   * @param readout whole and without a fault
   */
  record Report(Readout readout) implements SessionAction {}

  /**
   * The meter speaks HDLC from here on, at the baud rate just set.
   *
   * @param identification who it is
   */
  record Hdlc(Identification identification) implements SessionAction {}

  /**
   * There is no use in going on.
   *
   * @param cause of the last attempt
   */
  record GiveUp(Cause cause) implements SessionAction {}

  /** Why an attempt came to nothing. */
  enum Cause {
    NO_ANSWER("the meter does not answer the sign-on"),
    IDENTIFICATION("what answers the sign-on is no identification"),
    NOT_SENT("the line does not say that what was to be sent has left"),
    NO_DATA("no data follows the acknowledgement"),
    CUT_OFF("the message stops in its middle"),
    DAMAGED("the message is damaged"),
    TOO_LONG("the message is longer than the limit");

    private final String sentence;

    Cause(String sentence) {
      this.sentence = sentence;
    }

    /** One sentence for a person. */
    public String sentence() {
      return sentence;
    }
  }
}
