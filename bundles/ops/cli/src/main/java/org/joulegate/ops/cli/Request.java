package org.joulegate.ops.cli;

import org.jspecify.annotations.Nullable;

/**
 * Bytes to decode, and what is needed besides.
 *
 * @param bytes the telegram or telegrams; not changed
 * @param key the key that opens them; null when none was given
 * @param authKey the key that authenticates them, where it is one of its own; null when none was
 *     given
 * @param frame how the bytes are framed, in words of the format; null when that is to be found out
 */
record Request(
    byte[] bytes, byte @Nullable [] key, byte @Nullable [] authKey, @Nullable String frame) {

  /** Bytes without keys. */
  static Request of(byte[] bytes) {
    return new Request(bytes, null, null, null);
  }

  /** The lengths, not the bytes and no key. */
  @Override
  public String toString() {
    return bytes.length + " bytes" + (key == null ? "" : " with a key");
  }
}
