package org.joulegate.codec.mbus.transport;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
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

  /** The key itself, for the encoder. */
  byte[] bytes() {
    return key.clone();
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

  boolean openCcm(
      byte[] nonce,
      ByteSlice authenticated,
      ByteSlice in,
      ByteSlice tag,
      byte[] out,
      int outOffset) {
    try {
      var cipher = CCMBlockCipher.newInstance(AESEngine.newInstance());
      cipher.init(
          false,
          new AEADParameters(
              new KeyParameter(key), tag.length() * Byte.SIZE, nonce, authenticated.toByteArray()));
      byte[] sealed = joined(in, tag);
      byte[] plain = new byte[in.length()];
      cipher.processBytes(sealed, 0, sealed.length, plain, 0);
      cipher.doFinal(plain, 0);
      System.arraycopy(plain, 0, out, outOffset, plain.length);
      return true;
    } catch (InvalidCipherTextException e) {
      return false;
    }
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
