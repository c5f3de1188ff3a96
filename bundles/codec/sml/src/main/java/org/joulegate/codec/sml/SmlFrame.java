package org.joulegate.codec.sml;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * A transport frame whose checksum is right, not yet decoded.
 *
 * @param streamOffset position of the first escape byte, counted from the first byte ever fed
 * @param bytes the frame as on the wire, from the first escape to the checksum
 * @param crc which checksum it carries
 */
public record SmlFrame(long streamOffset, ByteSlice bytes, SmlCrc crc) {

  /**
   * The messages.
   *
   * @throws MalformedTelegramException when a message breaks the rules, or its checksum is wrong:
   *     the whole frame is refused then. Offsets are positions in the array of {@link #bytes()}.
   */
  public SmlFile decode(SmlLimits limits) throws MalformedTelegramException {
    return SmlDecoder.decode(bytes.cursor().array(), bytes.offset(), bytes.length(), limits);
  }
}
