package org.joulegate.codec.cbor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes one CBOR item in the core deterministic encoding of RFC 8949 section 4.2.1: lengths are
 * definite, heads are as short as can be, map keys stand in bytewise order. The same calls give the
 * same bytes, always; so the bytes can be hashed and signed.
 *
 * <p>An array or a map is opened with its number of elements or pairs and closes by itself when
 * they are written. Map keys are integers or text and are written in the order of {@link
 * CborKeyOrder}; a key out of order, a missing element or one too many is a mistake of the calling
 * program and ends in an {@link IllegalStateException}. There is no floating point: an exact number
 * is an integer, or a {@linkplain #writeDecimal decimal fraction}.
 *
 * <p>For use by one thread. {@link #reset()} makes the writer ready for the next item and keeps its
 * buffer.
 */
public final class CborWriter {

  /** The tag of a decimal fraction, RFC 8949 section 3.4.4. */
  public static final long TAG_DECIMAL_FRACTION = 4;

  private static final int MAJOR_NEGATIVE = 1 << 5;
  private static final int MAJOR_BYTES = 2 << 5;
  private static final int MAJOR_TEXT = 3 << 5;
  private static final int MAJOR_ARRAY = 4 << 5;
  private static final int MAJOR_MAP = 5 << 5;
  private static final int MAJOR_TAG = 6 << 5;
  private static final int SIMPLE_FALSE = 0xF4;
  private static final int SIMPLE_TRUE = 0xF5;
  private static final int SIMPLE_NULL = 0xF6;

  private byte[] buffer;
  private int size;
  private @Nullable Frame open;
  private boolean complete;

  /** A writer with a buffer of 128 bytes, which grows as needed. */
  public CborWriter() {
    this(128);
  }

  /**
   * A writer with a buffer of a given size.
   *
   * @param initialCapacity in bytes, at least 16; the buffer grows as needed
   */
  public CborWriter(int initialCapacity) {
    this.buffer = new byte[Math.max(16, initialCapacity)];
  }

  /** Forgets what was written and starts a new item in the same buffer. */
  public void reset() {
    size = 0;
    open = null;
    complete = false;
  }

  /** Writes an integer (major type 0 or 1) of any value. */
  public CborWriter writeInteger(long value) {
    int start = beginKeyOrValue();
    if (value >= 0) {
      head(0, value);
    } else {
      head(MAJOR_NEGATIVE, ~value);
    }
    endItem(start);
    return this;
  }

  /** Writes a text string (major type 3) as UTF-8. An unpaired surrogate is refused. */
  public CborWriter writeText(String value) {
    int start = beginKeyOrValue();
    int length = value.length();
    if (isAscii(value)) {
      head(MAJOR_TEXT, length);
      reserve(length);
      for (int i = 0; i < length; i++) {
        buffer[size + i] = (byte) value.charAt(i);
      }
      size += length;
    } else {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      if (!new String(utf8, StandardCharsets.UTF_8).equals(value)) {
        throw new IllegalArgumentException("text holds an unpaired surrogate");
      }
      head(MAJOR_TEXT, utf8.length);
      append(utf8, 0, utf8.length);
    }
    endItem(start);
    return this;
  }

  /** Writes a byte string (major type 2). */
  public CborWriter writeBytes(byte[] value) {
    return writeBytes(value, 0, value.length);
  }

  /** Writes a part of an array as a byte string (major type 2). */
  public CborWriter writeBytes(byte[] value, int offset, int length) {
    beginValue();
    head(MAJOR_BYTES, length);
    append(value, offset, length);
    endItem(-1);
    return this;
  }

  /** Writes {@code true} or {@code false}. */
  public CborWriter writeBoolean(boolean value) {
    return simple(value ? SIMPLE_TRUE : SIMPLE_FALSE);
  }

  /** Writes {@code null}. */
  public CborWriter writeNull() {
    return simple(SIMPLE_NULL);
  }

  /**
   * Writes the exact number {@code mantissa × 10^exponent} as a decimal fraction (tag 4, RFC 8949
   * section 3.4.4). An exponent of 0 is written as a plain integer.
   */
  public CborWriter writeDecimal(long mantissa, int exponent) {
    if (exponent == 0) {
      return writeInteger(mantissa);
    }
    return writeTag(TAG_DECIMAL_FRACTION)
        .beginArray(2)
        .writeInteger(exponent)
        .writeInteger(mantissa);
  }

  /**
   * Opens an array of exactly {@code count} elements, which follow.
   *
   * @param count 0 or more; an array of 0 is closed at once
   */
  public CborWriter beginArray(int count) {
    return beginContainer(MAJOR_ARRAY, count);
  }

  /**
   * Opens a map of exactly {@code pairs} pairs; key and value follow each other, keys in order.
   *
   * @param pairs 0 or more; a map of 0 is closed at once
   */
  public CborWriter beginMap(int pairs) {
    return beginContainer(MAJOR_MAP, pairs);
  }

  /** Writes a tag (major type 6); the tagged item follows. */
  public CborWriter writeTag(long tag) {
    if (tag < 0) {
      throw new IllegalArgumentException("a tag must not be negative, is " + tag);
    }
    beginValue();
    head(MAJOR_TAG, tag);
    return this;
  }

  /** The bytes written so far; for sizing messages, not for reading them half-done. */
  public int size() {
    return size;
  }

  /**
   * The finished item.
   *
   * @throws IllegalStateException if an array, a map or a tag still waits for its content
   */
  public byte[] toByteArray() {
    if (!complete) {
      throw new IllegalStateException(
          open == null
              ? "no item was written, or only its tag"
              : "an array or map still waits for " + open.left + " item(s)");
    }
    return Arrays.copyOf(buffer, size);
  }

  private CborWriter beginContainer(int major, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("a count must not be negative, is " + count);
    }
    beginValue();
    head(major, count);
    if (count == 0) {
      endItem(-1);
    } else {
      boolean map = major == MAJOR_MAP;
      open = new Frame(open, map, map ? 2L * count : count);
    }
    return this;
  }

  private CborWriter simple(int value) {
    beginValue();
    reserve(1);
    buffer[size++] = (byte) value;
    endItem(-1);
    return this;
  }

  private void beginValue() {
    if (open != null && open.atKey()) {
      throw new IllegalStateException("a map key must be an integer or a text");
    }
    beginAny();
  }

  /** Returns where the item starts. */
  private int beginKeyOrValue() {
    beginAny();
    return size;
  }

  private void beginAny() {
    if (complete) {
      throw new IllegalStateException("the item is complete; nothing may follow it");
    }
  }

  /** Counts an item as written and closes what it completes; a key's {@code start} is checked. */
  private void endItem(int start) {
    Frame frame = open;
    if (frame != null && frame.atKey()) {
      checkKeyOrder(frame, start);
    }
    while (frame != null && --frame.left == 0) {
      frame = frame.parent;
    }
    open = frame;
    complete = frame == null;
  }

  private void checkKeyOrder(Frame frame, int start) {
    if (frame.keyEnd > 0
        && Arrays.compareUnsigned(buffer, frame.keyStart, frame.keyEnd, buffer, start, size) >= 0) {
      throw new IllegalStateException("map keys must stand in bytewise order, each once");
    }
    frame.keyStart = start;
    frame.keyEnd = size;
  }

  private void head(int major, long argument) {
    reserve(9);
    byte[] out = buffer;
    if (argument < 24) {
      out[size++] = (byte) (major | (int) argument);
    } else if (argument <= 0xFF) {
      out[size++] = (byte) (major | 24);
      out[size++] = (byte) argument;
    } else if (argument <= 0xFFFF) {
      out[size++] = (byte) (major | 25);
      bigEndian(argument, 2);
    } else if (argument <= 0xFFFF_FFFFL) {
      out[size++] = (byte) (major | 26);
      bigEndian(argument, 4);
    } else {
      out[size++] = (byte) (major | 27);
      bigEndian(argument, 8);
    }
  }

  private void bigEndian(long value, int width) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  private void append(byte[] bytes, int offset, int length) {
    reserve(length);
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.addExact(size, more) + (buffer.length >> 1));
    }
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** An array or map that waits for items. */
  private static final class Frame {
    final @Nullable Frame parent;
    final boolean map;
    long left;
    int keyStart;
    int keyEnd;

    Frame(@Nullable Frame parent, boolean map, long left) {
      this.parent = parent;
      this.map = map;
      this.left = left;
    }

    /** In a map an even number of items is left before a key. */
    boolean atKey() {
      return map && (left & 1) == 0;
    }
  }
}
