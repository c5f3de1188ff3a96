package org.joulegate.itests.kit;

import java.util.Arrays;
import java.util.List;

/**
 * Makes damaged telegrams out of good ones.
 *
 * <p>Input number <i>n</i> is a function of the seeds, of the number that the mutator was made with
 * and of <i>n</i>, and of nothing else: a find repeats from these two numbers alone, without the
 * inputs before it. One mutator is used by one thread; only the result of a call is allocated.
 */
public final class Mutator {

  /** Room for what is inserted or doubled, besides twice the longest seed. */
  private static final int ROOM = 256;

  private static final int LONGEST_STRETCH = 32;

  /** One input in so many is random bytes that come from no seed. */
  private static final int RANDOM_INPUTS = 128;

  private static final int LONGEST_RANDOM = 300;

  /** The most changes made to one input; half of the inputs get one. */
  private static final int MOST_CHANGES = 8;

  /** Bytes that decide something in one of the formats, and the ends of ranges. */
  private static final byte[] TELLING = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x0D, 0x0F, 0x10, 0x16, 0x1A, 0x1B, 0x1F, 0x20, 0x21, 0x28, 0x29,
    0x2A, 0x2F, 0x3A, 0x3F, 0x40, 0x4F, 0x5A, 0x62, 0x68, 0x6C, 0x6D, 0x70, 0x72, 0x76, 0x77, 0x78,
    0x79, 0x7A, 0x7C, 0x7D, 0x7E, 0x7F, -0x80, -0x7F, -0x7E, -0x7D, -0x7C, -0x78, -0x74, -0x73,
    -0x72, -0x71, -0x70, -0x61, -0x52, -0x41, -0x40, -0x25, -0x21, -0x20, -0x11, -0x10, -0x0F,
    -0x08, -0x05, -0x03, -0x02, -0x01
  };

  private static final int[] NUMBERS = {
    0,
    1,
    0x7F,
    0x80,
    0xFF,
    0x100,
    0x3FFF,
    0x7FFE,
    0x7FFF,
    0x8000,
    0xFFFE,
    0xFFFF,
    0x10000,
    0xFFFFFF,
    0x7FFFFFFE,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFE,
    0xFFFFFFFF
  };

  private final byte[][] seeds;
  private final long seed;
  private final byte[] buffer;
  private int length;
  private long state;

  /**
   * A mutator of some telegrams.
   *
   * @param seeds good telegrams; not empty
   * @param seed any number: another one, other inputs
   */
  public Mutator(List<byte[]> seeds, long seed) {
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to damage: no seeds");
    }
    this.seeds = seeds.stream().map(byte[]::clone).toArray(byte[][]::new);
    this.seed = seed;
    int longest = Arrays.stream(this.seeds).mapToInt(each -> each.length).max().orElse(0);
    this.buffer = new byte[Math.max(2 * longest + ROOM, LONGEST_RANDOM)];
  }

  /**
   * The input with a number.
   *
   * @param number any number
   * @return an array of the caller's own
   */
  public byte[] input(long number) {
    state = mix(seed * 0xD1342543DE82EF95L + number);
    if (below(RANDOM_INPUTS) == 0) {
      length = below(LONGEST_RANDOM);
      fill(0, length);
      return Arrays.copyOf(buffer, length);
    }
    byte[] from = seeds[below(seeds.length)];
    System.arraycopy(from, 0, buffer, 0, from.length);
    length = from.length;
    int changes = Math.min(1 + Long.numberOfTrailingZeros(next()), MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      change();
    }
    return Arrays.copyOf(buffer, length);
  }

  private void change() {
    if (length == 0) {
      insert(0, 1 + below(LONGEST_STRETCH));
      fill(0, length);
      return;
    }
    int at = below(length);
    switch (below(18)) {
      case 0, 1, 2, 3 -> buffer[at] ^= (byte) (1 << below(Byte.SIZE));
      case 4, 5 -> buffer[at] = (byte) next();
      case 6, 7 -> buffer[at] = TELLING[below(TELLING.length)];
      case 8 -> buffer[at] += (byte) (below(2) == 0 ? 1 + below(8) : -1 - below(8));
      case 9 -> number(at, 1 << below(3), NUMBERS[below(NUMBERS.length)]);
      case 10 -> number(at, 1 << below(3), length - at + below(9) - 4);
      case 11 -> length = at;
      case 12 -> duplicate(at);
      case 13 -> {
        int count = insert(at, 1 + below(LONGEST_STRETCH));
        fill(at, at + count);
      }
      case 14 -> delete(at, 1 + below(LONGEST_STRETCH));
      case 15 -> splice(at);
      case 16 -> run(at);
      default -> buffer[at] = buffer[below(length)];
    }
  }

  /** Writes a number of 1, 2 or 4 bytes, as far as there is room, the low byte first or last. */
  private void number(int at, int width, int value) {
    boolean lowFirst = below(2) == 0;
    for (int i = 0; i < width && at + i < length; i++) {
      buffer[at + i] = (byte) (value >>> (Byte.SIZE * (lowFirst ? i : width - 1 - i)));
    }
  }

  private void duplicate(int from) {
    int count = Math.min(1 + below(2 * LONGEST_STRETCH), length - from);
    int made = insert(from + count, count);
    System.arraycopy(buffer, from, buffer, from + count, made);
  }

  /** Makes room; what does not fit in the buffer falls off its end. */
  private int insert(int at, int wanted) {
    int count = Math.min(wanted, buffer.length - length);
    System.arraycopy(buffer, at, buffer, at + count, length - at);
    length += count;
    return count;
  }

  private void delete(int at, int wanted) {
    int count = Math.min(wanted, length - at);
    System.arraycopy(buffer, at + count, buffer, at, length - at - count);
    length -= count;
  }

  /** Goes on with the rest of another seed, or of the same. */
  private void splice(int at) {
    byte[] other = seeds[below(seeds.length)];
    if (other.length > 0) {
      int from = below(other.length);
      int count = Math.min(other.length - from, buffer.length - at);
      System.arraycopy(other, from, buffer, at, count);
      length = at + count;
    }
  }

  private void run(int at) {
    int to = Math.min(length, at + 2 + below(LONGEST_STRETCH));
    byte octet = below(2) == 0 ? buffer[at] : TELLING[below(TELLING.length)];
    Arrays.fill(buffer, at, to, octet);
  }

  private void fill(int from, int to) {
    for (int i = from; i < to; i++) {
      buffer[i] = (byte) next();
    }
  }

  /** 0 to bound - 1. */
  private int below(int bound) {
    return (int) ((next() >>> Integer.SIZE) * bound >>> Integer.SIZE);
  }

  /** SplitMix64. */
  private long next() {
    state += 0x9E3779B97F4A7C15L;
    return mix(state);
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
