package org.joulegate.codec.mbus.radio;

import java.util.Arrays;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * From chips to bytes and back (EN 13757-4:2019, 6.4 and 7.4). Chips are given eight in a byte, the
 * first one sent in the highest bit.
 *
 * <p>A preamble of alternating chips with the synchronisation word of the mode is passed over where
 * one is given. Pure functions; any thread may call them.
 */
public final class LineDecoder {

  /** Chips that a preamble with its synchronisation may have: the long one of mode S has 576. */
  static final int MAX_PREAMBLE_CHIPS = 1024;

  private static final String SYNC_T = "0000111101";
  private static final String SYNC_S = "000111011010010110";
  private static final int SYMBOL_CHIPS = 6;

  /** The six chips of each four bits (Table 10 of the standard). */
  private static final int[] SYMBOLS = {
    0x16, 0x0D, 0x0E, 0x0B, 0x1C, 0x19, 0x1A, 0x13, 0x2C, 0x25, 0x26, 0x23, 0x34, 0x31, 0x32, 0x29
  };

  private static final byte[] NIBBLES = nibbles();

  private LineDecoder() {}

  /**
   * The bytes that 3-of-6 chips carry, as far as the chips are whole symbols; chips behind the last
   * whole byte are left.
   *
   * @param maxBytes decoding ends after so many bytes
   * @return the bytes up to the first fault of the code
   */
  public static Line threeOfSix(byte[] array, int offset, int length, int maxBytes) {
    int first = preamble(array, offset, length, SYNC_T);
    int available = (length * Byte.SIZE - first) / (2 * SYMBOL_CHIPS);
    byte[] bytes = new byte[Math.min(available, maxBytes)];
    for (int i = 0; i < bytes.length; i++) {
      int chip = first + i * 2 * SYMBOL_CHIPS;
      int high = NIBBLES[chips(array, offset, chip, SYMBOL_CHIPS)];
      int low = NIBBLES[chips(array, offset, chip + SYMBOL_CHIPS, SYMBOL_CHIPS)];
      if (high < 0 || low < 0) {
        return new Line(LineCode.THREE_OF_SIX, Arrays.copyOf(bytes, i), first, true);
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return new Line(LineCode.THREE_OF_SIX, bytes, first, false);
  }

  /**
   * The bytes that Manchester chips carry: a bit that is set as 01, one that is not as 10.
   *
   * @param maxBytes decoding ends after so many bytes
   * @return the bytes up to the first fault of the code
   */
  public static Line manchester(byte[] array, int offset, int length, int maxBytes) {
    int first = preamble(array, offset, length, SYNC_S);
    int available = (length * Byte.SIZE - first) / 16;
    byte[] bytes = new byte[Math.min(available, maxBytes)];
    for (int i = 0; i < bytes.length; i++) {
      int chips = chips(array, offset, first + i * 16, 16);
      if (((chips ^ (chips >>> 1)) & 0x5555) != 0x5555) {
        return new Line(LineCode.MANCHESTER, Arrays.copyOf(bytes, i), first, true);
      }
      int value = 0;
      for (int bit = 7; bit >= 0; bit--) {
        value = value << 1 | (chips >>> (2 * bit) & 1);
      }
      bytes[i] = (byte) value;
    }
    return new Line(LineCode.MANCHESTER, bytes, first, false);
  }

  /** The chips of mode T for some bytes; the last byte is filled with alternating chips. */
  public static byte[] encodeThreeOfSix(byte[] bytes) {
    byte[] chips = new byte[(bytes.length * 12 + 7) / 8];
    int position = 0;
    for (byte value : bytes) {
      position = put(chips, position, SYMBOLS[(value >>> 4) & 0xF], SYMBOL_CHIPS);
      position = put(chips, position, SYMBOLS[value & 0xF], SYMBOL_CHIPS);
    }
    put(chips, position, 0x5, chips.length * Byte.SIZE - position);
    return chips;
  }

  /** The chips of mode S for some bytes. */
  public static byte[] encodeManchester(byte[] bytes) {
    byte[] chips = new byte[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      int word = 0;
      for (int bit = 7; bit >= 0; bit--) {
        word = word << 2 | ((bytes[i] >>> bit & 1) == 1 ? 1 : 2);
      }
      put(chips, i * 16, word, 16);
    }
    return chips;
  }

  /**
   * What chips carried.
   *
   * @param code the line code
   * @param bytes the bytes
   * @param firstChip chips before the first byte
   * @param faulty whether the chips behind the last byte break the code
   */
  public record Line(LineCode code, byte[] bytes, int firstChip, boolean faulty) {

    MalformedTelegramException fault(int offset) {
      int at = offset + code.received(firstChip, bytes.length);
      return MalformedTelegramException.malformed(
          at,
          code == LineCode.THREE_OF_SIX
              ? "six chips of which three are one"
              : "two chips that differ",
          "chips that break the line code");
    }
  }

  /** Chips up to the end of the synchronisation word; 0 when the chips begin with the frame. */
  private static int preamble(byte[] array, int offset, int length, String sync) {
    int chips = Math.min(length * Byte.SIZE, MAX_PREAMBLE_CHIPS);
    int alternating = 1;
    while (alternating < chips
        && chips(array, offset, alternating, 1) != chips(array, offset, alternating - 1, 1)) {
      alternating++;
    }
    if (alternating < 8) {
      return 0;
    }
    for (int start = Math.max(0, alternating - 4); start <= alternating; start++) {
      if (start + sync.length() <= chips && matches(array, offset, start, sync)) {
        return start + sync.length();
      }
    }
    return 0;
  }

  private static boolean matches(byte[] array, int offset, int start, String sync) {
    for (int i = 0; i < sync.length(); i++) {
      if (chips(array, offset, start + i, 1) != sync.charAt(i) - '0') {
        return false;
      }
    }
    return true;
  }

  private static int chips(byte[] array, int offset, int first, int count) {
    int value = 0;
    for (int i = first; i < first + count; i++) {
      value = value << 1 | (array[offset + (i >>> 3)] >>> (7 - (i & 7)) & 1);
    }
    return value;
  }

  private static int put(byte[] chips, int position, int value, int count) {
    for (int i = 0; i < count; i++) {
      int bit = value >>> (count - 1 - i) & 1;
      chips[(position + i) >>> 3] |= (byte) (bit << (7 - ((position + i) & 7)));
    }
    return position + count;
  }

  private static byte[] nibbles() {
    byte[] nibbles = new byte[1 << SYMBOL_CHIPS];
    Arrays.fill(nibbles, (byte) -1);
    for (int i = 0; i < SYMBOLS.length; i++) {
      nibbles[SYMBOLS[i]] = (byte) i;
    }
    return nibbles;
  }
}
