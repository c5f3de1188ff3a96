package org.joulegate.codec.mbus.transport;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * One AES-128 key with its ciphers, which are made when first needed and kept: with them a telegram
 * costs no key schedule and no look-up of an algorithm.
 */
final class AesKey {

  static final int BLOCK = 16;

  private final byte[] key = new byte[BLOCK];
  private boolean usable;
  private @Nullable Cipher encryption;
  private @Nullable Cipher decryption;
  private @Nullable Cipher gcm;
  private boolean encryptionReady;
  private boolean decryptionReady;
  private byte @Nullable [] lastBlockMask;

  /** Takes a key in place of the one before. */
  void use(byte[] bytes) {
    System.arraycopy(bytes, 0, key, 0, BLOCK);
    usable = true;
    encryptionReady = false;
    decryptionReady = false;
    lastBlockMask = null;
  }

  boolean isUsable() {
    return usable;
  }

  /** Forgets the key. */
  void wipe() {
    Arrays.fill(key, (byte) 0);
    usable = false;
    encryption = null;
    decryption = null;
    gcm = null;
    encryptionReady = false;
    decryptionReady = false;
    lastBlockMask = null;
  }

  /** Whole blocks, each by itself. */
  void encrypt(byte[] in, int offset, int length, byte[] out, int outOffset) {
    try {
      encryption().update(in, offset, length, out, outOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES is not to be had", e);
    }
  }

  /** Whole blocks, each by itself. */
  void decrypt(byte[] in, int length, byte[] out, int outOffset) {
    try {
      decryption().update(in, 0, length, out, outOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES is not to be had", e);
    }
  }

  /**
   * The CMAC of a message (RFC 4493).
   *
   * @param out 16 bytes; may be the message itself
   */
  void cmac(byte[] message, int length, byte[] out) {
    byte[] mask = lastBlockMask();
    int whole = length == 0 ? 0 : (length - 1) / BLOCK * BLOCK;
    byte[] state = new byte[BLOCK];
    for (int i = 0; i < whole; i += BLOCK) {
      for (int k = 0; k < BLOCK; k++) {
        state[k] ^= message[i + k];
      }
      encrypt(state, 0, BLOCK, state, 0);
    }
    int rest = length - whole;
    for (int k = 0; k < rest; k++) {
      state[k] ^= message[whole + k];
    }
    if (rest < BLOCK) {
      state[rest] ^= (byte) 0x80;
      mask = doubled(mask);
    }
    for (int k = 0; k < BLOCK; k++) {
      state[k] ^= mask[k];
    }
    encrypt(state, 0, BLOCK, out, 0);
  }

  boolean openGcm(
      byte[] nonce,
      ByteSlice authenticated,
      ByteSlice in,
      ByteSlice tag,
      byte[] out,
      int outOffset) {
    try {
      Cipher cipher = gcm;
      if (cipher == null) {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        gcm = cipher;
      }
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(tag.length() * Byte.SIZE, nonce));
      cipher.updateAAD(authenticated.toByteArray());
      byte[] plain = cipher.doFinal(joined(in, tag));
      System.arraycopy(plain, 0, out, outOffset, plain.length);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not to be had", e);
    }
  }

  /** CCM of SP 800-38C with a nonce of 13 bytes, which leaves two for the length. */
  boolean openCcm(
      byte[] nonce,
      ByteSlice authenticated,
      ByteSlice in,
      ByteSlice tag,
      byte[] out,
      int outOffset) {
    int length = in.length();
    byte[] stream = ccmStream(nonce, length);
    byte[] plain = in.toByteArray();
    for (int i = 0; i < length; i++) {
      plain[i] ^= stream[BLOCK + i];
    }
    byte[] mac = ccmMac(nonce, authenticated, plain, tag.length());
    int difference = 0;
    for (int i = 0; i < tag.length(); i++) {
      difference |= (tag.u8(i) ^ mac[i] ^ stream[i]) & 0xFF;
    }
    if (difference != 0) {
      return false;
    }
    System.arraycopy(plain, 0, out, outOffset, length);
    return true;
  }

  /** CCM for the encoder: the sealed text with its tag behind it. */
  byte[] sealCcm(byte[] nonce, byte[] authenticated, byte[] plain, int tagLength) {
    byte[] stream = ccmStream(nonce, plain.length);
    byte[] mac = ccmMac(nonce, ByteSlice.of(authenticated), plain, tagLength);
    byte[] sealed = Arrays.copyOf(plain, plain.length + tagLength);
    for (int i = 0; i < plain.length; i++) {
      sealed[i] ^= stream[BLOCK + i];
    }
    for (int i = 0; i < tagLength; i++) {
      sealed[plain.length + i] = (byte) (mac[i] ^ stream[i]);
    }
    return sealed;
  }

  /** GCM for the encoder: the sealed text with its tag behind it. */
  byte[] sealGcm(byte[] nonce, byte[] authenticated, byte[] plain, int tagLength) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(tagLength * Byte.SIZE, nonce));
      cipher.updateAAD(authenticated);
      return cipher.doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not to be had", e);
    }
  }

  /** The key stream: its first block is for the tag, those behind it for the text. */
  private byte[] ccmStream(byte[] nonce, int length) {
    int blocks = 1 + (length + BLOCK - 1) / BLOCK;
    byte[] stream = new byte[blocks * BLOCK];
    for (int i = 0; i < blocks; i++) {
      stream[i * BLOCK] = 1;
      System.arraycopy(nonce, 0, stream, i * BLOCK + 1, nonce.length);
      stream[i * BLOCK + BLOCK - 2] = (byte) (i >>> Byte.SIZE);
      stream[i * BLOCK + BLOCK - 1] = (byte) i;
    }
    encrypt(stream, 0, stream.length, stream, 0);
    return stream;
  }

  private byte[] ccmMac(byte[] nonce, ByteSlice authenticated, byte[] plain, int tagLength) {
    int header = authenticated.length() == 0 ? 0 : padded(2 + authenticated.length());
    byte[] formatted = new byte[BLOCK + header + padded(plain.length)];
    formatted[0] = (byte) ((header > 0 ? 0x40 : 0) | (tagLength - 2) / 2 << 3 | 1);
    System.arraycopy(nonce, 0, formatted, 1, nonce.length);
    formatted[BLOCK - 2] = (byte) (plain.length >>> Byte.SIZE);
    formatted[BLOCK - 1] = (byte) plain.length;
    if (header > 0) {
      formatted[BLOCK] = (byte) (authenticated.length() >>> Byte.SIZE);
      formatted[BLOCK + 1] = (byte) authenticated.length();
      authenticated.copyTo(formatted, BLOCK + 2);
    }
    System.arraycopy(plain, 0, formatted, BLOCK + header, plain.length);
    byte[] state = new byte[BLOCK];
    for (int i = 0; i < formatted.length; i += BLOCK) {
      for (int k = 0; k < BLOCK; k++) {
        state[k] ^= formatted[i + k];
      }
      encrypt(state, 0, BLOCK, state, 0);
    }
    return state;
  }

  private static int padded(int length) {
    return (length + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static byte[] joined(ByteSlice in, ByteSlice tag) {
    byte[] joined = new byte[in.length() + tag.length()];
    in.copyTo(joined, 0);
    tag.copyTo(joined, in.length());
    return joined;
  }

  /** K1 of RFC 4493, by which a whole last block is masked. */
  private byte[] lastBlockMask() {
    byte[] mask = lastBlockMask;
    if (mask == null) {
      byte[] zero = new byte[BLOCK];
      encrypt(zero, 0, BLOCK, zero, 0);
      mask = doubled(zero);
      lastBlockMask = mask;
    }
    return mask;
  }

  /** Twice an element of the field GF(2^128) as CMAC counts it. */
  private static byte[] doubled(byte[] value) {
    byte[] result = new byte[BLOCK];
    int carry = 0;
    for (int i = BLOCK - 1; i >= 0; i--) {
      int bits = (value[i] & 0xFF) << 1 | carry;
      result[i] = (byte) bits;
      carry = bits >>> Byte.SIZE;
    }
    result[BLOCK - 1] ^= (byte) (-carry & 0x87);
    return result;
  }

  private Cipher encryption() throws GeneralSecurityException {
    Cipher cipher = encryption;
    if (cipher == null) {
      cipher = Cipher.getInstance("AES/ECB/NoPadding");
      encryption = cipher;
    }
    if (!encryptionReady) {
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      encryptionReady = true;
    }
    return cipher;
  }

  private Cipher decryption() throws GeneralSecurityException {
    Cipher cipher = decryption;
    if (cipher == null) {
      cipher = Cipher.getInstance("AES/ECB/NoPadding");
      decryption = cipher;
    }
    if (!decryptionReady) {
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
      decryptionReady = true;
    }
    return cipher;
  }
}
