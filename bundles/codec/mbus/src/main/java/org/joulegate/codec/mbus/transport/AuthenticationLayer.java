package org.joulegate.codec.mbus.transport;

import org.joulegate.codec.bytes.ByteSlice;

/**
 * The authentication and fragmentation layer (EN 13757-7:2018, clause 6).
 *
 * @param offset where its CI field stands
 * @param length its bytes, CI field included
 * @param fragmentation the fragmentation control field, 0 to 0xFFFF
 * @param messageControl the message control field, 0 to 255; -1 when absent
 * @param keyInformation the key information field, 0 to 0xFFFF; -1 when absent
 * @param messageCounter the message counter, 0 to 2^32 - 1; -1 when absent
 * @param mac the authentication code; empty when absent
 * @param messageLength the bytes of the whole message of fragments; -1 when absent
 */
public record AuthenticationLayer(
    int offset,
    int length,
    int fragmentation,
    int messageControl,
    int keyInformation,
    long messageCounter,
    ByteSlice mac,
    int messageLength) {

  private static final int MORE_FRAGMENTS = 0x4000;

  /** The fragment's number, 0 to 255: 0 in a message of one part, else counted from 1. */
  public int fragment() {
    return fragmentation & 0xFF;
  }

  /** Whether more fragments follow this one. */
  public boolean moreFollow() {
    return (fragmentation & MORE_FRAGMENTS) != 0;
  }

  /** Whether this is a part of a message that comes in several. */
  public boolean isFragment() {
    return moreFollow() || fragment() != 0;
  }

  /** The kind of authentication: 3 to 7 CMAC of 2, 4, 8, 12, 16 bytes, 8 GMAC of 12; 0 none. */
  public int authenticationType() {
    return messageControl < 0 ? 0 : messageControl & 0xF;
  }
}
