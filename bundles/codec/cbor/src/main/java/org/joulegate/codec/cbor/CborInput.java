package org.joulegate.codec.cbor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.joulegate.codec.bytes.ByteCursor;
import org.joulegate.codec.bytes.MalformedTelegramException;

/** The bytes under a {@link CborReader}: heads, arguments and strings, each checked before use. */
final class CborInput {

  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;

  static final int FALSE = 0xF4;
  static final int TRUE = 0xF5;
  static final int NULL = 0xF6;

  /** The count of a container whose end is marked by a break (RFC 8949 section 3.2.2). */
  static final int INDEFINITE = -1;

  private static final int BREAK = 0xFF;
  private static final int INFO_INDEFINITE = 31;
  private static final int HALF = 0xF9;
  private static final int SINGLE = 0xFA;
  private static final int DOUBLE = 0xFB;

  private final byte[] bytes;
  private final ByteCursor cursor;
  private final boolean strict;

  CborInput(byte[] bytes, int offset, int length, boolean strict) {
    this.bytes = bytes;
    this.cursor = new ByteCursor(bytes, offset, length);
    this.strict = strict;
  }

  boolean strict() {
    return strict;
  }

  int position() {
    return cursor.position();
  }

  int remaining() {
    return cursor.remaining();
  }

  boolean atEnd() {
    return cursor.remaining() == 0;
  }

  boolean atBreak() {
    return !atEnd() && peekOctet() == BREAK;
  }

  void requireOctet() throws MalformedTelegramException {
    cursor.require(1);
  }

  /** The initial byte of the next item; {@link #requireOctet} came before. */
  int peekOctet() {
    return bytes[cursor.position()] & 0xFF;
  }

  int major() {
    return peekOctet() >> 5;
  }

  void skipOctet() throws MalformedTelegramException {
    cursor.skip(1);
  }

  CborType peekType() throws MalformedTelegramException {
    requireOctet();
    return switch (major()) {
      case 0, NEGATIVE -> CborType.INTEGER;
      case BYTES -> CborType.BYTES;
      case TEXT -> CborType.TEXT;
      case ARRAY -> CborType.ARRAY;
      case MAP -> CborType.MAP;
      case TAG -> CborType.TAG;
      default ->
          switch (peekOctet()) {
            case FALSE, TRUE -> CborType.BOOLEAN;
            case NULL -> CborType.NULL;
            case HALF, SINGLE, DOUBLE -> CborType.FLOAT;
            default -> CborType.OTHER;
          };
    };
  }

  /**
   * Reads a head and returns its argument, unsigned; a negative result is one beyond 2^63-1. RFC
   * 8949 section 3: values below 24 stand in the initial byte, 24 to 27 announce 1, 2, 4 or 8
   * bytes.
   */
  long readArgument() throws MalformedTelegramException {
    int start = position();
    int info = cursor.u8() & 0x1F;
    if (info < 24) {
      return info;
    }
    if (info > 27) {
      throw malformed(
          start,
          info == INFO_INDEFINITE ? "a definite length" : "a head of RFC 8949",
          info == INFO_INDEFINITE ? "an indefinite one" : "the reserved value " + info);
    }
    int width = 1 << (info - 24);
    long value = cursor.unsigned(width, ByteOrder.BIG_ENDIAN);
    if (strict && isShorterPossible(value, width)) {
      throw malformed(start, "the shortest head", "one of " + (1 + width) + " bytes");
    }
    return value;
  }

  /** Reads the head of an array or map, whose items have at least {@code unit} bytes each. */
  int readCount(int unit, int max) throws MalformedTelegramException {
    int start = position();
    if (isIndefinite()) {
      skipOctet();
      return INDEFINITE;
    }
    long count = readArgument();
    if (count < 0 || count > max) {
      throw malformed(start, "at most " + max + " items", "more");
    }
    if (count * unit > remaining()) {
      throw malformed(start, "at most as many items as bytes follow", count + " items");
    }
    return (int) count;
  }

