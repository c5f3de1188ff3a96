package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.ByteSlice;

/**
 * The security header of a ciphered APDU (DLMS UA Green Book, "Ciphered xDLMS APDUs"; IEC
 * 62056-5-3), with what goes into the initialization vector and the authenticated data besides.
 *
 * @param control the security control byte: suite in bits 0 to 3, authenticated in bit 4, encrypted
 *     in bit 5, key set in bit 6, compressed in bit 7
 * @param systemTitle of the sender, eight bytes; the first half of the initialization vector
 * @param invocationCounter 0 to 2^32 - 1; the second half. A receiver that guards against replay
 *     takes each counter of a sender once, and only higher ones
 * @param context of general-ciphering, the encoded fields from the transaction-id to
 *     other-information, which are authenticated as well; empty for every other APDU
 */
public record DlmsSecurity(
    int control, ByteSlice systemTitle, long invocationCounter, ByteSlice context) {

  /** Bytes of a system title. */
  public static final int TITLE_BYTES = 8;

  /** Bytes of an authentication tag in suites 0, 1 and 2. */
  public static final int TAG_BYTES = 12;

  private static final int AUTHENTICATED = 0x10;
  private static final int ENCRYPTED = 0x20;
  private static final int BROADCAST = 0x40;
  private static final int COMPRESSED = 0x80;

  /** The security suite, 0 to 15; 0, 1 and 2 are defined. */
  public int suite() {
    return control & 0xF;
  }

  /** Whether a tag authenticates the APDU. */
  public boolean authenticated() {
    return (control & AUTHENTICATED) != 0;
  }

  /** Whether the APDU is encrypted. */
  public boolean encrypted() {
    return (control & ENCRYPTED) != 0;
  }

  /** Whether the broadcast key is used, not the unicast key. */
  public boolean broadcast() {
    return (control & BROADCAST) != 0;
  }

  /** Whether the APDU was compressed before it was ciphered (V.44). */
  public boolean compressed() {
    return (control & COMPRESSED) != 0;
  }

  /**
   * The initialization vector of AES-GCM: system title and invocation counter.
   *
   * @throws IllegalArgumentException when the system title has not eight bytes: two senders could
   *     come to the same vector
   */
  public byte[] initializationVector() {
    if (systemTitle.length() != TITLE_BYTES) {
      throw new IllegalArgumentException("a system title has 8 bytes, not " + systemTitle.length());
    }
    byte[] vector = new byte[TITLE_BYTES + Integer.BYTES];
    for (int i = 0; i < TITLE_BYTES; i++) {
      vector[i] = (byte) systemTitle.u8(i);
    }
    for (int i = 0; i < Integer.BYTES; i++) {
      vector[TITLE_BYTES + i] = (byte) (invocationCounter >>> (24 - Byte.SIZE * i));
    }
    return vector;
  }

  /** The control byte in words: {@code suite 0, authenticated, encrypted}. */
  public String words() {
    return "suite "
        + suite()
        + (authenticated() ? ", authenticated" : "")
        + (encrypted() ? ", encrypted" : "")
        + (broadcast() ? ", broadcast key" : "")
        + (compressed() ? ", compressed" : "");
  }
}
