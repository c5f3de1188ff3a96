package org.joulegate.codec.iec62056.session;

import org.joulegate.codec.iec62056.BaudRate;

/**
 * What a session is for.
 *
 * @param address the device address of the sign-on, empty for whichever meter hears it; up to 32
 *     digits, letters and blanks (IEC 62056-21, 6.3.1)
 * @param highest no higher baud rate is agreed on
 * @param wakeUp whether a battery-fed meter is woken first (annex B)
 * @param listen whether nothing is sent and the meter's own messages are awaited (mode D)
 * @param hdlc whether a meter of mode E is asked to go over to HDLC; else it is read as in mode C
 */
public record SessionPlan(
    String address, BaudRate highest, boolean wakeUp, boolean listen, boolean hdlc) {

  private static final int LONGEST_ADDRESS = 32;

  /** Reads whichever meter hears it, up to 9600 baud. */
  public static final SessionPlan READ_OUT =
      new SessionPlan("", BaudRate.B9600, false, false, false);

  /** Listens to a meter of mode D. */
  public static final SessionPlan LISTEN = new SessionPlan("", BaudRate.B2400, false, true, false);

  /** Checks the address. */
  public SessionPlan {
    boolean good = address.length() <= LONGEST_ADDRESS;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      good &= c == ' ' || (c < 0x80 && Character.isLetterOrDigit(c));
    }
    if (!good) {
      throw new IllegalArgumentException("an address has up to 32 digits, letters and blanks");
    }
  }

  /** The same plan for one meter. */
  public SessionPlan withAddress(String other) {
    return new SessionPlan(other, highest, wakeUp, listen, hdlc);
  }

  /** The same plan with another highest baud rate. */
  public SessionPlan withHighest(BaudRate other) {
    return new SessionPlan(address, other, wakeUp, listen, hdlc);
  }
}
