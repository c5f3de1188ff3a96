package org.joulegate.codec.iec62056;

import java.util.Optional;

/** The baud rates of IEC 62056-21, 6.3.14 item 13c, with their characters in modes B and C. */
public enum BaudRate {
  /** Every sign-on begins here. */
  B300(300, '0', '\0'),
  B600(600, '1', 'A'),
  B1200(1200, '2', 'B'),
  B2400(2400, '3', 'C'),
  B4800(4800, '4', 'D'),
  B9600(9600, '5', 'E'),
  /** The fastest of an optical interface. */
  B19200(19_200, '6', 'F');

  private final int baud;
  private final char modeC;
  private final char modeB;

  BaudRate(int baud, char modeC, char modeB) {
    this.baud = baud;
    this.modeC = modeC;
    this.modeB = modeB;
  }

  /** Bits a second. */
  public int baud() {
    return baud;
  }

  /** The character in modes C, D and E, {@code 0} to {@code 6}. */
  public char character() {
    return modeC;
  }

  /** The next lower rate, or this one when it is the lowest. */
  public BaudRate lower() {
    return this == B300 ? B300 : values()[ordinal() - 1];
  }

  /** The rate of a character of modes C, D and E; empty for 7 to 9, which are reserved. */
  public static Optional<BaudRate> ofModeC(char character) {
    for (BaudRate rate : values()) {
      if (rate.modeC == character) {
        return Optional.of(rate);
      }
    }
    return Optional.empty();
  }

  /** The rate of a character of mode B; empty for G to I, which are reserved. */
  public static Optional<BaudRate> ofModeB(char character) {
    for (BaudRate rate : values()) {
      if (rate.modeB == character && rate != B300) {
        return Optional.of(rate);
      }
    }
    return Optional.empty();
  }
}
