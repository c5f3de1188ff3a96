package org.joulegate.codec.mbus.transport;

import org.joulegate.codec.bytes.ByteSlice;

/** What goes into the ciphers beside key and message. */
final class Nonces {

  private static final int BLOCK = 16;

  /** Bits of the CC field that a repeater changes: hop count and repeated access. */
  private static final int CHANGED_BY_REPEATER = 0x12;

  private Nonces() {}

  /** Mode 5 (EN 13757-7:2018, 9.4.4): the meter's address, then the access number eight times. */
  static void writeMode5(byte[] iv, MeterAddress meter, int accessNumber) {
    meter.writeLink(iv, 0);
    for (int i = MeterAddress.LENGTH; i < BLOCK; i++) {
      iv[i] = (byte) accessNumber;
    }
  }

  /**
   * Extended link layer (EN 13757-4:2019, 13.2.8): address, CC field, session number, frame 0 of
   * the session, block 0.
   */
  static byte[] link(MeterAddress address, ExtendedLinkLayer layer) {
    byte[] counter = new byte[BLOCK];
    address.writeLink(counter, 0);
    counter[8] = (byte) (layer.communicationControl() & ~CHANGED_BY_REPEATER);
    writeLittle(counter, 9, layer.sessionNumber());
    return counter;
  }

  /** Mode 9 (EN 13757-7:2018, 9.4.7): the address as fixed field, the counter as invocation. */
  static byte[] gcm(MeterAddress meter, long counter) {
    byte[] nonce = new byte[12];
    meter.writeLink(nonce, 0);
    writeBig(nonce, 8, counter);
    return nonce;
  }

  /**
   * Mode 10 (EN 13757-7:2018, 9.4.8): the address, a zero, the counter with its high byte first.
   */
  static byte[] ccm(MeterAddress meter, long counter) {
    byte[] nonce = new byte[13];
    meter.writeLink(nonce, 0);
    writeBig(nonce, 9, counter);
    return nonce;
  }

  /**
   * What an authentication code covers: message control, message counter and message length as far
   * as present, then all that follows the layer (EN 13757-7:2018, 9.5).
   */
  static byte[] authenticated(AuthenticationLayer layer, byte[] array, int end) {
    int start = layer.offset() + layer.length();
    int control = layer.messageControl() < 0 ? 0 : 1;
    int counter = layer.messageCounter() < 0 ? 0 : 4;
    int length = layer.messageLength() < 0 ? 0 : 2;
    byte[] covered = new byte[control + counter + length + end - start];
    if (control > 0) {
      covered[0] = (byte) layer.messageControl();
    }
    if (counter > 0) {
      writeLittle(covered, control, layer.messageCounter());
    }
    int position = control + counter;
    if (length > 0) {
      covered[position++] = (byte) layer.messageLength();
      covered[position++] = (byte) (layer.messageLength() >>> Byte.SIZE);
    }
    System.arraycopy(array, start, covered, position, end - start);
    return covered;
  }

  /** Compares a code with the first bytes of the one expected, in a time that tells nothing. */
  static boolean equal(ByteSlice code, byte[] expected) {
    int difference = 0;
    for (int i = 0; i < code.length(); i++) {
      difference |= code.u8(i) ^ (expected[i] & 0xFF);
    }
    return difference == 0;
  }

  private static void writeLittle(byte[] array, int offset, long value) {
    for (int i = 0; i < 4; i++) {
      array[offset + i] = (byte) (value >>> (i * Byte.SIZE));
    }
  }

  private static void writeBig(byte[] array, int offset, long value) {
    for (int i = 0; i < 4; i++) {
      array[offset + i] = (byte) (value >>> ((3 - i) * Byte.SIZE));
    }
  }
}
