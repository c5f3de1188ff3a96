package org.joulegate.codec.iec62056;

import java.util.ArrayList;
import java.util.List;

/** Characters of seven bits with an even parity bit, received as eight bits. */
final class Parity {

  private Parity() {}

  /** Whether every byte has even parity and at least one has its highest bit set. */
  static boolean isEven(byte[] bytes, int offset, int length) {
    int all = 0;
    for (int i = offset; i < offset + length; i++) {
      if ((Integer.bitCount(bytes[i] & 0xFF) & 1) != 0) {
        return false;
      }
      all |= bytes[i];
    }
    return (all & 0x80) != 0;
  }

  /** A copy of the whole array, without the parity bits within the range. */
  static byte[] strip(byte[] bytes, int offset, int length) {
    byte[] plain = bytes.clone();
    for (int i = offset; i < offset + length; i++) {
      plain[i] &= 0x7F;
    }
    return plain;
  }

  static List<ReadoutWarning> warned(List<ReadoutWarning> warnings, int offset) {
    List<ReadoutWarning> all = new ArrayList<>(warnings.size() + 1);
    all.add(new ReadoutWarning(ReadoutWarning.Kind.PARITY_BITS, offset));
    all.addAll(warnings);
    return List.copyOf(all);
  }
}
