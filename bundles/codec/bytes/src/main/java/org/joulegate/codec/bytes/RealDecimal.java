package org.joulegate.codec.bytes;

import java.math.BigInteger;

/**
 * The shortest decimal that reads back to the same binary real of 32 or 64 bits (IEEE 754), the one
 * nearest to the real when there are several.
 *
 * <p>After R. Giulietti, "The Schubfach way to render doubles" (2021): the interval of decimals
 * that round to the real is scaled by a power of ten, so that it holds at least one whole number
 * and at most one multiple of ten; a product with 126 bits of the power decides exactly. The cost
 * is the same for every real. The text that Java gives is not used, because it differs between
 * releases of the JDK.
 */
public final class RealDecimal {

  private static final int FRACTION_BITS = 23;
  private static final int BIAS = 127;
  private static final int LONG_FRACTION_BITS = 52;
  private static final int LONG_BIAS = 1023;
  private static final int LONG_EXPONENTS = 0x7FF;

  private static final int LEAST_POWER = -324;
  private static final int GREATEST_POWER = 292;
  private static final int POWER_BITS = 126;
  private static final long LOW_63 = Long.MAX_VALUE;

  /** For each power of ten k the highest 126 bits of 10^-k, plus one, in two halves. */
  private static final long[] POWERS = powers();

  private RealDecimal() {}

  /**
   * A decimal number.
   *
   * @param mantissa without zeros at the end, at most 17 digits
   * @param exponent the power of ten, -324 to 308
   */
  public record Decimal(long mantissa, int exponent) {

    private static final Decimal ZERO = new Decimal(0, 0);
  }

  /** Whether the bits are those of a finite number. */
  public static boolean isFinite(int bits) {
    return (bits & 0x7F80_0000) != 0x7F80_0000;
  }

  /** Whether the 64 bits are those of a finite number. */
  public static boolean isFinite(long bits) {
    return (bits >>> LONG_FRACTION_BITS & LONG_EXPONENTS) != LONG_EXPONENTS;
  }

  /**
   * The decimal of a finite real of 32 bits.
   *
   * @param bits sign, exponent and fraction as IEEE 754 lays them out
   * @return the mantissa in the upper 32 bits, signed, and the power of ten, -45 to 38, in the
   *     lower
   */
  public static long of(int bits) {
    int fraction = bits & ((1 << FRACTION_BITS) - 1);
    int biased = bits >>> FRACTION_BITS & 0xFF;
    int places = BIAS + FRACTION_BITS - biased;
    if (places >= 0 && places <= FRACTION_BITS && (fraction & ((1 << places) - 1)) == 0) {
      // A whole number below 2^24: no decimal with fewer digits is nearer than one.
      int whole = (fraction | 1 << FRACTION_BITS) >>> places;
      return packed(bits < 0 ? -whole : whole, 0);
    }
    if (fraction == 0 && biased == 0) {
      return 0;
    }
    int significand = biased == 0 ? fraction : fraction | 1 << FRACTION_BITS;
    int exponent = Math.max(biased, 1) - BIAS - FRACTION_BITS;
    boolean narrow = fraction == 0 && biased > 1;
    int power = power(exponent, narrow);
    int mantissa = (int) shortest(significand, exponent, power, narrow);
    return packed(bits < 0 ? -mantissa : mantissa, power);
  }

  /**
   * The decimal of a finite real of 64 bits.
   *
   * @param bits sign, exponent and fraction as IEEE 754 lays them out
   */
  public static Decimal of(long bits) {
    long fraction = bits & ((1L << LONG_FRACTION_BITS) - 1);
    int biased = (int) (bits >>> LONG_FRACTION_BITS) & LONG_EXPONENTS;
    if (fraction == 0 && biased == 0) {
      return Decimal.ZERO;
    }
    int exponent = Math.max(biased, 1) - LONG_BIAS - LONG_FRACTION_BITS;
    long significand = biased == 0 ? fraction : fraction | 1L << LONG_FRACTION_BITS;
    long mantissa = significand >>> Math.min(-Math.min(exponent, 0), Long.SIZE - 1);
    int power = 0;
    boolean whole = exponent <= 0 && exponent >= -LONG_FRACTION_BITS;
    if (!whole || mantissa << -exponent != significand) {
      boolean narrow = fraction == 0 && biased > 1;
      power = power(exponent, narrow);
      mantissa = shortest(significand, exponent, power, narrow);
    }
    while (mantissa % 10 == 0) {
      mantissa /= 10;
      power++;
    }
    return new Decimal(bits < 0 ? -mantissa : mantissa, power);
  }