  /** Reads a byte string; a lenient reader joins the chunks of an indefinite one. */
  byte[] readBytes(int max) throws MalformedTelegramException {
    if (major() != BYTES) {
      throw unexpected("a byte string");
    }
    if (isIndefinite()) {
      return readChunks(BYTES, max);
    }
    int length = readLength(max);
    int from = position();
    cursor.skip(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /** Reads a text string; a lenient reader joins the chunks of an indefinite one. */
  String readText(int max) throws MalformedTelegramException {
    if (major() != TEXT) {
      throw unexpected("a text string");
    }
    int start = position();
    if (isIndefinite()) {
      byte[] joined = readChunks(TEXT, max);
      return utf8(start, joined, 0, joined.length);
    }
    int length = readLength(max);
    int from = position();
    cursor.skip(length);
    return utf8(start, bytes, from, length);
  }

  double readFloat() throws MalformedTelegramException {
    int start = position();
    int octet = peekOctet();
    if (octet < HALF || octet > DOUBLE) {
      throw unexpected("a floating-point number");
    }
    skipOctet();
    int width = 2 << (octet - HALF);
    long bits = cursor.unsigned(width, ByteOrder.BIG_ENDIAN);
    double value =
        switch (octet) {
          case HALF -> FloatForms.fromHalf((int) bits);
          case SINGLE -> Float.intBitsToFloat((int) bits);
          default -> Double.longBitsToDouble(bits);
        };
    if (strict && FloatForms.hasShorter(value, width)) {
      throw malformed(start, "the shortest float", "one of " + width + " bytes");
    }
    return value;
  }

  /** Skips a simple value (RFC 8949 section 3.3); the form of two bytes starts at 32. */
  void skipSimple() throws MalformedTelegramException {
    int start = position();
    int info = cursor.u8() & 0x1F;
    if (info > 24) {
      throw malformed(start, "an item", info == INFO_INDEFINITE ? "a break" : "a reserved head");
    }
    if (info == 24 && cursor.u8() < 32) {
      throw malformed(start, "a simple value in one byte", "the same in two");
    }
  }

  /** Compares two ranges of the input, byte by byte, unsigned. */
  int compare(int from1, int to1, int from2, int to2) {
    return Arrays.compareUnsigned(bytes, from1, to1, bytes, from2, to2);
  }

  MalformedTelegramException malformed(int offset, String expected, String found) {
    return MalformedTelegramException.malformed(offset, expected, found);
  }

  MalformedTelegramException unexpected(String expected) {
    return malformed(position(), expected, describe(peekOctet()));
  }

  private static String describe(int octet) {
    return switch (octet >> 5) {
      case 0, NEGATIVE -> "an integer";
      case BYTES -> "a byte string";
      case TEXT -> "a text string";
      case ARRAY -> "an array";
      case MAP -> "a map";
      case TAG -> "a tag";
      default ->
          switch (octet) {
            case FALSE, TRUE -> "a boolean";
            case NULL -> "null";
            case HALF, SINGLE, DOUBLE -> "a floating-point number";
            case BREAK -> "a break";
            default -> "a simple value";
          };
    };
  }

  private boolean isIndefinite() {
    return !strict && (peekOctet() & 0x1F) == INFO_INDEFINITE;
  }

  private int readLength(int max) throws MalformedTelegramException {
    int start = position();
    long length = readArgument();
    if (length < 0 || length > max) {
      throw malformed(start, "a string of at most " + max + " bytes", "a longer one");
    }
    cursor.require((int) length);
    return (int) length;
  }

  private byte[] readChunks(int major, int max) throws MalformedTelegramException {
    int start = position();
    skipOctet();
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    while (!atBreak()) {
      requireOctet();
      if (major() != major) {
        throw unexpected("a chunk of the same kind of string");
      }
      int length = readLength(max);
      if (joined.size() + length > max) {
        throw malformed(start, "a string of at most " + max + " bytes", "a longer one");
      }
      joined.write(bytes, position(), length);
      cursor.skip(length);
    }
    skipOctet();
    return joined.toByteArray();
  }

  @SuppressWarnings("deprecation") // The one constructor that copies bytes to chars unchanged.
  private String utf8(int start, byte[] array, int from, int length)
      throws MalformedTelegramException {
    if (isAscii(array, from, length)) {
      return new String(array, 0, from, length);
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(array, from, length);
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      throw malformed(start, "UTF-8", "other bytes");
    }
  }

  private static boolean isAscii(byte[] array, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (array[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isShorterPossible(long value, int width) {
    return switch (width) {
      case 1 -> value < 24;
      case 2 -> value <= 0xFF;
      case 4 -> value <= 0xFFFF;
      default -> value >= 0 && value <= 0xFFFF_FFFFL;
    };
  }
}
