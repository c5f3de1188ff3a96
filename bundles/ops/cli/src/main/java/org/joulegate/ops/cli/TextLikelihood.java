package org.joulegate.ops.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How much bytes look like the text of a meter. */
final class TextLikelihood {

  private static final int STX = 0x02;
  private static final int BRACKETS = 40;
  private static final int SURE = 100;
  private static final int CRC_DIGITS = 4;
  private static final List<String> CODES_OF_P1 =
      List.of("1-3:0.2.8(", "0-0:1.0.0(", "0-0:96.1.1(", "0-0:96.14.0(", "0-0:96.13.");

  private TextLikelihood() {}

  /**
   * A slash or brackets in text of seven bits; a start of text makes it a read-out, a checksum
   * behind the exclamation mark something else.
   */
  static int ofReadout(byte[] bytes) {
    if (hasStx(bytes)) {
      return text(bytes) == 0 ? 0 : SURE;
    }
    return hasChecksum(bytes) ? 0 : text(bytes);
  }

  /** A slash in text of seven bits; codes that only P1 has, or a checksum, make it P1. */
  static int ofP1(byte[] bytes) {
    int text = text(bytes);
    if (text <= BRACKETS || hasStx(bytes)) {
      return 0;
    }
    return hasChecksum(bytes) || hasCodes(bytes) ? text + 10 : text - 10;
  }

  private static boolean hasStx(byte[] bytes) {
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] == STX && isLineEnd(bytes[i - 1])) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether something stands behind an exclamation mark at the beginning of a line, or four hex
   * digits behind one that follows a closing bracket.
   */
  private static boolean hasChecksum(byte[] bytes) {
    for (int i = 1; i + 1 < bytes.length; i++) {
      boolean ofLine = isLineEnd(bytes[i - 1]) && bytes[i + 1] > ' ';
      if (bytes[i] == '!' && (ofLine || (bytes[i - 1] == ')' && hasDigits(bytes, i + 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasDigits(byte[] bytes, int from) {
    boolean digits = from + CRC_DIGITS <= bytes.length;
    for (int i = from; digits && i < from + CRC_DIGITS; i++) {
      digits = Character.digit(bytes[i], 16) >= 0;
    }
    return digits;
  }

  private static boolean hasCodes(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String code : CODES_OF_P1) {
      for (int at = text.indexOf(code, 1); at > 0; at = text.indexOf(code, at + 1)) {
        if (isLineEnd(bytes[at - 1])) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLineEnd(int b) {
    return b == '\n' || b == '\r';
  }

  private static int text(byte[] bytes) {
    int printable = 0;
    int brackets = 0;
    boolean slash = false;
    int from = 0;
    int to = bytes.length;
    while (to > from && bytes[to - 1] == 0) {
      to--;
    }
    while (from < to && bytes[from] == 0) {
      from++;
    }
    for (int i = from; i < to; i++) {
      int seven = bytes[i] & 0x7F;
      printable += seven >= 0x20 || seven == '\r' || seven == '\n' ? 1 : 0;
      brackets += seven == '(' ? 1 : 0;
      slash |= seven == '/';
    }
    int length = to - from;
    boolean isText = length > 0 && printable >= length - 3 - length / 50;
    if (!isText || (brackets == 0 && !slash)) {
      return 0;
    }
    return slash ? BRACKETS + 40 : BRACKETS;
  }
}
