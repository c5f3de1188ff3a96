package org.joulegate.codec.sml;

import java.nio.ByteOrder;
import org.joulegate.codec.bytes.ByteCursor;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * Reads single elements of SML binary encoding (SML 1.04, section 6): a type and length field, then
 * content. The length counts its own field, save in lists, where it is the number of elements.
 */
final class SmlReader {

  static final int OCTETS = 0;
  static final int BOOLEAN = 4;
  static final int INTEGER = 5;
  static final int UNSIGNED = 6;
  static final int LIST = 7;

  private static final int END_OF_MESSAGE = 0x00;
  private static final int ABSENT = 0x01;
  private static final int MORE_LENGTH = 0x80;
  private static final int TYPE_MASK = 0x70;
  private static final int LENGTH_MASK = 0x0F;
  private static final int LENGTH_BITS = 4;

  /** Five length fields hold 20 bits: more than any limit. */
  private static final int MOST_LENGTH_FIELDS = 5;

  private final ByteCursor cursor;
  private final SmlLimits limits;

  /** Of the element whose type was read last: bytes of content, or elements of a list. */
  private int size;

  SmlReader(byte[] array, int offset, int length, SmlLimits limits) {
    this.cursor = new ByteCursor(array, offset, length);
    this.limits = limits;
  }

  int position() {
    return cursor.position();
  }

  int remaining() {
    return cursor.remaining();
  }

  byte[] array() {
    return cursor.array();
  }

  /** Passes over the sign of an absent field, if it stands here. */
  boolean absent() throws MalformedTelegramException {
    if (cursor.peek() != ABSENT) {
      return false;
    }
    cursor.skip(1);
    return true;
  }

  /** Passes over the end of a message, if it stands here. */
  boolean endsMessage() throws MalformedTelegramException {
    if (cursor.peek() != END_OF_MESSAGE) {
      return false;
    }
    cursor.skip(1);
    return true;
  }

  boolean isUnsigned() throws MalformedTelegramException {
    return (cursor.peek() & TYPE_MASK) == UNSIGNED << LENGTH_BITS;
  }

  void endOfMessage() throws MalformedTelegramException {
    int at = cursor.position();
    int found = cursor.u8();
    if (found != END_OF_MESSAGE) {
      throw MalformedTelegramException.malformed(at, "the end of a message (00)", name(found));
    }
  }

  /** Reads a type and length field; the type decides which of the {@code …Read} methods is next. */
  int element() throws MalformedTelegramException {
    int at = cursor.position();
    int field = cursor.u8();
    int type = (field >>> LENGTH_BITS) & 0x7;
    int length = field & LENGTH_MASK;
    int fields = 1;
    while ((field & MORE_LENGTH) != 0) {
      field = cursor.u8();
      fields++;
      if ((field & TYPE_MASK) != 0 || fields > MOST_LENGTH_FIELDS) {
        throw MalformedTelegramException.malformed(
            cursor.position() - 1, "the rest of a length", name(field));
      }
      length = (length << LENGTH_BITS) | (field & LENGTH_MASK);
    }
    size = type == LIST ? length : length - fields;
    if (size < 0 || (type != OCTETS && type < BOOLEAN)) {
      throw MalformedTelegramException.malformed(at, "an element", name(array()[at] & 0xFF));
    }
    return type;
  }

  /** A list of any length up to the limit, and no longer than the bytes that are left. */
  int list(String what) throws MalformedTelegramException {
    int at = cursor.position();
    expect(LIST, what);
    return listRead(at);
  }

  int listRead(int at) throws MalformedTelegramException {
    limits.listElements().check(size, at);
    cursor.require(size);
    return size;
  }

  /** A list of known length. */
  void list(int elements, String what) throws MalformedTelegramException {
    int at = cursor.position();
    expect(LIST, what);
    if (size != elements) {
      throw MalformedTelegramException.malformed(
          at, what + " of " + elements + " elements", size + " elements");
    }
  }

