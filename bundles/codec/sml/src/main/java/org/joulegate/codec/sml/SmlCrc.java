package org.joulegate.codec.sml;

import org.joulegate.codec.bytes.Crc16;
import org.jspecify.annotations.Nullable;

/** Which checksum a frame and its messages carry. */
public enum SmlCrc {
  /** CRC-16/X-25, low byte first: what the standard asks for. */
  X25,
  /** CRC-16/KERMIT, high byte first: what some makers send instead. */
  KERMIT;

  /**
   * The two bytes of the checksum as they stand on the wire.
   *
   * @return 0 to 0xFFFF, the byte sent first in the high half
   */
  int onWire(byte[] array, int offset, int length) {
    if (this == KERMIT) {
      return Crc16.kermit(array, offset, length);
    }
    int crc = Crc16.x25(array, offset, length);
    return ((crc & 0xFF) << Byte.SIZE) | (crc >>> Byte.SIZE);
  }

  /** The checksum that the two bytes on the wire are of, or null when they are of none. */
  static @Nullable SmlCrc match(byte[] array, int offset, int length, int onWire) {
    if (onWire == X25.onWire(array, offset, length)) {
      return X25;
    }
    return onWire == KERMIT.onWire(array, offset, length) ? KERMIT : null;
  }
}
