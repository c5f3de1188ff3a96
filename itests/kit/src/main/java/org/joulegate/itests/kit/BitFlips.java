package org.joulegate.itests.kit;

/** A telegram with each of its bits changed, one at a time. */
public final class BitFlips {

  private BitFlips() {}

  /**
   * Gives the telegram with one bit changed, for every bit.
   *
   * @param check gets an array of its own each time, and the number of the bit: eight times the
   *     offset of its byte, and its place there
   */
  public static void forEach(byte[] telegram, Damaged check) throws Exception {
    for (int bit = 0; bit < Byte.SIZE * telegram.length; bit++) {
      byte[] damaged = telegram.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      try {
        check.accept(damaged, bit);
      } catch (AssertionError e) {
        String where = "bit " + bit % Byte.SIZE + " of byte " + bit / Byte.SIZE + ": ";
        throw new AssertionError(where + e.getMessage(), e);
      }
    }
  }
}
