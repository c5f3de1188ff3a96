package org.joulegate.codec.sml;

import org.joulegate.codec.bytes.Limit;

/**
 * The most that a decoder takes of anything. Each is checked before memory is taken or a loop
 * begins.
 *
 * @param frameBytes bytes of one transport frame, escapes and checksum included
 * @param messages messages in one frame
 * @param listElements elements of one list
 * @param octets bytes of one octet string
 * @param depth lists within lists
 */
public record SmlLimits(
    Limit frameBytes, Limit messages, Limit listElements, Limit octets, Limit depth) {

  /**
   * Limits far above what meters send (the longest list met has some thirty values and 700 bytes; a
   * month of quarter-hours has 2976 periods): 64 KiB a frame, 64 messages, 4096 elements, 16 KiB a
   * string, 16 lists within lists.
   */
  public static final SmlLimits DEFAULT =
      new SmlLimits(
          new Limit("bytes in a frame", 65_536),
          new Limit("messages in a frame", 64),
          new Limit("list elements", 4096),
          new Limit("bytes in an octet string", 16_384),
          new Limit("lists within lists", 16));
}
