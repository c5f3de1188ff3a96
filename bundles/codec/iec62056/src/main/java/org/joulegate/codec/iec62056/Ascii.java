package org.joulegate.codec.iec62056;

import org.joulegate.codec.bytes.Hex;

/** The characters of the message formats (IEC 62056-21, 6.3 and ISO/IEC 646), and their classes. */
final class Ascii {

  static final int SOH = 0x01;
  static final int STX = 0x02;
  static final int ETX = 0x03;
  static final int EOT = 0x04;
  static final int ACK = 0x06;
  static final int LF = 0x0A;
  static final int CR = 0x0D;
  static final int NAK = 0x15;

  /** Printable, and of no meaning of its own. */
  static final byte PLAIN = 0;

  static final byte OPEN = 1;
  static final byte CLOSE = 2;
  static final byte STAR = 3;
  static final byte SLASH = 4;
  static final byte MARK = 5;
  static final byte LINE_END = 6;

  /** A control character other than the line's end. */
  static final byte CONTROL = 7;

  /** A byte with its highest bit set. */
  static final byte HIGH = 8;

  /** The class of every byte. */
  static final byte[] CLASS = classes();

  private Ascii() {}

  private static byte[] classes() {
    byte[] classes = new byte[0x100];
    for (int b = 0; b < classes.length; b++) {
      classes[b] = b < 0x20 || b == 0x7F ? CONTROL : b > 0x7F ? HIGH : PLAIN;
    }
    classes['('] = OPEN;
    classes[')'] = CLOSE;
    classes['*'] = STAR;
    classes['/'] = SLASH;
    classes['!'] = MARK;
    classes[CR] = LINE_END;
    classes[LF] = LINE_END;
    return classes;
  }

  static byte classOf(byte b) {
    return CLASS[b & 0xFF];
  }

  static boolean isLineEnd(byte b) {
    return b == LF || b == CR;
  }

  static boolean isPrintable(byte b) {
    return b >= 0x20 && b < 0x7F;
  }

  /** The position behind carriage returns and line feeds. */
  static int skipLineEnds(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && isLineEnd(bytes[i])) {
      i++;
    }
    return i;
  }

  /** The position of the first carriage return or line feed, or the end. */
  static int lineEnd(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && !isLineEnd(bytes[i])) {
      i++;
    }
    return i;
  }

  /** What a byte is, for a message: never the byte of a value itself. */
  static String name(byte b) {
    return switch (classOf(b)) {
      case OPEN -> "an opening bracket";
      case CLOSE -> "a closing bracket";
      case STAR -> "an asterisk";
      case SLASH -> "a slash";
      case MARK -> "an exclamation mark";
      case LINE_END -> "the end of the line";
      case CONTROL -> "the control character " + hex(b);
      case HIGH -> "the byte " + hex(b) + ", which is no character of seven bits";
      default -> "another character";
    };
  }

  private static String hex(byte b) {
    return Hex.ofByte(b & 0xFF);
  }
}
