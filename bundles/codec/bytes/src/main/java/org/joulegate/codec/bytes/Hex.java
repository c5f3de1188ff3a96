package org.joulegate.codec.bytes;

import java.util.Arrays;

/** Hex digits and bytes. */
public final class Hex {

  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Hex() {}

  /** Lower-case digits, two a byte, without blanks. */
  public static String format(byte[] array, int offset, int length) {
    char[] text = new char[2 * length];
    for (int i = 0; i < length; i++) {
      int b = array[offset + i] & 0xFF;
      text[2 * i] = DIGITS[b >>> 4];
      text[2 * i + 1] = DIGITS[b & 0xF];
    }
    return new String(text);
  }

  /** Lower-case digits of a whole array. */
  public static String format(byte... bytes) {
    return format(bytes, 0, bytes.length);
  }

  /** One byte, 0 to 255, as two digits with a leading {@code 0x}, for messages. */
  public static String ofByte(int value) {
    return "0x" + DIGITS[(value >>> 4) & 0xF] + DIGITS[value & 0xF];
  }

  /**
   * Digits of either case, two a byte; blanks, colons, tabs and line ends between digits are passed
   * over.
   *
   * @throws IllegalArgumentException when another character stands in the text or a digit is left
   *     over; the message names its position, counted from 0
   */
  public static byte[] parse(CharSequence text) {
    byte[] bytes = new byte[text.length() / 2];
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == ':' || c == '\t' || c == '\r' || c == '\n') {
        continue;
      }
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new IllegalArgumentException("no hex digit at character " + i);
      }
      if (digits / 2 < bytes.length) {
        bytes[digits / 2] |= (byte) ((digits & 1) == 0 ? digit << 4 : digit);
      }
      digits++;
    }
    if ((digits & 1) != 0) {
      throw new IllegalArgumentException("an odd number of hex digits: " + digits);
    }
    return Arrays.copyOf(bytes, digits / 2);
  }
}
