package org.joulegate.codec.mbus.transport;

import org.joulegate.codec.bytes.ByteSlice;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The one door to the meters' keys. The decoder says which key an operation needs and never sees
 * it, so that keys can stay in the memory that guards them.
 *
 * <p>Every operation derives the key that {@link KeyUse} describes, uses it, and forgets it. None
 * throws because of a telegram's content. Input and output never overlap. An implementation says
 * itself whether threads may share it.
 */
@ConsumerType
public interface TelegramCipher {

  /** The length of the code of OMS security profile B. */
  int DEFAULT_LEAST_MAC = 8;

  /** How an operation ended. */
  enum Answer {
    /** The output is written; an authentication tag, where there is one, is right. */
    DONE,
    /** There is no such key for this meter; nothing is written. */
    NO_KEY,
    /** The authentication tag is not right; nothing is written. */
    REFUSED
  }

  /**
   * The fewest bytes of an authentication code or tag that are taken, 0 to 16. A message says
   * itself how long its code is, so without this bound a forger would choose the shortest. 0 opens
   * messages in mode 7 without a code, too, and then whoever sends them can change what they say.
   */
  default int leastMacLength() {
    return DEFAULT_LEAST_MAC;
  }

  /**
   * AES-128 in CBC, decryption, without padding.
   *
   * @param iv 16 bytes
   * @param in a multiple of 16 bytes
   */
  Answer decryptCbc(KeyUse key, byte[] iv, ByteSlice in, byte[] out, int outOffset);

  /**
   * AES-128 in counter mode; encryption and decryption are the same.
   *
   * @param counter the first counter block, 16 bytes, counted up as one big-endian number
   */
  Answer applyCtr(KeyUse key, byte[] counter, ByteSlice in, byte[] out, int outOffset);

  /**
   * The CMAC of AES-128 (RFC 4493).
   *
   * @param out 16 bytes that are overwritten
   */
  Answer cmac(KeyUse key, byte[] message, byte[] out);

  /**
   * Verification and decryption by AES-128-GCM.
   *
   * @param nonce 12 bytes
   * @param tag 12 to 16 bytes
   */
  Answer openGcm(
      KeyUse key,
      byte[] nonce,
      ByteSlice authenticated,
      ByteSlice in,
      ByteSlice tag,
      byte[] out,
      int outOffset);

  /**
   * Verification and decryption by AES-128-CCM.
   *
   * @param nonce 13 bytes
   * @param tag 4, 8, 12 or 16 bytes
   */
  Answer openCcm(
      KeyUse key,
      byte[] nonce,
      ByteSlice authenticated,
      ByteSlice in,
      ByteSlice tag,
      byte[] out,
      int outOffset);
}
