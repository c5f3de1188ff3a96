package org.joulegate.codec.mbus;

import java.util.Locale;

/** What a value is over time: bits 4 and 5 of the DIF (EN 13757-3:2018, 6.3.2, table 5). */
public enum DataFunction {
  /** The value at the time of the telegram or of the storage. */
  INSTANTANEOUS,
  /** The highest value of a period. */
  MAXIMUM,
  /** The lowest value of a period. */
  MINIMUM,
  /** A value taken while the meter was in an error state. */
  ERROR;

  private static final DataFunction[] BY_CODE = values();

  /** The function of two bits. */
  static DataFunction ofCode(int code) {
    return BY_CODE[code & 3];
  }

  /** The name as it stands in the output of the command: {@code instantaneous}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