  /** A mantissa without the zeros at its end. It is never zero: zero has a decimal of its own. */
  private static long packed(int mantissa, int exponent) {
    int m = mantissa;
    int e = exponent;
    while (m % 10_000 == 0) {
      m /= 10_000;
      e += 4;
    }
    if (m % 100 == 0) {
      m /= 100;
      e += 2;
    }
    if (m % 10 == 0) {
      m /= 10;
      e++;
    }
    return (long) m << 32 | e & 0xFFFF_FFFFL;
  }

  /**
   * The power of ten that a real is counted in: the greatest that is no wider than the interval.
   *
   * @param narrow whether the real is a power of two, below which reals lie twice as close
   */
  private static int power(int exponent, boolean narrow) {
    // log10(2) and log10(3/4), times 2^41.
    return (int) (exponent * 661_971_961_083L - (narrow ? 274_743_187_321L : 0) >> 41);
  }

  /** The digits of significand × 2^exponent, counted in a power of ten. */
  private static long shortest(long significand, int exponent, int power, boolean narrow) {
    int odd = (int) significand & 1;
    // log2(10), times 2^38.
    int shift = exponent + (int) (-power * 913_124_641_741L >> 38) + 2;
    long quarter = 4 * significand;
    long value = scaled(power, quarter << shift);
    long low = scaled(power, quarter - (narrow ? 1 : 2) << shift);
    long high = scaled(power, quarter + 2 << shift);
    long below = value >> 2;
    if (below >= 10) {
      long tenBelow = below / 10 * 10;
      boolean lower = low + odd <= 4 * tenBelow;
      boolean upper = 4 * (tenBelow + 10) + odd <= high;
      if (lower != upper) {
        return lower ? tenBelow : tenBelow + 10;
      }
    }
    boolean lower = low + odd <= 4 * below;
    boolean upper = 4 * (below + 1) + odd <= high;
    if (lower != upper) {
      return lower ? below : below + 1;
    }
    long distance = value - 2 * (below + below + 1);
    return distance < 0 || (distance == 0 && (below & 1) == 0) ? below : below + 1;
  }

  /** A number times 10^-power, in its lowest bit whether anything was cut off. */
  private static long scaled(int power, long number) {
    int at = 2 * (power - LEAST_POWER);
    long top = POWERS[at];
    long middle = top * number;
    long sum = (middle >>> 1) + Math.multiplyHigh(POWERS[at + 1], number);
    long whole = Math.multiplyHigh(top, number) + (sum >>> 63);
    return whole | (sum & LOW_63) + LOW_63 >>> 63;
  }

  private static long[] powers() {
    long[] table = new long[2 * (GREATEST_POWER - LEAST_POWER + 1)];
    for (int k = LEAST_POWER; k <= GREATEST_POWER; k++) {
      BigInteger ten = BigInteger.TEN.pow(Math.abs(k));
      BigInteger bits;
      if (k <= 0) {
        int shift = POWER_BITS - ten.bitLength();
        bits = shift >= 0 ? ten.shiftLeft(shift) : ten.shiftRight(-shift);
      } else {
        bits = BigInteger.ONE.shiftLeft(ten.bitLength() - 1 + POWER_BITS).divide(ten);
      }
      bits = bits.add(BigInteger.ONE);
      table[2 * (k - LEAST_POWER)] = bits.shiftRight(63).longValueExact();
      table[2 * (k - LEAST_POWER) + 1] = bits.longValue() & LOW_63;
    }
    return table;
  }
}
