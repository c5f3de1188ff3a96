package org.joulegate.codec.mbus.transport;

import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * The configuration field with its extension, by security mode (EN 13757-7:2018, 7.7).
 *
 * @param field the configuration field, 0 to 0xFFFF
 * @param extension the first byte of the extension in mode 7, both bytes in modes 9 and 10
 * @param extensionLength bytes behind the configuration field that belong to it
 * @param keyVersion 0 to 255; -1 when absent
 * @param counter the message counter in the header, 0 to 2^32 - 1; -1 when absent
 */
record Configuration(int field, int extension, int extensionLength, int keyVersion, long counter) {

  static final Configuration NONE = new Configuration(0, 0, 0, -1, -1);

  private static final int GCM_TAG = 12;
  private static final int COUNTER_PRESENT = 0x2000;
  private static final int VERSION_PRESENT = 0x40;
  private static final int ALL = 0xFF;

  /** In place of the length of an extension: there is no configuration. */
  private static final int SIGNATURE = -1;

  /** A field that an older meter filled with a signature, which is not looked into. */
  static Configuration ofSignature(int field) {
    return new Configuration(field, 0, SIGNATURE, -1, -1);
  }

  /**
   * Whether a field can be what it seems: its mode has a meaning, and no more bytes are announced
   * to be sealed than there are.
   */
  static boolean isPossible(int field, byte[] array, int position, int end) {
    int mode = (field >>> 8) & 0x1F;
    int available = end - position;
    switch (mode) {
      case 2:
      case 3:
        return (field & ALL) <= available;
      case 5:
        return blocks(field, available) <= available;
      case 7:
        available -= available < 1 ? 1 : 1 + optionalLength(field, array[position]);
        return available >= 0 && blocks(field, available) <= available;
      case 9:
      case 10:
        if (available < 2) {
          return false;
        }
        int extension = LayerReader.u16(array, position);
        Configuration head = new Configuration(field, extension, 2, -1, -1);
        available -= 2 + optionalLength(field, keyByte(field, extension)) + head.tagLength();
        return available >= 0 && head.sealedLength(available) <= available;
      case 13:
        return available >= 1;
      default:
        return !new Configuration(field, 0, 0, -1, -1).isUndefined();
    }
  }

  private static int optionalLength(int field, int keyByte) {
    return ((keyByte & VERSION_PRESENT) != 0 ? 1 : 0) + ((field & COUNTER_PRESENT) != 0 ? 4 : 0);
  }

  private static int blocks(int field, int available) {
    int blocks = (field >>> 4) & 0xF;
    return blocks == 0xF ? available : 16 * blocks;
  }

  static Configuration read(int field, byte[] array, int position, int end)
      throws MalformedTelegramException {
    int mode = (field >>> 8) & 0x1F;
    int bytes;
    switch (mode) {
      case 7:
      case 13:
        bytes = 1;
        break;
      case 9:
      case 10:
        bytes = 2;
        break;
      default:
        return field == 0 ? NONE : new Configuration(field, 0, 0, -1, -1);
    }
    LayerReader.require(position, bytes, end, "the extension of the configuration field");
    int extension = array[position] & 0xFF;
    if (bytes == 2) {
      extension |= (array[position + 1] & 0xFF) << Byte.SIZE;
    }
    if (mode == 13) {
      return new Configuration(field, extension, bytes, -1, -1);
    }
    return optionalFields(field, extension, array, position, bytes, end);
  }

  private static Configuration optionalFields(
      int field, int extension, byte[] array, int start, int bytes, int end)
      throws MalformedTelegramException {
    int position = start + bytes;
    int version = -1;
    if ((keyByte(field, extension) & VERSION_PRESENT) != 0) {
      LayerReader.require(position, 1, end, "a key version");
      version = array[position++] & 0xFF;
    }
    long counter = -1;
    if ((field & COUNTER_PRESENT) != 0) {
      LayerReader.require(position, 4, end, "a message counter");
      counter = LayerReader.u32(array, position);
      position += 4;
    }
    return new Configuration(field, extension, position - start, version, counter);
  }

  /** In mode 9 the number of sealed bytes stands first in the extension, the key second. */
  private static int keyByte(int field, int extension) {
    return ((field >>> 8) & 0x1F) == 9 ? extension >>> Byte.SIZE : extension & 0xFF;
  }

  int mode() {
    return (field >>> 8) & 0x1F;
  }

  /** Whether the mode is one to which the standard gave no meaning. */
  boolean isUndefined() {
    int mode = mode();
    return mode >= 16 || mode == 6 || mode == 11 || mode == 12 || mode == 14;
  }

  /** Whether this is a signature and says nothing of the message. */
  boolean isSignature() {
    return extensionLength == SIGNATURE;
  }

  /** The message counter: of the header, else of the authentication layer; -1 without one. */
  long counter(@Nullable AuthenticationLayer afl) {
    return counter >= 0 || afl == null ? counter : afl.messageCounter();
  }

  int keyId() {
    return keyByte(field, extension) & 0xF;
  }

  /** 0 the persistent key, 1 key derivation function A. Before it could be said, A was meant. */
  int keyDerivation() {
    return extensionLength == 0 || mode() == 13 ? 1 : (keyByte(field, extension) >>> 4) & 3;
  }

  /** Bytes of the tag in modes 9 and 10. */
  int tagLength() {
    return mode() == 9 ? GCM_TAG : 4 + 4 * ((extension >>> Byte.SIZE) & 3);
  }

  /**
   * How many of the bytes behind the header are sealed.
   *
   * @param available the bytes behind the header, a tag excluded
   */
  int sealedLength(int available) {
    switch (mode()) {
      case 0:
        return 0;
      case 2:
      case 3:
        int bytes = field & ALL;
        return bytes == 0 || bytes > available ? available : bytes;
      case 5:
      case 7:
        return blocks(field, available);
      case 9:
        return sealedBytes(extension & ALL, available);
      case 10:
        return sealedBytes(field & ALL, available);
      default:
        return available;
    }
  }

  private static int sealedBytes(int announced, int available) {
    return announced == ALL ? available : announced;
  }
}
