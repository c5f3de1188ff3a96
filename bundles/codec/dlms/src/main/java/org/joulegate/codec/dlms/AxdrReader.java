package org.joulegate.codec.dlms;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields that APDUs are made of (A-XDR, IEC 61334-6), and notes them in a trace when
 * there is one. Positions are those of the array given.
 */
class AxdrReader {

  final byte[] array;
  final int end;
  final DlmsLimits limits;
  final @Nullable DlmsTrace trace;
  int position;

  AxdrReader(byte[] array, int position, int end, DlmsLimits limits, @Nullable DlmsTrace trace) {
    this.array = array;
    this.position = position;
    this.end = end;
    this.limits = limits;
    this.trace = trace;
  }

  int remaining() {
    return end - position;
  }

  /** The byte at a distance from the next one, or -1 where none is left. */
  int peek(int distance) {
    int at = position + distance;
    return at < end ? array[at] & 0xFF : -1;
  }

  int u8() throws MalformedTelegramException {
    require(1);
    return array[position++] & 0xFF;
  }

  int u16() throws MalformedTelegramException {
    return (int) unsigned(Short.BYTES);
  }

  /** A big-endian integer of up to eight bytes, not extended by its sign. */
  long unsigned(int width) throws MalformedTelegramException {
    require(width);
    long value = 0;
    int at = position;
    for (int i = 0; i < width; i++) {
      value = (value << Byte.SIZE) | (array[at + i] & 0xFF);
    }
    position = at + width;
    return value;
  }

  /** A byte that is noted under a name. */
  int u8(String name) throws MalformedTelegramException {
    int value = u8();
    note(position - 1, name, value);
    return value;
  }

  /** A byte that is 0 or 1 and is noted under a name. */
  int choice(String name) throws MalformedTelegramException {
    int choice = u8(name);
    if (choice > 1) {
      throw MalformedTelegramException.malformed(position - 1, "0 or 1", Integer.toString(choice));
    }
    return choice;
  }

  /** An unsigned integer that is noted under a name. */
  long unsigned(int width, String name) throws MalformedTelegramException {
    int start = position;
    long value = unsigned(width);
    note(start, name, value);
    return value;
  }

  /**
   * A length or count: below 128 one byte, else the number of bytes that follow with the highest
   * bit set, and these.
   */
  int length(Limit limit) throws MalformedTelegramException {
    int start = position;
    int first = u8();
    if (first < 0x80) {
      return first > limit.most() ? limit.check(first, start) : first;
    }
    int width = first & 0x7F;
    if (width == 0 || width > Integer.BYTES) {
      throw MalformedTelegramException.malformed(
          start, "a length of at most four bytes", Hex.ofByte(first));
    }
    long length = unsigned(width);
    return limit.check((int) Math.min(length, Integer.MAX_VALUE), start);
  }

  /** A string of bytes with its length in front. */
  ByteSlice octets(String name) throws MalformedTelegramException {
    int start = position;
    int length = length(limits.octets());
    if (trace != null) {
      trace.field(start, position - start, name + ", length", Integer.toString(length));
    }
    int from = position;
    ByteSlice bytes = take(length);
    if (trace != null) {
      trace.field(from, length, name, bytes.toHex());
    }
    return bytes;
  }

  /** The next bytes, without copying. */
  ByteSlice take(int length) throws MalformedTelegramException {
    require(length);
    ByteSlice slice = new ByteSlice(array, position, length);
    position += length;
    return slice;
  }

  void require(int count) throws MalformedTelegramException {
    if (count > end - position) {
      throw MalformedTelegramException.truncated(end, count + " bytes", remaining() + " bytes");
    }
  }

  /** Notes the bytes from a position up to here. */
  void note(int start, String name, @Nullable String value) {
    if (trace != null) {
      trace.field(start, position - start, name, value);
    }
  }

  void note(int start, String name, long value) {
    if (trace != null) {
      trace.field(start, position - start, name, Long.toString(value));
    }
  }
}
