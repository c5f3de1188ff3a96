package org.joulegate.codec.mbus.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * Keys in this process's memory. It is meant for tools and tests, and for gateways without a secure
 * element.
 *
 * <p>One thread at a time: the ciphers are kept from call to call, because making them anew costs
 * more than a telegram. {@link #close()} overwrites the keys.
 */
public final class SoftwareTelegramCipher implements TelegramCipher, AutoCloseable {

  private static final int KEY_LENGTH = 16;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final @Nullable AesKey keyOfAll;
  private final Map<MeterAddress, AesKey> keys;
  private final int leastMac;
  private final AesKey derived = new AesKey();
  private byte[] scratch = new byte[256];
  private final byte[] block = new byte[AesKey.BLOCK];

  private SoftwareTelegramCipher(
      @Nullable AesKey keyOfAll, Map<MeterAddress, AesKey> keys, int leastMac) {
    this.keyOfAll = keyOfAll;
    this.keys = keys;
    this.leastMac = leastMac;
  }

  /**
   * One persistent key, used for whatever meter is asked for.
   *
   * @param key 16 bytes; copied
   * @throws IllegalArgumentException when the key has another length
   */
  public static SoftwareTelegramCipher ofOneKey(byte[] key) {
    return new SoftwareTelegramCipher(aes(key), Map.of(), DEFAULT_LEAST_MAC);
  }

  /**
   * The persistent keys of several meters.
   *
   * @param keys 16 bytes for each; copied
   * @throws IllegalArgumentException when a key has another length
   */
  public static SoftwareTelegramCipher ofKeys(Map<MeterAddress, byte[]> keys) {
    Map<MeterAddress, AesKey> all = new HashMap<>();
    keys.forEach((meter, key) -> all.put(meter, aes(key)));
    return new SoftwareTelegramCipher(null, all, DEFAULT_LEAST_MAC);
  }

  /**
   * The same keys with another answer to {@link #leastMacLength()}. Closing either of both ends the
   * other one, too.
   *
   * @param bytes 0 to 16
   * @throws IllegalArgumentException when the length is outside its range
   */
  public SoftwareTelegramCipher withLeastMacLength(int bytes) {
    if (bytes < 0 || bytes > AesKey.BLOCK) {
      throw new IllegalArgumentException("a code has 0 to 16 bytes, not " + bytes);
    }
    return new SoftwareTelegramCipher(keyOfAll, keys, bytes);
  }

  @Override
  public int leastMacLength() {
    return leastMac;
  }

  @Override
  public Answer decryptCbc(KeyUse key, byte[] iv, ByteSlice in, byte[] out, int outOffset) {
    AesKey aes = find(key);
    if (aes == null) {
      return Answer.NO_KEY;
    }
    int length = in.length();
    byte[] sealed = scratch(length);
    in.copyTo(sealed, 0);
    aes.decrypt(sealed, length, out, outOffset);
    if (length > 0) {
      xor(out, outOffset, iv, 0, AesKey.BLOCK);
      xor(out, outOffset + AesKey.BLOCK, sealed, 0, length - AesKey.BLOCK);
    }
    return Answer.DONE;
  }

  @Override
  public Answer applyCtr(KeyUse key, byte[] counter, ByteSlice in, byte[] out, int outOffset) {
    AesKey aes = find(key);
    if (aes == null) {
      return Answer.NO_KEY;
    }
    int blocks = (in.length() + AesKey.BLOCK - 1) / AesKey.BLOCK;
    int length = blocks * AesKey.BLOCK;
    byte[] stream = scratch(2 * length);
    byte[] next = counter.clone();
    for (int i = 0; i < blocks; i++) {
      System.arraycopy(next, 0, stream, i * AesKey.BLOCK, AesKey.BLOCK);
      increment(next);
    }
    aes.encrypt(stream, 0, length, stream, length);
    in.copyTo(out, outOffset);
    for (int i = 0; i < in.length(); i++) {
      out[outOffset + i] ^= stream[length + i];
    }
    return Answer.DONE;
  }

  @Override
  public Answer cmac(KeyUse key, byte[] message, byte[] out) {
    AesKey aes = find(key);
    if (aes == null) {
      return Answer.NO_KEY;
    }
    aes.cmac(message, message.length, out);
    return Answer.DONE;
  }

  @Override
  public Answer openGcm(
      KeyUse key,
      byte[] nonce,
      ByteSlice authenticated,
      ByteSlice in,
      ByteSlice tag,
      byte[] out,
      int outOffset) {
    AesKey aes = find(key);
    if (aes == null) {
      return Answer.NO_KEY;
    }
    return aes.openGcm(nonce, authenticated, in, tag, out, outOffset)
        ? Answer.DONE
        : Answer.REFUSED;
  }

  @Override
  public Answer openCcm(
      KeyUse key,
      byte[] nonce,
      ByteSlice authenticated,
      ByteSlice in,
      ByteSlice tag,
      byte[] out,
      int outOffset) {
    AesKey aes = find(key);
    if (aes == null) {
      return Answer.NO_KEY;
    }
    return aes.openCcm(nonce, authenticated, in, tag, out, outOffset)
        ? Answer.DONE
        : Answer.REFUSED;
  }

  /** Overwrites the keys; afterwards there is no key for any meter. */
  @Override
  public void close() {
    if (keyOfAll != null) {
      keyOfAll.wipe();
    }
    keys.values().forEach(AesKey::wipe);
    derived.wipe();
    Arrays.fill(scratch, (byte) 0);
    Arrays.fill(block, (byte) 0);
  }

  private @Nullable AesKey find(KeyUse use) {
    AesKey persistent = keyOfAll != null ? keyOfAll : keys.get(use.meter());
    if (persistent == null || !persistent.isUsable()) {
      return null;
    }
    if (use.derivation() == KeyUse.Derivation.PERSISTENT) {
      return persistent;
    }
    use.writeDerivationBlock(block);
    persistent.cmac(block, AesKey.BLOCK, block);
    derived.use(block);
    return derived;
  }

  /** Exclusive or of whole blocks, eight bytes a step. */
  private static void xor(byte[] target, int at, byte[] with, int from, int length) {
    for (int i = 0; i < length; i += Long.BYTES) {
      LONG.set(target, at + i, (long) LONG.get(target, at + i) ^ (long) LONG.get(with, from + i));
    }
  }

  private byte[] scratch(int length) {
    if (scratch.length < length) {
      Arrays.fill(scratch, (byte) 0);
      scratch = new byte[length];
    }
    return scratch;
  }

  private static void increment(byte[] counter) {
    for (int i = counter.length - 1; i >= 0; i--) {
      if (++counter[i] != 0) {
        return;
      }
    }
  }

  private static AesKey aes(byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("an AES-128 key has 16 bytes, not " + key.length);
    }
    AesKey aes = new AesKey();
    aes.use(key);
    return aes;
  }
}
