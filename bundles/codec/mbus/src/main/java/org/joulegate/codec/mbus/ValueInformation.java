package org.joulegate.codec.mbus;

import java.util.Arrays;

/**
 * The bytes that say what a value means (EN 13757-3:2018, 6.4), found from the meaning: for
 * encoders, where the decoder goes from the bytes to the meaning.
 */
public final class ValueInformation {

  private static final int EXTENSION = 0x80;

  private ValueInformation() {}

  /**
   * The shortest code of a quantity.
   *
   * @param exponent the power of ten of the numbers that are sent
   * @throws IllegalArgumentException when no table has it
   */
  public static byte[] of(Quantity quantity, MbusUnit unit, int exponent) {
    return of(quantity, unit, exponent, 1);
  }

  /**
   * The shortest code of a quantity that is counted in steps.
   *
   * @param factor 60, 3600 or 86,400 for numbers of minutes, hours or days
   * @throws IllegalArgumentException when no table has it
   */
  public static byte[] of(Quantity quantity, MbusUnit unit, int exponent, int factor) {
    for (int code = 0; code < EXTENSION; code++) {
      if (fits(VifTable.primary(code), quantity, unit, exponent, factor)) {
        return new byte[] {(byte) code};
      }
    }
    for (int code = 0; code < EXTENSION; code++) {
      if (fits(VifTable.fd(code), quantity, unit, exponent, factor)) {
        return new byte[] {(byte) 0xFD, (byte) code};
      }
      if (fits(VifTable.fb(code), quantity, unit, exponent, factor)) {
        return new byte[] {(byte) 0xFB, (byte) code};
      }
    }
    for (int code = 0; code < EXTENSION; code++) {
      if (fits(VifTable.fdFd(code), quantity, unit, exponent, factor)) {
        return new byte[] {(byte) 0xFD, (byte) 0xFD, (byte) code};
      }
    }
    throw new IllegalArgumentException(
        "no code for " + quantity.text() + " in 10^" + exponent + " " + unit.symbol());
  }

  private static boolean fits(
      Meaning meaning, Quantity quantity, MbusUnit unit, int exponent, int factor) {
    return meaning.quantity() == quantity
        && meaning.unit() == unit
        && meaning.exponent() == exponent
        && meaning.factor() == factor;
  }

  /** A name or unit as text (VIF 7C), of 1 to 64 characters of ISO 8859-1. */
  public static byte[] ofText(String text) {
    if (text.isEmpty() || text.length() > 64) {
      throw new IllegalArgumentException("1 to 64 characters, not " + text.length());
    }
    byte[] codes = new byte[2 + text.length()];
    codes[0] = 0x7C;
    codes[1] = (byte) text.length();
    for (int i = 0; i < text.length(); i++) {
      codes[codes.length - 1 - i] = (byte) text.charAt(i);
    }
    return codes;
  }

  /**
   * Value information with qualifiers behind it.
   *
   * @param codes value information without qualifiers
   * @param vifes their bytes; the extension bits are set here
   */
  public static byte[] qualified(byte[] codes, int... vifes) {
    byte[] all = Arrays.copyOf(codes, codes.length + vifes.length);
    for (int i = 0; i < vifes.length; i++) {
      boolean last = i == vifes.length - 1;
      all[codes.length + i] = (byte) (last ? vifes[i] & ~EXTENSION : vifes[i] | EXTENSION);
    }
    if (vifes.length > 0) {
      all[(codes[0] & 0x7F) == 0x7C ? 0 : codes.length - 1] |= (byte) EXTENSION;
    }
    return all;
  }
}
