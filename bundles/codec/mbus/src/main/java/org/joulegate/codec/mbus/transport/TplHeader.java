package org.joulegate.codec.mbus.transport;

import org.jspecify.annotations.Nullable;

/**
 * The header of the transport layer (EN 13757-7:2018, 7.3 and 7.4).
 *
 * @param address the meter's address, in a long header; null in a short one
 * @param accessNumber counts the meter's messages, 0 to 255
 * @param status the status byte (EN 13757-7:2018, 7.5.6), 0 to 255
 * @param configuration the configuration field, 0 to 0xFFFF; meters from before its invention sent
 *     a signature of their own here
 */
public record TplHeader(
    @Nullable MeterAddress address, int accessNumber, int status, int configuration) {

  /** Bytes of a short header; a long one has the address before them. */
  static final int SHORT_LENGTH = 4;

  /** The security mode, 0 to 31 (EN 13757-7:2018, Table 19). */
  public int securityMode() {
    return securityMode(configuration);
  }

  static int securityMode(int configuration) {
    return (configuration >>> 8) & 0x1F;
  }
}
