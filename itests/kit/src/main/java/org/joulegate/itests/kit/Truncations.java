package org.joulegate.itests.kit;

import java.util.Arrays;

/** A telegram cut off at every byte. */
public final class Truncations {

  private Truncations() {}

  /**
   * Gives every proper beginning of a telegram, from none to all but one of its bytes.
   *
   * @param check gets an array of its own each time, and its length
   */
  public static void forEach(byte[] telegram, Damaged check) throws Exception {
    for (int length = 0; length < telegram.length; length++) {
      try {
        check.accept(Arrays.copyOf(telegram, length), length);
      } catch (AssertionError e) {
        throw new AssertionError("cut off after " + length + " bytes: " + e.getMessage(), e);
      }
    }
  }
}
