package org.joulegate.codec.iec62056.session;

import java.util.Arrays;
import org.joulegate.codec.iec62056.BlockCheck;

/** Collects the bytes of a message and sees where lines and blocks end. */
final class Collector {

  /** What a byte completes. */
  enum Part {
    NOTHING,
    LINE,
    BLOCK,
    PARTIAL,
    TOO_LONG
  }

  private static final int STX = 2;
  private static final int ETX = 3;
  private static final int EOT = 4;

  private final int most;
  private final int mostOfLines;
  private byte[] bytes = new byte[1024];
  private int length;
  private int text = -1;
  private boolean ending;
  private boolean marked;
  private boolean inBrackets;
  private int lineStart;
  private int lineEnd;

  /**
   * A collector.
   *
   * @param most bytes of a message
   * @param mostOfLines bytes of all lines before an identification is found
   */
  Collector(int most, int mostOfLines) {
    this.most = most;
    this.mostOfLines = mostOfLines;
  }

  void clear() {
    length = 0;
    lineStart = 0;
    lineEnd = 0;
    block();
  }

  private void block() {
    text = -1;
    ending = false;
    marked = false;
    inBrackets = false;
  }

  /** Takes a byte while a line is wanted. */
  Part line(byte b) {
    if (length >= mostOfLines || !append(b)) {
      return Part.TOO_LONG;
    }
    return (b & 0x7F) == '\n' ? Part.LINE : Part.NOTHING;
  }

  /** The line just completed with its end, without parity bits; the next one begins behind it. */
  byte[] takeLine() {
    lineStart = lineEnd;
    lineEnd = length;
    byte[] line = Arrays.copyOfRange(bytes, lineStart, lineEnd);
    for (int i = 0; i < line.length; i++) {
      line[i] &= 0x7F;
    }
    return line;
  }

  /**
   * Keeps only the line just taken, as it came, so that the message begins with it.
   *
   * @param from the character of the line to begin with
   */
  void keepLine(int from) {
    byte[] kept = Arrays.copyOfRange(bytes, lineStart + from, lineEnd);
    clear();
    System.arraycopy(kept, 0, bytes, 0, kept.length);
    length = kept.length;
    lineEnd = length;
  }

  /** Takes a byte while a block is wanted. */
  Part data(byte b) {
    if (!append(b)) {
      return Part.TOO_LONG;
    }
    int seven = b & 0x7F;
    if (ending) {
      boolean partial = (bytes[length - 2] & 0x7F) == EOT;
      return partial ? Part.PARTIAL : Part.BLOCK;
    }
    if (seven == STX && text < 0) {
      text = length;
    } else if (text >= 0 && (seven == ETX || seven == EOT)) {
      ending = true;
    } else if (text < 0) {
      return withoutFrame(seven);
    }
    return Part.NOTHING;
  }

  private Part withoutFrame(int seven) {
    if (seven == '(') {
      inBrackets = true;
    } else if (seven == ')' || seven == '\r') {
      inBrackets = false;
    } else if (seven == '!' && !inBrackets && length > 1) {
      marked = true;
    } else if (seven == '\n' && marked) {
      return Part.BLOCK;
    }
    return Part.NOTHING;
  }

  /** Whether the check character of the partial block just completed is right. */
  boolean partialIsRight() {
    boolean right = BlockCheck.of(bytes, text, length - 1 - text) == bytes[length - 1];
    block();
    return right;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private boolean append(byte b) {
    if (length >= most) {
      return false;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = b;
    return true;
  }
}
