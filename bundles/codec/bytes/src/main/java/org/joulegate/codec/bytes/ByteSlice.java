package org.joulegate.codec.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A view of some bytes of an array. Nothing is copied, so a slice shows what the array holds:
 * whoever gave the array to a decoder leaves it unchanged as long as the records are in use, or
 * takes a {@link #copy()}.
 *
 * <p>Equality is that of the bytes.
 */
public final class ByteSlice {

  private static final ByteSlice EMPTY = new ByteSlice(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int length;

  /**
   * A view of a range.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public ByteSlice(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** A view of a whole array. */
  public static ByteSlice of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new ByteSlice(bytes, 0, bytes.length);
  }

  /** How many bytes. */
  public int length() {
    return length;
  }

  /** Position of the first byte in the array that was given to the decoder. */
  public int offset() {
    return offset;
  }

  /**
   * One byte, 0 to 255.
   *
   * @throws IndexOutOfBoundsException when there is none at the index
   */
  public int u8(int index) {
    return array[offset + Objects.checkIndex(index, length)] & 0xFF;
  }

  /** A cursor over these bytes; its positions are those of the underlying array. */
  public ByteCursor cursor() {
    return new ByteCursor(array, offset, length);
  }

  /** A new array with these bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /**
   * Writes these bytes into another array.
   *
   * @throws IndexOutOfBoundsException when they do not fit there
   */
  public void copyTo(byte[] target, int targetOffset) {
    System.arraycopy(array, offset, target, targetOffset, length);
  }

  /** A slice of its own array, independent of what happens to this one's. */
  public ByteSlice copy() {
    return of(toByteArray());
  }

  /** Lower-case hex digits without blanks. */
  public String toHex() {
    return Hex.format(array, offset, length);
  }

  /** True when every byte is a printable ASCII character and there is at least one. */
  public boolean isPrintable() {
    for (int i = offset; i < offset + length; i++) {
      if (array[i] < 0x20 || array[i] > 0x7E) {
        return false;
      }
    }
    return length > 0;
  }

  /** The bytes read as ISO 8859-1. */
  public String toText() {
    return new String(array, offset, length, StandardCharsets.ISO_8859_1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteSlice that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** The number of bytes, not the bytes: a slice may be payload, and this text may reach a log. */
  @Override
  public String toString() {
    return length + " bytes";
  }
}
