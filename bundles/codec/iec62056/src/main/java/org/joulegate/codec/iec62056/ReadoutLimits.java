package org.joulegate.codec.iec62056;

import org.joulegate.codec.bytes.Limit;

/**
 * The most that a decoder takes of anything. Each is checked before memory is taken or a loop goes
 * on.
 *
 * @param messageBytes bytes of one message, from the identification to its checksum
 * @param identificationCharacters characters behind the slash; IEC 62056-21 allows 20
 * @param addressCharacters characters of an address; IEC 62056-21 allows 16
 * @param valueCharacters characters between two brackets; IEC 62056-21 allows 32 and 16 of unit, a
 *     text message of P1 has 2048
 * @param dataSets data sets of one message
 * @param values values of one data set; a load profile is one data set
 */
public record ReadoutLimits(
    Limit messageBytes,
    Limit identificationCharacters,
    Limit addressCharacters,
    Limit valueCharacters,
    Limit dataSets,
    Limit values) {

  /**
   * Limits far above what meters send: 1 MiB a message, 64 characters of identification and of an
   * address, 4096 of a value, 16,384 data sets, 131,072 values of one.
   */
  public static final ReadoutLimits DEFAULT =
      new ReadoutLimits(
          new Limit("bytes in a message", 1 << 20),
          new Limit("characters in an identification", 64),
          new Limit("characters in an address", 64),
          new Limit("characters in a value", 4096),
          new Limit("data sets in a message", 1 << 14),
          new Limit("values in a data set", 1 << 17));
}
