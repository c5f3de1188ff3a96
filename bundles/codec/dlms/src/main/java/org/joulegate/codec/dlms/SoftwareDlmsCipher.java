package org.joulegate.codec.dlms;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * AES-GCM of the JDK with keys in this process (NIST SP 800-38D; Green Book, security suites 0 to
 * 2). It has one encryption key, which stands for whichever an APDU asks for. The keys are copied,
 * and shown nowhere.
 */
public final class SoftwareDlmsCipher implements DlmsCipher {

  private static final String AES = "AES";
  private static final int HIGHEST_SUITE = 2;
  private static final int SUITE_OF_LONG_KEYS = 2;
  private static final int KEY_BYTES = 16;
  private static final int LONG_KEY_BYTES = 32;

  /** In the counter mode within GCM the first block of text has the number 2. */
  private static final byte FIRST_TEXT_BLOCK = 2;

  private static final ByteSlice NOTHING = ByteSlice.of();

  private final @Nullable SecretKeySpec key;
  private final int keyBytes;
  private final byte @Nullable [] authKey;
  private @Nullable Cipher gcm;
  private @Nullable Cipher counterMode;

  private SoftwareDlmsCipher(byte @Nullable [] key, byte @Nullable [] authKey) {
    this.key = key == null ? null : new SecretKeySpec(key, AES);
    this.keyBytes = key == null ? 0 : key.length;
    this.authKey = authKey == null ? null : authKey.clone();
  }

  /**
   * A cipher with a block cipher key (EK, DLMS "global unicast encryption key") and an
   * authentication key (AK).
   *
   * @param key 16 or 32 bytes, or null when it is not known
   * @param authKey 16 or 32 bytes, or null when it is not known
   * @throws IllegalArgumentException when a key has another length; the message does not show it
   */
  public static SoftwareDlmsCipher of(byte @Nullable [] key, byte @Nullable [] authKey) {
    checkLength("the key", key);
    checkLength("the authentication key", authKey);
    return new SoftwareDlmsCipher(key, authKey);
  }

  @Override
  public DlmsOpened open(DlmsKeyUse use, DlmsSecurity security, ByteSlice content) {
    if (security.suite() > HIGHEST_SUITE) {
      return new DlmsOpened.Unsupported("security suite " + security.suite());
    }
    if (security.compressed()) {
      return new DlmsOpened.Unsupported("compressed content (V.44)");
    }
    if (!security.authenticated() && !security.encrypted()) {
      return new DlmsOpened.Plain(content, false);
    }
    if (security.systemTitle().length() != DlmsSecurity.TITLE_BYTES) {
      return new DlmsOpened.Unsupported("a sender without a system title of eight bytes");
    }
    if (key == null) {
      return new DlmsOpened.KeyMissing("the encryption key");
    }
    if (security.authenticated() && authKey == null) {
      return new DlmsOpened.KeyMissing("the authentication key");
    }
    if (!fits(security)) {
      return new DlmsOpened.KeyWrong();
    }
    try {
      return security.authenticated() ? checked(security, content) : unchecked(security, content);
    } catch (AEADBadTagException wrongTag) {
      return new DlmsOpened.KeyWrong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no AES-GCM", e);
    }
  }

  @Override
  public byte[] seal(DlmsKeyUse use, DlmsSecurity security, byte[] plain) {
    if (security.suite() > HIGHEST_SUITE || security.compressed()) {
      throw new IllegalArgumentException("no protection that is made: " + security.words());
    }
    if (!security.authenticated() && !security.encrypted()) {
      return plain.clone();
    }
    if (!fits(security) || (security.authenticated() && authKey == null)) {
      throw new IllegalStateException("no key for " + security.words());
    }
    try {
      if (!security.authenticated()) {
        return counterMode(security).doFinal(plain);
      }
      Cipher cipher = gcm(Cipher.ENCRYPT_MODE, security);
      if (security.encrypted()) {
        return cipher.doFinal(plain);
      }
      cipher.updateAAD(plain);
      byte[] tag = cipher.doFinal();
      byte[] sealed = Arrays.copyOf(plain, plain.length + tag.length);
      System.arraycopy(tag, 0, sealed, plain.length, tag.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no AES-GCM", e);
    }
  }

  /** Whether there is a key of the length that the suite asks for. */
  private boolean fits(DlmsSecurity security) {
    return keyBytes == (security.suite() == SUITE_OF_LONG_KEYS ? LONG_KEY_BYTES : KEY_BYTES);
  }

  private DlmsOpened checked(DlmsSecurity security, ByteSlice content)
      throws GeneralSecurityException {
    int text = content.length() - DlmsSecurity.TAG_BYTES;
    if (text < 0) {
      return new DlmsOpened.KeyWrong();
    }
    byte[] bytes = content.cursor().array();
    int from = content.offset();
    Cipher cipher = gcm(Cipher.DECRYPT_MODE, security);
    if (security.encrypted()) {
      byte[] plain = cipher.doFinal(bytes, from, content.length());
      return new DlmsOpened.Plain(ByteSlice.of(plain), true);
    }
    cipher.updateAAD(bytes, from, text);
    cipher.doFinal(bytes, from + text, DlmsSecurity.TAG_BYTES);
    return new DlmsOpened.Plain(new ByteSlice(bytes, from, text), true);
  }

  private DlmsOpened unchecked(DlmsSecurity security, ByteSlice content)
      throws GeneralSecurityException {
    byte[] bytes = content.cursor().array();
    byte[] plain = counterMode(security).doFinal(bytes, content.offset(), content.length());
    return new DlmsOpened.Plain(plain.length == 0 ? NOTHING : ByteSlice.of(plain), false);
  }

  /** Started, with SC, the authentication key and the context as authenticated data. */
  private Cipher gcm(int mode, DlmsSecurity security) throws GeneralSecurityException {
    Cipher cipher = gcm;
    if (cipher == null || mode == Cipher.ENCRYPT_MODE) {
      // A new one for each sealing: the JDK's refuses a vector that it has used, and the duty to
      // use each invocation counter once lies with the sender who counts.
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
      gcm = cipher;
    }
    int tagBits = DlmsSecurity.TAG_BYTES * Byte.SIZE;
    cipher.init(mode, key, new GCMParameterSpec(tagBits, security.initializationVector()));
    cipher.updateAAD(new byte[] {(byte) security.control()});
    if (authKey != null) {
      cipher.updateAAD(authKey);
    }
    if (security.context().length() > 0) {
      cipher.updateAAD(security.context().toByteArray());
    }
    return cipher;
  }

  private Cipher counterMode(DlmsSecurity security) throws GeneralSecurityException {
    Cipher cipher = counterMode;
    if (cipher == null) {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      counterMode = cipher;
    }
    byte[] block = Arrays.copyOf(security.initializationVector(), KEY_BYTES);
    block[KEY_BYTES - 1] = FIRST_TEXT_BLOCK;
    cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(block));
    return cipher;
  }

  private static void checkLength(String what, byte @Nullable [] bytes) {
    if (bytes != null && bytes.length != KEY_BYTES && bytes.length != LONG_KEY_BYTES) {
      throw new IllegalArgumentException(what + " has 16 or 32 bytes, not " + bytes.length);
    }
  }
}
