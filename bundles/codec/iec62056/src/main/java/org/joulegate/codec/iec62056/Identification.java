package org.joulegate.codec.iec62056;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identification message (IEC 62056-21, 6.3.2): {@code /XXXZ} and the meter's name, in P1 the
 * first line. It refers to the array that was decoded.
 */
public final class Identification {

  /** The slash, three letters and the character of the baud rate. */
  static final int HEAD = 5;

  private static final int MANUFACTURER = 3;

  private final byte[] bytes;
  private final int offset;
  private final int length;

  /** From the slash to before the end of the line; the caller has seen that it has its head. */
  Identification(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /**
   * The identification with this text.
   *
   * @param text from the slash to the end of the line, {@code /ISK5\2M550T-1012}
   * @throws IllegalArgumentException when it does not begin with a slash and four more printable
   *     characters, or holds an exclamation mark, a control character, or a slash that a reader
   *     would take for the beginning of another identification: three letters and a digit follow
   */
  public static Identification of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    boolean good = bytes.length >= HEAD && bytes[0] == '/';
    for (int i = 1; i < bytes.length; i++) {
      boolean restart = i < HEAD || IdentificationFinder.isNewStart(bytes, i, bytes.length);
      good &= Ascii.isPrintable(bytes[i]) && bytes[i] != '!' && !(bytes[i] == '/' && restart);
    }
    if (!good || !text.equals(new String(bytes, StandardCharsets.US_ASCII))) {
      throw new IllegalArgumentException("not an identification of a slash and printable text");
    }
    return new Identification(bytes, 0, bytes.length);
  }

  /**
   * The first identification in some bytes that hold the end of its line, behind noise and echoes;
   * chosen as the decoders choose it. It refers to the array.
   *
   * @return null when there is none
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static @Nullable Identification find(
      byte[] bytes, int offset, int length, ReadoutLimits limits) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int limit = offset + length;
    int slash = new IdentificationFinder(bytes, limit, limits).find(offset);
    return slash == limit
        ? null
        : new Identification(bytes, slash, Ascii.lineEnd(bytes, slash, limit) - slash);
  }

  /** The three characters of the manufacturer, {@code ISK}. */
  public String manufacturer() {
    return text(1, 1 + MANUFACTURER);
  }

  /**
   * Whether the meter needs only 20 ms of reaction time instead of 200 ms: the third letter is then
   * lower case (6.3.2, note on the manufacturer's letters).
   */
  public boolean fastReaction() {
    byte third = bytes[offset + MANUFACTURER];
    return third >= 'a' && third <= 'z';
  }

  /** The character of the baud rate. */
  public char baudCharacter() {
    return (char) bytes[offset + HEAD - 1];
  }

  /** The protocol mode that the baud character and the escapes announce. */
  public ProtocolMode mode() {
    return ProtocolMode.of(baudCharacter(), escape('2'));
  }

  /** The baud rate that the baud character names in its mode; empty where it names none. */
  public Optional<BaudRate> baudRate() {
    return mode() == ProtocolMode.B
        ? BaudRate.ofModeB(baudCharacter())
        : BaudRate.ofModeC(baudCharacter());
  }

  /** Whether an escape sequence {@code \w} stands in the name: {@code \2} announces mode E. */
  public boolean escape(char w) {
    for (int i = offset + HEAD; i + 1 < offset + length; i++) {
      if (bytes[i] == '\\') {
        if (bytes[i + 1] == w) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** The name without escape sequences, {@code M550T-1012}. */
  public String name() {
    int start = offset + HEAD;
    int end = offset + length;
    while (start + 1 < end && bytes[start] == '\\') {
      start += 2;
    }
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** The whole line, from the slash to before its end. */
  public String line() {
    return text(0, length);
  }

  private String text(int from, int to) {
    return new String(bytes, offset + from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Position of the slash. */
  public int offset() {
    return offset;
  }

  /** Characters from the slash to before the end of the line. */
  public int length() {
    return length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Identification that
        && Arrays.equals(
            bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    return line().hashCode();
  }

  @Override
  public String toString() {
    return line();
  }
}
