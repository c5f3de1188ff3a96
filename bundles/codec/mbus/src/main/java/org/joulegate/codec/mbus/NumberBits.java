package org.joulegate.codec.mbus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.joulegate.codec.bytes.ByteSlice;

/** Integers and decimals on the wire (EN 13757-3:2018, annex A, types A to C). */
final class NumberBits {

  /** What {@link #decimal} gives for digits that are none. */
  static final long NO_DECIMAL = Long.MIN_VALUE;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long HIGH_BITS = 0x8888_8888_8888_8888L;
  private static final long LOW_NIBBLES = 0x0F0F_0F0F_0F0F_0F0FL;

  private NumberBits() {}

  /**
   * Bytes as one unsigned number.
   *
   * @param width 1 to 8; so many bytes are there
   */
  static long load(byte[] array, int offset, int width, boolean highFirst) {
    if (highFirst) {
      long bits = 0;
      for (int i = 0; i < width; i++) {
        bits = bits << Byte.SIZE | (array[offset + i] & 0xFF);
      }
      return bits;
    }
    long mask = -1L >>> (Long.SIZE - width * Byte.SIZE);
    int last = array.length - Long.BYTES;
    if (offset <= last) {
      return (long) LONG.get(array, offset) & mask;
    }
    if (last >= 0) { // The eight last bytes of the array hold it at their end.
      return (long) LONG.get(array, last) >>> (offset - last) * Byte.SIZE & mask;
    }
    long bits = 0;
    for (int i = width - 1; i >= 0; i--) {
      bits = bits << Byte.SIZE | (array[offset + i] & 0xFF);
    }
    return bits;
  }

  /** Bytes of a view as one unsigned number. */
  static long load(ByteSlice data, int at, int width, boolean highFirst) {
    long bits = 0;
    for (int i = 0; i < width; i++) {
      bits = bits << Byte.SIZE | data.u8(highFirst ? at + i : at + width - 1 - i);
    }
    return bits;
  }

  /** The number of so many bytes, its highest bit taken as the sign. */
  static long signed(long bits, int width) {
    int unused = Long.SIZE - width * Byte.SIZE;
    return bits << unused >> unused;
  }

  /**
   * The number of so many bytes, its highest bit taken as the sign.
   *
   * @return the number, or {@link #NO_DECIMAL} when it is 80h…00h and so marked as invalid
   */
  static long valid(long bits, int width) {
    int unused = Long.SIZE - width * Byte.SIZE;
    long high = bits << unused;
    return high == Long.MIN_VALUE ? NO_DECIMAL : high >> unused;
  }

  /**
   * The number that decimal digits tell; F in the highest place is a minus sign (annex B).
   *
   * @param bits the digits, four bits each
   * @param width 1 to 8 bytes
   * @return the number, or {@link #NO_DECIMAL} when a digit is none
   */
  static long decimal(long bits, int width) {
    int signAt = width * Byte.SIZE - 4;
    boolean negative = bits >>> signAt == 0xF;
    long digits = negative ? bits & ((1L << signAt) - 1) : bits;
    if ((digits & (digits << 1 | digits << 2) & HIGH_BITS) != 0) {
      return NO_DECIMAL;
    }
    long value = pairs(digits);
    return negative ? -value : value;
  }

  /** Sixteen decimal digits to a number: neighbours are joined, two, four, eight at a time. */
  private static long pairs(long digits) {
    long two = (digits & LOW_NIBBLES) + 10 * (digits >>> 4 & LOW_NIBBLES);
    long four = (two & 0x00FF_00FF_00FF_00FFL) + 100 * (two >>> 8 & 0x00FF_00FF_00FF_00FFL);
    long eight = (four & 0xFFFF_0000_FFFFL) + 10_000 * (four >>> 16 & 0xFFFF_0000_FFFFL);
    return (eight & 0xFFFF_FFFFL) + 100_000_000 * (eight >>> 32);
  }

  /** Decimal digits of a number, four bits each; a minus sign is F in the highest place. */
  static long digits(long number, int width) {
    int places = 2 * width;
    long rest = Math.abs(number);
    long bits = 0;
    for (int i = 0; i < places; i++) {
      bits |= rest % 10 << 4 * i;
      rest /= 10;
    }
    boolean fits = rest == 0 && (number >= 0 || bits >>> 4 * (places - 1) == 0);
    if (!fits) {
      throw new IllegalArgumentException(number + " has more than " + places + " places");
    }
    return number < 0 ? bits | 0xFL << 4 * (places - 1) : bits;
  }
}
