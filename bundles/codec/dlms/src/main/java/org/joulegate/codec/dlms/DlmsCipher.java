package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.ByteSlice;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Seals and opens ciphered APDUs with keys that stay inside. An implementation for a key memory
 * hands the whole work to it; {@link SoftwareDlmsCipher} does it with keys in this process.
 *
 * <p>The algorithm is that of {@link DlmsSecurity#suite()}: AES-GCM with a key of 128 bits (suites
 * 0 and 1) or 256 bits (suite 2), a tag of twelve bytes, and SC and the authentication key as
 * additional authenticated data (Green Book, "Ciphering and authentication"). A cipher is used by
 * one thread at a time.
 */
@ConsumerType
public interface DlmsCipher {

  /** A cipher without keys: it opens what is not protected, and nothing else. */
  DlmsCipher NONE = SoftwareDlmsCipher.of(null, null);

  /**
   * Opens a content.
   *
   * @param use which key it is sealed with; a cipher with one key for all may pass over it
   * @param security the header that came with it
   * @param content ciphertext or plain text, followed by the tag when the header says so
   */
  DlmsOpened open(DlmsKeyUse use, DlmsSecurity security, ByteSlice content);

  /**
   * Seals a plain text as the header says.
   *
   * @param use which key to seal it with
   * @return ciphertext or plain text, followed by the tag when the header says so
   * @throws IllegalArgumentException when the header has a suite other than 0 to 2, says that the
   *     text is compressed, or has no system title of eight bytes
   * @throws IllegalStateException when a key for it is missing
   */
  byte[] seal(DlmsKeyUse use, DlmsSecurity security, byte[] plain);
}
