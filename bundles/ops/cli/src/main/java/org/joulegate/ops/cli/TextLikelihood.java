package org.joulegate.ops.cli;

/** How much bytes look like the text of a meter. */
final class TextLikelihood {

  private static final int STX = 0x02;
  private static final int BRACKETS = 40;

  private TextLikelihood() {}

  /** A slash or brackets in text of seven bits; a start of text makes it a read-out. */
  static int ofReadout(byte[] bytes) {
    int text = text(bytes);
    if (text == 0) {
      return 0;
    }
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] == STX && (bytes[i - 1] == '\n' || bytes[i - 1] == '\r')) {
        return 100;
      }
    }
    return text;
  }

  /** A slash before a bracket, as in P1; a checksum behind the exclamation mark makes it one. */
  static int ofP1(byte[] bytes) {
    int text = text(bytes);
    for (int i = bytes.length - 1; i > 0 && text > 0; i--) {
      if (bytes[i] == '!' && bytes[i - 1] == '\n') {
        boolean checksum = i + 4 < bytes.length && Character.digit(bytes[i + 1], 16) >= 0;
        return checksum ? text + 10 : text - 10;
      }
    }
    return Math.max(0, text - 20);
  }

  private static int text(byte[] bytes) {
    int printable = 0;
    int brackets = 0;
    boolean slash = false;
    for (byte b : bytes) {
      int seven = b & 0x7F;
      printable += seven >= 0x20 || seven == '\r' || seven == '\n' ? 1 : 0;
      brackets += seven == '(' ? 1 : 0;
      slash |= seven == '/';
    }
    boolean isText = bytes.length > 0 && printable >= bytes.length - 3 - bytes.length / 50;
    if (!isText || (brackets == 0 && !slash)) {
      return 0;
    }
    return slash ? BRACKETS + 40 : BRACKETS;
  }
}
