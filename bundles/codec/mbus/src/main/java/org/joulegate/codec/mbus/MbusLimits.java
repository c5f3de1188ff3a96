package org.joulegate.codec.mbus;

import org.joulegate.codec.bytes.Limit;

/**
 * The most that the decoder takes of anything. Each is checked before memory is taken or a loop
 * begins.
 *
 * @param records records of one telegram
 * @param difes extensions of one DIF; 10 by EN 13757-3:2018, 6.3.3, and never more
 * @param vifes extensions of one VIF; 10 by EN 13757-3:2018, 6.4.2, and never more
 * @param plainText characters of a unit sent as text, never more than 64
 * @param profileValues values of one profile
 */
public record MbusLimits(
    Limit records, Limit difes, Limit vifes, Limit plainText, Limit profileValues) {

  /** The highest storage number that is taken: ten DIFE could count to 41 bits. */
  public static final long MOST_STORAGE = 0xFFFF_FFFFL;

  /** The limits of the standard, and for the rest far more than a frame of 255 bytes can hold. */
  public static final MbusLimits DEFAULT =
      new MbusLimits(
          new Limit("records in a telegram", 4096),
          new Limit("DIFE in a record", 10),
          new Limit("VIFE in a record", 10),
          new Limit("characters of a unit", 64),
          new Limit("values in a profile", 4096));

  /** Checks that the limits do not go beyond what a record can hold. */
  public MbusLimits {
    if (difes.most() > 10 || vifes.most() > 10 || plainText.most() > 64) {
      throw new IllegalArgumentException(
          "a record has at most 10 DIFE, 10 VIFE and 64 characters of a unit");
    }
  }
}
