package org.joulegate.codec.mbus.transport;

import org.jspecify.annotations.Nullable;

/**
 * The extended link layer (EN 13757-4:2019, clause 13).
 *
 * @param offset where its CI field stands
 * @param length its bytes, CI field included
 * @param ci the CI field: 8C, 8D, 8E, 8F or 86 (types I to V)
 * @param communicationControl the CC field, 0 to 255
 * @param accessNumber the ACC field, 0 to 255
 * @param address the other party's address, in types III and IV; else null
 * @param sessionNumber the SN field as it was sent, 0 to 2^32 - 1; -1 in types without one
 * @param checksum the checksum over what follows, 0 to 0xFFFF, as it was sent: sealed when what
 *     follows is sealed; -1 in types without one
 */
public record ExtendedLinkLayer(
    int offset,
    int length,
    int ci,
    int communicationControl,
    int accessNumber,
    @Nullable MeterAddress address,
    long sessionNumber,
    int checksum) {

  /** How what follows is sealed: 0 not at all, 1 by AES in counter mode, 2 to 7 reserved. */
  public int encryption() {
    return sessionNumber < 0 ? 0 : (int) (sessionNumber >>> 29);
  }
}
