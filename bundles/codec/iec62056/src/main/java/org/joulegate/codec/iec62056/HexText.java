package org.joulegate.codec.iec62056;

import java.nio.charset.StandardCharsets;
import org.joulegate.codec.bytes.Hex;

/** Text that P1 writes as hex digits of its characters (DSMR P1 5.0.2, 6.4 octet-string). */
final class HexText {

  private HexText() {}

  /**
   * The characters of hex digits; the digits themselves where they are of no printable text, or
   * where an identity would not be mostly letters and digits. An identity of decimal digits alone
   * is only taken for others when each of them is a digit or a capital.
   */
  static String read(String digits, boolean message) {
    if (digits.isEmpty() || (digits.length() & 1) != 0) {
      return digits;
    }
    boolean decimal = true;
    int plain = 0;
    int usual = 0;
    for (int i = 0; i < digits.length(); i += 2) {
      int high = Character.digit(digits.charAt(i), 16);
      int low = Character.digit(digits.charAt(i + 1), 16);
      int c = high << 4 | low;
      if (high < 0 || low < 0 || c < 0x20 || c > 0x7E) {
        return digits;
      }
      decimal &= high < 10 && low < 10;
      boolean capital = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
      usual += capital ? 1 : 0;
      plain += capital || (c >= 'a' && c <= 'z') ? 1 : 0;
    }
    int all = digits.length() / 2;
    boolean text = message || (decimal ? usual == all : 2 * plain > all);
    return text ? new String(Hex.parse(digits), StandardCharsets.US_ASCII).strip() : digits;
  }
}
