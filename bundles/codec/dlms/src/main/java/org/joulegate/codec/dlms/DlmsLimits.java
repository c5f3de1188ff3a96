package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.Limit;

/**
 * The most that a decoder takes of anything. Each is checked before memory is taken or a loop
 * begins.
 *
 * @param frameBytes bytes of one frame on a line
 * @param apduBytes bytes of one APDU, put together from segments or blocks
 * @param octets bytes of one string
 * @param listElements elements of one array or structure
 * @param elements elements of one APDU altogether, those of compact arrays included
 * @param depth arrays and structures within one another
 * @param layers ciphered, signed or block-wise APDUs within one another
 */
public record DlmsLimits(
    Limit frameBytes,
    Limit apduBytes,
    Limit octets,
    Limit listElements,
    Limit elements,
    Limit depth,
    Limit layers) {

  /**
   * Limits far above what meters push (the longest list met has some eighty values and 900 bytes):
   * 64 KiB a frame, 64 KiB an APDU, 32 KiB a string, 4,096 elements in a list and 16,384 in an
   * APDU, 16 lists and 4 wrappings within one another.
   */
  public static final DlmsLimits DEFAULT =
      new DlmsLimits(
          new Limit("bytes in a frame", 65_544),
          new Limit("bytes in an APDU", 65_536),
          new Limit("bytes in a string", 32_768),
          new Limit("elements in a list", 4_096),
          new Limit("elements in an APDU", 16_384),
          new Limit("lists within one another", 16),
          new Limit("wrappings within one another", 4));
}
