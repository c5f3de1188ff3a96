package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.ByteSlice;

/** What came of opening a ciphered APDU. */
public sealed interface DlmsOpened {

  /**
   * The plain text.
   *
   * @param bytes in any array; {@link CipheredApdu#open} copies what stands in another than that of
   *     the content, so that a cipher may use its own again
   * @param authenticated whether a tag was checked. Without one a wrong key shows only in a content
   *     that makes no sense
   */
  record Plain(ByteSlice bytes, boolean authenticated) implements DlmsOpened {}

  /**
   * There is no key for it.
   *
   * @param what is missing: the encryption key, the authentication key
   */
  record KeyMissing(String what) implements DlmsOpened {}

  /** The tag does not match: another key, or damaged or forged bytes. Nothing of it may be used. */
  record KeyWrong() implements DlmsOpened {}

  /**
   * A protection that is not read.
   *
   * @param what it is
   */
  record Unsupported(String what) implements DlmsOpened {}
}
