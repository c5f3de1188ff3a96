package org.joulegate.codec.bytes;

import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A position in a range of bytes, and the one place where integers are read from them.
 *
 * <p>Every read checks what remains before it touches a byte, and allocates nothing. Positions are
 * those of the array given, so the offset of a fault is one that the caller understands. A cursor
 * is not safe for use by several threads.
 */
public final class ByteCursor {

  /** The widest integer that can be read, in bytes. */
  public static final int MAX_INTEGER_WIDTH = 8;

  private final byte[] array;
  private final int end;
  private int position;

  /**
   * A cursor at the start of a range.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public ByteCursor(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    this.array = array;
    this.position = offset;
    this.end = offset + length;
  }

  /** A cursor at the start of an array. */
  public ByteCursor(byte[] array) {
    this(array, 0, array.length);
  }

  /** The position of the next byte in the array given. */
  public int position() {
    return position;
  }

  /** The position behind the last byte. */
  public int end() {
    return end;
  }

  /** How many bytes are left. */
  public int remaining() {
    return end - position;
  }

  /** The array that is read from. */
  public byte[] array() {
    return array;
  }

  /**
   * The next byte, 0 to 255, without moving.
   *
   * @throws MalformedTelegramException when nothing is left
   */
  public int peek() throws MalformedTelegramException {
    if (position >= end) {
      throw tooShort(1);
    }
    return array[position] & 0xFF;
  }

  /**
   * The next byte, 0 to 255.
   *
   * @throws MalformedTelegramException when nothing is left
   */
  public int u8() throws MalformedTelegramException {
    if (position >= end) {
      throw tooShort(1);
    }
    return array[position++] & 0xFF;
  }

  /**
   * An unsigned integer. At eight bytes the value is to be read as unsigned ({@link
   * Long#toUnsignedString(long)}).
   *
   * @param width 1 to 8 bytes
   * @throws MalformedTelegramException when fewer bytes are left
   * @throws IllegalArgumentException when the width is none that can be read
   */
  public long unsigned(int width, ByteOrder order) throws MalformedTelegramException {
    checkWidth(width);
    require(width);
    long value = 0;
    if (order == ByteOrder.BIG_ENDIAN) {
      for (int i = 0; i < width; i++) {
        value = (value << 8) | (array[position + i] & 0xFF);
      }
    } else {
      for (int i = width - 1; i >= 0; i--) {
        value = (value << 8) | (array[position + i] & 0xFF);
      }
    }
    position += width;
    return value;
  }

  /**
   * A two's complement integer of any width: the highest bit of the width is the sign.
   *
   * @param width 1 to 8 bytes
   * @throws MalformedTelegramException when fewer bytes are left
   * @throws IllegalArgumentException when the width is none that can be read
   */
  public long signed(int width, ByteOrder order) throws MalformedTelegramException {
    long value = unsigned(width, order);
    int unused = Long.SIZE - width * Byte.SIZE;
    return (value << unused) >> unused;
  }

  /**
   * Passes over bytes.
   *
   * @throws MalformedTelegramException when fewer are left
   * @throws IllegalArgumentException when the count is negative
   */
  public void skip(int count) throws MalformedTelegramException {
    if (count < 0) {
      throw new IllegalArgumentException("negative count: " + count);
    }
    require(count);
    position += count;
  }

  /**
   * The next bytes as a view of the array: nothing is copied.
   *
   * @throws MalformedTelegramException when fewer are left
   */
  public ByteSlice slice(int length) throws MalformedTelegramException {
    int start = position;
    skip(length);
    return new ByteSlice(array, start, length);
  }

  /**
   * Checks that enough bytes are left.
   *
   * @throws MalformedTelegramException of kind {@code TRUNCATED}, at the end of the bytes, when not
   */
  public void require(int count) throws MalformedTelegramException {
    if (count > end - position) {
      throw tooShort(count);
    }
  }

  private MalformedTelegramException tooShort(int count) {
    return MalformedTelegramException.truncated(
        end, count + " bytes from byte " + position + " on", remaining() + " bytes");
  }

  private static void checkWidth(int width) {
    if (width < 1 || width > MAX_INTEGER_WIDTH) {
      throw new IllegalArgumentException("integers have 1 to 8 bytes, not " + width);
    }
  }
}
