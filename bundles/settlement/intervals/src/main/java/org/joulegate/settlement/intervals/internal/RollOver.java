package org.joulegate.settlement.intervals.internal;

import org.joulegate.metering.api.RegisterValue;

/**
 * Tells an index that ran over its last digit from one that fell.
 *
 * <p>A meter counts to a power of ten (the digits of its display) or to 2^32 (the width of its
 * counter). A fall from the last tenth below such a limit to the first tenth above zero is taken
 * for a roll-over. Neither kind of fall is ever counted as consumption; they differ in what is
 * recorded.
 */
final class RollOver {
  private static final long WORD = 1L << 32;

  private RollOver() {}

  /** Whether the fall from one index to the other is likely a roll-over. */
  static boolean isLikely(RegisterValue from, RegisterValue to) {
    int exponent = Math.min(from.exponent(), to.exponent());
    long high = from.mantissaAt(exponent);
    long low = to.mantissaAt(exponent);
    return low >= 0 && (near(high, low, powerOfTenAbove(high)) || near(high, low, WORD));
  }

  private static boolean near(long high, long low, long limit) {
    return high < limit && high >= limit - limit / 10 && low <= limit / 10;
  }

  private static long powerOfTenAbove(long value) {
    long power = 10;
    while (power <= value && power <= Long.MAX_VALUE / 10) {
      power *= 10;
    }
    return power;
  }
}
