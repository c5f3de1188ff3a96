package org.joulegate.codec.bytes;

import java.math.BigInteger;

/**
 * The shortest decimal that reads back to the same 32-bit real (IEEE 754), the one nearest to the
 * real when there are several.
 *
 * <p>After U. Adams, "Ryū: fast float-to-string conversion" (PLDI 2018): the interval of decimals
 * that round to the real is scaled by a power of ten with 64-bit integers, then digits are removed
 * as long as one decimal stays inside it. The text that Java gives for a float is not used, because
 * it differs between releases of the JDK.
 */
public final class RealDecimal {

  private static final int FRACTION_BITS = 23;
  private static final int BIAS = 127;
  private static final int POWER_BITS = 61;
  private static final int INVERSE_BITS = 59;
  private static final long[] POWERS = powers(47);
  private static final long[] INVERSES = inverses(31);

  private RealDecimal() {}

  /** Whether the bits are those of a finite number. */
  public static boolean isFinite(int bits) {
    return (bits & 0x7F80_0000) != 0x7F80_0000;
  }

  /**
   * The decimal of a finite real.
   *
   * @param bits sign, exponent and fraction as IEEE 754 lays them out
   * @return the mantissa in the upper 32 bits, signed, and the power of ten, -45 to 38, in the
   *     lower
   */
  public static long of(int bits) {
    int fraction = bits & ((1 << FRACTION_BITS) - 1);
    int biased = bits >>> FRACTION_BITS & 0xFF;
    if (fraction == 0 && biased == 0) {
      return 0;
    }
    int places = BIAS + FRACTION_BITS - biased;
    if (places >= 0 && places <= FRACTION_BITS && (fraction & ((1 << places) - 1)) == 0) {
      // A whole number below 2^24: no decimal with fewer digits is nearer than one.
      int whole = (fraction | 1 << FRACTION_BITS) >>> places;
      return trim(bits < 0 ? -whole : whole, 0);
    }
    int e2 = (biased == 0 ? 1 : biased) - BIAS - FRACTION_BITS - 2;
    int m2 = biased == 0 ? fraction : fraction | 1 << FRACTION_BITS;
    int lowerStep = fraction != 0 || biased <= 1 ? 2 : 1;
    long decimal = e2 >= 0 ? large(m2, e2, lowerStep) : small(m2, e2, lowerStep);
    return bits < 0 ? pack(-(int) (decimal >> 32), (int) decimal) : decimal;
  }

  private static long pack(int mantissa, int exponent) {
    return (long) mantissa << 32 | exponent & 0xFFFF_FFFFL;
  }

  /** Scales by a negative power of ten. */
  private static long large(int m2, int e2, int lowerStep) {
    int q = log10Pow2(e2);
    int shift = -e2 + q + INVERSE_BITS + pow5Bits(q) - 1;
    long factor = INVERSES[q];
    int mv = 4 * m2;
    int vr = scale(mv, factor, shift);
    int vp = scale(mv + 2, factor, shift);
    int vm = scale(mv - lowerStep, factor, shift);
    int last = 0;
    if (q != 0 && (vp - 1) / 10 <= vm / 10) {
      int before = INVERSE_BITS + pow5Bits(q - 1) - 1;
      last = scale(mv, INVERSES[q - 1], -e2 + q - 1 + before) % 10;
    }
    boolean exactLower = false;
    boolean exact = false;
    if (q <= 9) {
      if (mv % 5 == 0) {
        exact = divisibleByPow5(mv, q);
      } else if (even(m2)) {
        exactLower = divisibleByPow5(mv - lowerStep, q);
      } else if (divisibleByPow5(mv + 2, q)) {
        vp--;
      }
    }
    return shorten(vr, vp, vm, last, exact, exactLower, even(m2), q);
  }

