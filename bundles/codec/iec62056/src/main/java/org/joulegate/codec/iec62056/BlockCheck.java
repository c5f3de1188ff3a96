package org.joulegate.codec.iec62056;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/** The block check character of IEC 62056-21 (annex A.1, ISO 1155): the exclusive or of a block. */
public final class BlockCheck {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private BlockCheck() {}

  /**
   * The check character.
   *
   * @param offset position of the character behind SOH or STX
   * @param length characters, ETX or EOT included
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static byte of(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    long all = 0;
    int i = offset;
    int end = offset + length;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      all ^= (long) LONG.get(bytes, i);
    }
    all ^= all >>> 32;
    all ^= all >>> 16;
    byte check = (byte) (all ^ all >>> 8);
    for (; i < end; i++) {
      check ^= bytes[i];
    }
    return check;
  }
}
