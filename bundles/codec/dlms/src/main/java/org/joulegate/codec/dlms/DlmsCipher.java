package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.ByteSlice;

/**
 * Seals and opens ciphered APDUs with keys that stay inside. An implementation for a key memory
 * hands the whole work to it; {@link SoftwareDlmsCipher} does it with keys in this process.
 *
 * <p>The algorithm is that of {@link DlmsSecurity#suite()}: AES-GCM with a key of 128 bits (suites
 * 0 and 1) or 256 bits (suite 2), a tag of twelve bytes, and SC and the authentication key as
 * additional authenticated data (Green Book, "Ciphering and authentication"). A cipher is used by
 * one thread at a time.
 */
public interface DlmsCipher {

  /** A cipher without keys: it opens what is not protected, and nothing else. */
  DlmsCipher NONE = SoftwareDlmsCipher.of(null, null);

  /**
   * Opens a content.
   *
   * @param security the header that came with it
   * @param content ciphertext or plain text, followed by the tag when the header says so
   */
  DlmsOpened open(DlmsSecurity security, ByteSlice content);

  /**
   * Seals a plain text as the header says.
   *
   * @return ciphertext or plain text, followed by the tag when the header says so
   * @throws IllegalStateException when a key for it is missing
   */
  byte[] seal(DlmsSecurity security, byte[] plain);
}