  /** Scales by a positive power of ten. */
  private static long small(int m2, int e2, int lowerStep) {
    int q = log10Pow5(-e2);
    int i = -e2 - q;
    int shift = q - (pow5Bits(i) - POWER_BITS);
    int mv = 4 * m2;
    int vr = scale(mv, POWERS[i], shift);
    int vp = scale(mv + 2, POWERS[i], shift);
    int vm = scale(mv - lowerStep, POWERS[i], shift);
    int last = 0;
    if (q != 0 && (vp - 1) / 10 <= vm / 10) {
      last = scale(mv, POWERS[i + 1], q - 1 - (pow5Bits(i + 1) - POWER_BITS)) % 10;
    }
    boolean exactLower = false;
    boolean exact = false;
    if (q <= 1) {
      exact = true;
      if (even(m2)) {
        exactLower = lowerStep == 2;
      } else {
        vp--;
      }
    } else if (q < 31) {
      exact = (mv & ((1 << (q - 1)) - 1)) == 0;
    }
    return shorten(vr, vp, vm, last, exact, exactLower, even(m2), q + e2);
  }

  /** Removes digits while one decimal stays between the bounds, then rounds to the nearest. */
  private static long shorten(
      int r, int p, int m, int last, boolean exact, boolean exactLower, boolean accept, int e10) {
    int vr = r;
    int vp = p;
    int vm = m;
    int digit = last;
    boolean tail = exact;
    boolean lowerTail = exactLower;
    int removed = 0;
    while (vp / 10 > vm / 10) {
      lowerTail &= vm % 10 == 0;
      tail &= digit == 0;
      digit = vr % 10;
      vr /= 10;
      vp /= 10;
      vm /= 10;
      removed++;
    }
    while (lowerTail && vm % 10 == 0 && vm != 0) {
      tail &= digit == 0;
      digit = vr % 10;
      vr /= 10;
      vp /= 10;
      vm /= 10;
      removed++;
    }
    if (tail && digit == 5 && vr % 2 == 0) {
      digit = 4;
    }
    boolean outside = vr == vm && !(accept && lowerTail);
    return trim(vr + (outside || digit >= 5 ? 1 : 0), e10 + removed);
  }

  /** Without zeros at the end. */
  private static long trim(int mantissa, int exponent) {
    int m = mantissa;
    int e = exponent;
    while (m % 10 == 0 && m != 0) {
      m /= 10;
      e++;
    }
    return pack(m, e);
  }

  private static boolean even(int number) {
    return (number & 1) == 0;
  }

  /** number × factor / 2^shift, of a number of up to 26 bits. */
  private static int scale(int number, long factor, int shift) {
    long low = number * (factor & 0xFFFF_FFFFL);
    long high = number * (factor >>> 32);
    return (int) (((low >>> 32) + high) >>> (shift - 32));
  }

  private static boolean divisibleByPow5(int number, int power) {
    int rest = number;
    for (int i = 0; i < power; i++) {
      if (rest % 5 != 0) {
        return false;
      }
      rest /= 5;
    }
    return true;
  }

  /** Bits of 5^e. */
  private static int pow5Bits(int e) {
    return (e * 1_217_359 >> 19) + 1;
  }

  private static int log10Pow2(int e) {
    return e * 78_913 >> 18;
  }

  private static int log10Pow5(int e) {
    return e * 732_923 >> 20;
  }

  private static long[] powers(int count) {
    long[] table = new long[count];
    for (int i = 0; i < count; i++) {
      BigInteger power = BigInteger.valueOf(5).pow(i);
      table[i] = power.shiftLeft(POWER_BITS).shiftRight(power.bitLength()).longValueExact();
    }
    return table;
  }

  private static long[] inverses(int count) {
    long[] table = new long[count];
    for (int i = 0; i < count; i++) {
      BigInteger power = BigInteger.valueOf(5).pow(i);
      BigInteger one = BigInteger.ONE.shiftLeft(power.bitLength() - 1 + INVERSE_BITS);
      table[i] = one.divide(power).add(BigInteger.ONE).longValueExact();
    }
    return table;
  }
}
