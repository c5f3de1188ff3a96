package org.joulegate.codec.mbus.transport;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the layers below the transport header. */
final class LayerReader {

  private static final int MESSAGE_CONTROL = 0x2000;
  private static final int MESSAGE_LENGTH = 0x1000;
  private static final int MESSAGE_COUNTER = 0x0800;
  private static final int MAC = 0x0400;
  private static final int KEY_INFORMATION = 0x0200;

  /** Bytes of an authentication code by its type (EN 13757-7:2018, Table 7); 0 where reserved. */
  private static final int[] MAC_LENGTHS = {0, 0, 0, 2, 4, 8, 12, 16, 12, 0, 0, 0, 0, 0, 0, 0};

  private LayerReader() {}

  /** The bytes of an authentication code of a type, 0 when the type is none or reserved. */
  static int macLength(int type) {
    return MAC_LENGTHS[type & 0xF];
  }

  /**
   * The extended link layer whose CI field stands at an offset.
   *
   * <p>Type V (CI 86) has a third byte that announces optional fields; only the form without any is
   * read.
   */
  static ExtendedLinkLayer link(byte[] array, int offset, int end)
      throws MalformedTelegramException {
    int ci = array[offset] & 0xFF;
    boolean withAddress = ci == 0x8E || ci == 0x8F;
    boolean withSession = ci == 0x8D || ci == 0x8F;
    int length = 3 + (withAddress ? MeterAddress.LENGTH : 0) + (withSession ? 6 : 0);
    if (ci == 0x86) {
      length = 4;
    }
    require(offset, length, end, "an extended link layer");
    if (ci == 0x86 && array[offset + 3] != 0) {
      throw new MalformedTelegramException(
          Kind.UNSUPPORTED,
          offset + 3,
          "an extended link layer V without optional fields",
          Hex.ofByte(array[offset + 3]));
    }
    int position = offset + 3;
    MeterAddress address = null;
    if (withAddress) {
      address = MeterAddress.ofLink(array, position);
      position += MeterAddress.LENGTH;
    }
    long session = withSession ? u32(array, position) : -1;
    int checksum = withSession ? u16(array, position + 4) : -1;
    return new ExtendedLinkLayer(
        offset,
        length,
        ci,
        array[offset + 1] & 0xFF,
        array[offset + 2] & 0xFF,
        address,
        session,
        checksum);
  }

  /** Checks what follows an unsealed extended link layer against the checksum in front of it. */
  static void checkPayload(byte[] array, int position, int end, int checksum)
      throws MalformedTelegramException {
    int crc = Crc16.en13757(array, position, end - position);
    if (crc != checksum) {
      throw new MalformedTelegramException(
          Kind.CRC,
          position - 2,
          "checksum " + Hex.ofByte(crc) + Hex.ofByte(crc >>> Byte.SIZE).substring(2),
          Hex.ofByte(checksum) + Hex.ofByte(checksum >>> Byte.SIZE).substring(2));
    }
  }

  /** The authentication layer whose CI field stands at an offset. */
  static AuthenticationLayer authentication(byte[] array, int offset, int end)
      throws MalformedTelegramException {
    require(offset, 4, end, "an authentication layer");
    int length = 2 + (array[offset + 1] & 0xFF);
    require(offset, length, end, "an authentication layer of " + (length - 2) + " bytes");
    int layerEnd = offset + length;
    require(offset + 2, 2, layerEnd, "a fragmentation control field");
    int fragmentation = u16(array, offset + 2);
    int position = offset + 4;
    int control = -1;
    if ((fragmentation & MESSAGE_CONTROL) != 0) {
      require(position, 1, layerEnd, "a message control field");
      control = array[position++] & 0xFF;
    }
    int key = -1;
    if ((fragmentation & KEY_INFORMATION) != 0) {
      require(position, 2, layerEnd, "a key information field");
      key = u16(array, position);
      position += 2;
    }
    long counter = -1;
    if ((fragmentation & MESSAGE_COUNTER) != 0) {
      require(position, 4, layerEnd, "a message counter");
      counter = u32(array, position);
      position += 4;
    }
    int lengthBytes = (fragmentation & MESSAGE_LENGTH) != 0 ? 2 : 0;
    ByteSlice mac = mac(array, position, layerEnd, fragmentation, control, lengthBytes);
    position += mac.length();
    require(position, lengthBytes, layerEnd, "a message length");
    int messageLength = lengthBytes == 0 ? -1 : u16(array, position);
    position += lengthBytes;
    if (position != layerEnd) {
      throw MalformedTelegramException.malformed(
          position, "the end of the authentication layer", (layerEnd - position) + " more bytes");
    }
    return new AuthenticationLayer(
        offset, length, fragmentation, control, key, counter, mac, messageLength);
  }

  /** The last fragment need not repeat the control field: then the code fills what is left. */
  private static ByteSlice mac(
      byte[] array, int position, int end, int fragmentation, int control, int lengthBytes)
      throws MalformedTelegramException {
    if ((fragmentation & MAC) == 0) {
      return ByteSlice.of();
    }
    int length = control < 0 ? Math.max(0, end - position - lengthBytes) : macLength(control);
    if (length == 0 && control >= 0) {
      length = Math.max(0, end - position - lengthBytes);
    }
    require(position, length, end, "an authentication code of " + length + " bytes");
    return new ByteSlice(array, position, length);
  }

  static void require(int position, int count, int end, @Nullable String what)
      throws MalformedTelegramException {
    if (count > end - position) {
      throw MalformedTelegramException.truncated(
          end, what + " from byte " + position, (end - position) + " bytes");
    }
  }

  static int u16(byte[] array, int offset) {
    return (array[offset] & 0xFF) | (array[offset + 1] & 0xFF) << Byte.SIZE;
  }

  static long u32(byte[] array, int offset) {
    return u16(array, offset) | (long) u16(array, offset + 2) << 16;
  }
}
