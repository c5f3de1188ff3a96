package org.joulegate.codec.sml;

/** Escape bytes that are data: sent twice, in fours. */
final class SmlEscapes {

  private SmlEscapes() {}

  /**
   * Copies data without the second of every two fours.
   *
   * @param into at least as long as the range
   * @return how many bytes were copied
   */
  static int remove(byte[] array, int start, int end, byte[] into) {
    int to = 0;
    int run = 0;
    for (int i = start; i < end; i++) {
      run = array[i] == SmlScanner.ESCAPE ? run + 1 : 0;
      into[to++] = array[i];
      if (run == 2 * SmlScanner.ESCAPE_RUN) {
        to -= SmlScanner.ESCAPE_RUN;
        run = 0;
      }
    }
    return to;
  }

  /** Where a byte of the copy stands in the data that it was copied from. */
  static int onWire(byte[] array, int start, int end, int position) {
    int kept = 0;
    int run = 0;
    for (int i = start; i < end; i++) {
      run = array[i] == SmlScanner.ESCAPE ? run + 1 : 0;
      if (run <= SmlScanner.ESCAPE_RUN) {
        if (kept == position) {
          return i;
        }
        kept++;
      } else if (run == 2 * SmlScanner.ESCAPE_RUN) {
        run = 0;
      }
    }
    return end;
  }
}
