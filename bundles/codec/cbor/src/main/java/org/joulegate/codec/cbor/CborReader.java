package org.joulegate.codec.cbor;

import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * Reads CBOR (RFC 8949) item by item. The caller asks for what should come next and gets it, or a
 * {@link MalformedTelegramException} that says at which offset what was expected and what was
 * found.
 *
 * <p>A {@linkplain #strict strict} reader accepts the core deterministic encoding (section 4.2.1)
 * and nothing else: it refuses heads that are longer than need be, indefinite lengths, map keys out
 * of order and floats that a shorter float could hold. A {@linkplain #lenient lenient} reader
 * accepts all well-formed CBOR. Both refuse a map key that comes twice in its map, keys that are
 * neither integer nor text, text that is not UTF-8, and whatever goes beyond the {@link
 * CborLimits}; {@link #requireEnd()} refuses bytes behind the item.
 *
 * <pre>{@code
 * reader.beginMap();
 * while (reader.hasNext()) {
 *   long key = reader.readInteger();
 *   …
 * }
 * reader.end();
 * reader.requireEnd();
 * }</pre>
 *
 * <p>The input is not copied and must not change while it is read. For use by one thread.
 */
public final class CborReader {

  private final CborInput in;
  private final CborLimits limits;
  private @Nullable CborFrame open;
  private int depth;
  private boolean tagged;

  private CborReader(byte[] bytes, int offset, int length, CborLimits limits, boolean strict)
      throws MalformedTelegramException {
    if (length > limits.maxTotalBytes()) {
      throw MalformedTelegramException.malformed(
          offset, "at most " + limits.maxTotalBytes() + " bytes of CBOR", length + " bytes");
    }
    this.in = new CborInput(bytes, offset, length, strict);
    this.limits = limits;
  }

  /**
   * A reader that accepts only the deterministic encoding, with {@link CborLimits#DEFAULT}.
   *
   * @throws MalformedTelegramException if the input is longer than the limits allow
   */
  public static CborReader strict(byte[] bytes) throws MalformedTelegramException {
    return strict(bytes, 0, bytes.length, CborLimits.DEFAULT);
  }

  /**
   * A reader that accepts only the deterministic encoding.
   *
   * @throws MalformedTelegramException if the input is longer than the limits allow
   */
  public static CborReader strict(byte[] bytes, int offset, int length, CborLimits limits)
      throws MalformedTelegramException {
    return new CborReader(bytes, offset, length, limits, true);
  }

  /**
   * A reader that accepts all well-formed CBOR, with {@link CborLimits#DEFAULT}.
   *
   * @throws MalformedTelegramException if the input is longer than the limits allow
   */
  public static CborReader lenient(byte[] bytes) throws MalformedTelegramException {
    return lenient(bytes, 0, bytes.length, CborLimits.DEFAULT);
  }

  /**
   * A reader that accepts all well-formed CBOR.
   *
   * @throws MalformedTelegramException if the input is longer than the limits allow
   */
  public static CborReader lenient(byte[] bytes, int offset, int length, CborLimits limits)
      throws MalformedTelegramException {
    return new CborReader(bytes, offset, length, limits, false);
  }

  /** Offset of the next unread byte, counted from the start of the array. */
  public int offset() {
    return in.position();
  }

  /**
   * What stands next; {@link CborType#END} at the end of the open array or map, or of the input.
   */
  public CborType peek() throws MalformedTelegramException {
    return hasNext() ? in.peekType() : CborType.END;
  }

  /** Whether the open array or map, or the input when none is open, has a further item. */
  public boolean hasNext() throws MalformedTelegramException {
    CborFrame frame = open;
    if (frame == null) {
      return !in.atEnd();
    }
    if (frame.left != CborInput.INDEFINITE) {
      return frame.left > 0;
    }
    if (!in.atBreak()) {
      return true;
    }
    if (tagged || (frame.map && !frame.keyNext)) {
      throw in.malformed(in.position(), "an item", "a break");
    }
    return false;
  }

  /** Reads an integer of -2^63 to 2^63-1. */
  public long readInteger() throws MalformedTelegramException {
    int start = beginItem(true);
    int major = in.major();
    if (major > CborInput.NEGATIVE) {
      throw in.unexpected("an integer");
    }
    long argument = in.readArgument();
    if (argument < 0) {
      throw in.malformed(start, "an integer from -2^63 to 2^63-1", "one of 64 bits beyond it");
    }
    long value = major == 0 ? argument : ~argument;
    if (isLenientKey()) {
      checkOnce(start, value);
    }
    endItem(start);
    return value;
  }

  /**
   * Reads an integer within a range.
   *
   * @param min the least value accepted
   * @param max the greatest value accepted
   */
  public int readInteger(int min, int max) throws MalformedTelegramException {
    int start = in.position();
    long value = readInteger();
    if (value < min || value > max) {
      throw in.malformed(start, "an integer from " + min + " to " + max, "one outside of it");
    }
    return (int) value;
  }

  /** Reads a byte string. */
  public byte[] readBytes() throws MalformedTelegramException {
    int start = beginItem(false);
    byte[] value = in.readBytes(limits.maxStringBytes());
    endItem(start);
    return value;
  }

  /** Reads a byte string of exactly {@code length} bytes. */
  public byte[] readBytes(int length) throws MalformedTelegramException {
    int start = in.position();
    byte[] value = readBytes();
    if (value.length != length) {
      throw in.malformed(start, length + " bytes", value.length + " bytes");
    }
    return value;
  }

  /** Reads a text string. */
  public String readText() throws MalformedTelegramException {
    int start = beginItem(true);
    String value = in.readText(limits.maxStringBytes());
    if (isLenientKey()) {
      checkOnce(start, value);
    }
    endItem(start);
    return value;
  }

  /** Reads {@code true} or {@code false}. */
  public boolean readBoolean() throws MalformedTelegramException {
    int start = beginItem(false);
    int octet = in.peekOctet();
    if (octet != CborInput.FALSE && octet != CborInput.TRUE) {
      throw in.unexpected("true or false");
    }
    in.skipOctet();
    endItem(start);
    return octet == CborInput.TRUE;
  }

  /** Reads {@code null}. */
  public void readNull() throws MalformedTelegramException {
    int start = beginItem(false);
    if (in.peekOctet() != CborInput.NULL) {
      throw in.unexpected("null");
    }
    in.skipOctet();
    endItem(start);
  }

  /**
   * Reads a floating-point number. It is there for what foreign devices send; nothing of Joulegate
   * writes one, and a billable value must not pass through it.
   */
  public double readFloat() throws MalformedTelegramException {
    int start = beginItem(false);
    double value = in.readFloat();
    endItem(start);
    return value;
  }

  /** Reads a tag; the tagged item is read next. */
  public long readTag() throws MalformedTelegramException {
    int start = beginItem(false);
    if (in.major() != CborInput.TAG) {
      throw in.unexpected("a tag");
    }
    long tag = in.readArgument();
    if (tag < 0) {
      throw in.malformed(start, "a tag below 2^63", "a greater one");
    }
    tagged = true;
    return tag;
  }

  /**
   * Opens an array.
   *
   * @return the number of its elements, or -1 if its length is indefinite (lenient readers only)
   */
  public int beginArray() throws MalformedTelegramException {
    return beginContainer(CborInput.ARRAY, "an array");
  }

  /** Opens an array that has exactly {@code count} elements, of definite length. */
  public void beginArray(int count) throws MalformedTelegramException {
    int start = in.position();
    int found = beginArray();
    if (found != count) {
      throw in.malformed(
          start,
          "an array of " + count,
          found < 0 ? "one of indefinite length" : "one of " + found);
    }
  }

  /**
   * Opens a map.
   *
   * @return the number of its pairs, or -1 if its length is indefinite (lenient readers only)
   */
  public int beginMap() throws MalformedTelegramException {
    return beginContainer(CborInput.MAP, "a map");
  }

  /** Closes the array or map opened last; all its items must have been read. */
  public void end() throws MalformedTelegramException {
    CborFrame frame = open;
    if (frame == null) {
      throw new IllegalStateException("no array or map is open");
    }
    if (hasNext()) {
      throw in.malformed(
          in.position(), "the end of the " + (frame.map ? "map" : "array"), "a further item");
    }
    if (frame.left == CborInput.INDEFINITE) {
      in.skipOctet();
    }
    open = frame.parent;
    depth--;
    endItem(frame.start);
  }

  /** Skips the next item with all that it holds, and checks it on the way as if it were read. */
  public void skip() throws MalformedTelegramException {
    int outer = depth;
    do {
      skipOne();
      while (depth > outer && !hasNext()) {
        end();
      }
    } while (depth > outer || tagged);
  }

  /**
   * Checks that nothing follows.
   *
   * @throws MalformedTelegramException if bytes follow the item, or an array, map or tag is open
   */
  public void requireEnd() throws MalformedTelegramException {
    if (open != null || tagged) {
      throw in.malformed(in.position(), "the rest of the item", "the end asked for");
    }
    if (!in.atEnd()) {
      throw in.malformed(in.position(), "the end", in.remaining() + " more byte(s)");
    }
  }

  private void skipOne() throws MalformedTelegramException {
    CborType type = tagged ? in.peekType() : peek();
    switch (type) {
      case INTEGER -> skipInteger();
      case BYTES -> readBytes();
      case TEXT -> readText();
      case ARRAY -> beginArray();
      case MAP -> beginMap();
      case TAG -> readTag();
      case FLOAT -> readFloat();
      case BOOLEAN, NULL, OTHER -> skipSimple();
      case END -> throw in.malformed(in.position(), "an item", "the end");
    }
  }

  /** Unlike reading, skipping allows the integers beyond 63 bits, except as map keys. */
  private void skipInteger() throws MalformedTelegramException {
    if (open != null && open.keyNext) {
      readInteger();
      return;
    }
    int start = beginItem(true);
    in.readArgument();
    endItem(start);
  }

  private void skipSimple() throws MalformedTelegramException {
    int start = beginItem(false);
    in.skipSimple();
    endItem(start);
  }

  private int beginContainer(int major, String expected) throws MalformedTelegramException {
    int start = beginItem(false);
    if (in.major() != major) {
      throw in.unexpected(expected);
    }
    boolean map = major == CborInput.MAP;
    if (depth == limits.maxDepth()) {
      throw in.malformed(start, "at most " + depth + " levels", "one more");
    }
    int count = in.readCount(map ? 2 : 1, limits.maxItems());
    open = new CborFrame(open, start, map, map && count > 0 ? 2 * count : count);
    depth++;
    return count;
  }

  /** Checks that an item may stand here, and returns its offset. */
  private int beginItem(boolean mayBeKey) throws MalformedTelegramException {
    CborFrame frame = open;
    if (frame != null) {
      if (!hasNext()) {
        throw in.malformed(
            in.position(), "a further item", "the end of the " + (frame.map ? "map" : "array"));
      }
      if (frame.keyNext && !mayBeKey) {
        throw in.unexpected("a map key (an integer or a text)");
      }
    }
    in.requireOctet();
    tagged = false;
    return in.position();
  }

  /** Counts an item as read, and checks it if it was a key. */
  private void endItem(int start) throws MalformedTelegramException {
    CborFrame frame = open;
    if (frame == null) {
      return;
    }
    if (frame.left > 0) {
      frame.left--;
    } else if (++frame.seen > (frame.map ? 2L : 1L) * limits.maxItems()) {
      throw in.malformed(start, "at most " + limits.maxItems() + " items", "one more");
    }
    if (frame.map) {
      if (frame.keyNext && in.strict()) {
        frame.checkOrder(in, start);
      }
      frame.keyNext = !frame.keyNext;
    }
  }

  /**
   * Refuses a key that its map already has, whatever its encoding. A strict reader needs no set for
   * it: there each key must be greater than the one before.
   */
  private void checkOnce(int start, Object key) throws MalformedTelegramException {
    if (open != null && !open.keys().add(key)) {
      throw in.malformed(start, "each map key once", "the same key again");
    }
  }

  private boolean isLenientKey() {
    return !in.strict() && open != null && open.keyNext;
  }
}