  /** A string of bytes, or null when it is absent or empty: the encoding has one form for both. */
  @Nullable ByteSlice octets(String what) throws MalformedTelegramException {
    if (absent()) {
      return null;
    }
    int at = cursor.position();
    expect(OCTETS, what);
    return size == 0 ? null : octetsRead(at);
  }

  ByteSlice octetsOrEmpty(String what) throws MalformedTelegramException {
    ByteSlice bytes = octets(what);
    return bytes == null ? ByteSlice.of() : bytes;
  }

  ByteSlice octetsRead(int at) throws MalformedTelegramException {
    limits.octets().check(size, at);
    return cursor.slice(size);
  }

  /** A string of exactly so many bytes, packed with the first in the highest place. */
  long fixedOctets(int length, String what) throws MalformedTelegramException {
    int at = cursor.position();
    expect(OCTETS, what);
    if (size != length) {
      throw MalformedTelegramException.malformed(
          at, what + " of " + length + " bytes", size + " bytes");
    }
    return cursor.unsigned(length, ByteOrder.BIG_ENDIAN);
  }

  /** Whether the element whose type was read last has no content. */
  boolean isEmpty() {
    return size == 0;
  }

  boolean boolRead(int at) throws MalformedTelegramException {
    if (size != 1) {
      throw MalformedTelegramException.malformed(at, "a truth value of 1 byte", size + " bytes");
    }
    return cursor.u8() != 0;
  }

  boolean bool(String what) throws MalformedTelegramException {
    int at = cursor.position();
    expect(BOOLEAN, what);
    return boolRead(at);
  }

  int integerWidth(int at) throws MalformedTelegramException {
    if (size < 1 || size > ByteCursor.MAX_INTEGER_WIDTH) {
      throw MalformedTelegramException.malformed(at, "an integer of 1 to 8 bytes", size + " bytes");
    }
    return size;
  }

  long integerRead(int width, boolean signed) throws MalformedTelegramException {
    return signed
        ? cursor.signed(width, ByteOrder.BIG_ENDIAN)
        : cursor.unsigned(width, ByteOrder.BIG_ENDIAN);
  }

  /** An unsigned integer of any width whose value is at most {@code most}. */
  long unsigned(long most, String what) throws MalformedTelegramException {
    int at = cursor.position();
    long value = unsigned64(what);
    if (Long.compareUnsigned(value, most) > 0) {
      throw MalformedTelegramException.malformed(
          at, what + " of at most " + most, Long.toUnsignedString(value));
    }
    return value;
  }

  long unsigned64(String what) throws MalformedTelegramException {
    int at = cursor.position();
    expect(UNSIGNED, what);
    return cursor.unsigned(integerWidth(at), ByteOrder.BIG_ENDIAN);
  }

  int signed8(String what) throws MalformedTelegramException {
    return signed(Byte.MIN_VALUE, Byte.MAX_VALUE, what);
  }

  int signed16() throws MalformedTelegramException {
    return signed(Short.MIN_VALUE, Short.MAX_VALUE, "minutes of an offset");
  }

  private int signed(int least, int most, String what) throws MalformedTelegramException {
    int at = cursor.position();
    expect(INTEGER, what);
    long value = cursor.signed(integerWidth(at), ByteOrder.BIG_ENDIAN);
    if (value < least || value > most) {
      throw MalformedTelegramException.malformed(
          at, what + " of " + least + " to " + most, Long.toString(value));
    }
    return (int) value;
  }

  /** Passes over one element with all that is in it. */
  void skip(int depth) throws MalformedTelegramException {
    int at = cursor.position();
    int type = element();
    if (type != LIST) {
      limits.octets().check(size, at);
      cursor.skip(size);
      return;
    }
    limits.depth().check(depth + 1, at);
    int elements = listRead(at);
    for (int i = 0; i < elements; i++) {
      skip(depth + 1);
    }
  }

  private void expect(int type, String what) throws MalformedTelegramException {
    int at = cursor.position();
    if (element() != type) {
      throw MalformedTelegramException.malformed(at, what, name(array()[at] & 0xFF));
    }
  }

  /** A type and length byte in a message: it is no payload. */
  private static String name(int field) {
    return "the type byte " + Hex.ofByte(field);
  }
}
