package org.joulegate.itests.kit;

import java.util.function.Predicate;

/** Takes away from a failing input what does not matter. */
final class Smaller {

  private static final int MOST_TRIES = 4000;

  private Smaller() {}

  /**
   * An input that still fails, as short as removing stretches of it gives within a bounded number
   * of tries.
   */
  static byte[] of(byte[] input, Predicate<byte[]> fails) {
    byte[] smallest = input;
    int tries = 0;
    int stretch = Math.max(1, smallest.length / 2);
    while (stretch > 0 && tries < MOST_TRIES) {
      boolean shorter = false;
      for (int at = 0; at + stretch <= smallest.length && tries < MOST_TRIES; tries++) {
        byte[] without = without(smallest, at, stretch);
        if (fails.test(without.clone())) {
          smallest = without;
          shorter = true;
        } else {
          at += stretch;
        }
      }
      stretch = shorter && stretch == 1 ? 1 : stretch / 2;
    }
    return smallest;
  }

  private static byte[] without(byte[] data, int at, int count) {
    byte[] rest = new byte[data.length - count];
    System.arraycopy(data, 0, rest, 0, at);
    System.arraycopy(data, at + count, rest, at, rest.length - at);
    return rest;
  }
}
