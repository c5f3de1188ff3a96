package org.joulegate.codec.sml;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * The elements of SML binary encoding as they stand in the bytes (SML 1.04, section 6), whatever
 * they mean: for those who explain a telegram to a person.
 *
 * @param elements a list stands before its elements; all up to the fault, if there is one
 * @param fault why the rest could not be read; null when all was
 */
public record SmlOutline(List<Element> elements, @Nullable MalformedTelegramException fault) {

  /** What an element is. */
  public enum Kind {
    /** A string of bytes. */
    OCTETS,
    /** A truth value. */
    BOOLEAN,
    /** An integer with a sign. */
    INTEGER,
    /** An integer without a sign. */
    UNSIGNED,
    /** A list: its content follows as elements of their own. */
    LIST,
    /** An optional element that is not there. */
    ABSENT,
    /** The end of a message. */
    END
  }

  /**
   * One element.
   *
   * @param kind what it is
   * @param depth lists around it
   * @param offset position of its type and length field
   * @param content its bytes without that field; none for a list
   * @param size elements of a list; bytes of content otherwise
   */
  public record Element(Kind kind, int depth, int offset, ByteSlice content, int size) {}

  /** The outline of messages: the data of a frame without escapes and fill bytes. */
  public static SmlOutline of(byte[] array, int offset, int length, SmlLimits limits) {
    SmlReader in = new SmlReader(array, offset, length, limits);
    List<Element> elements = new ArrayList<>();
    try {
      while (in.remaining() > 0) {
        add(in, 0, limits, elements);
      }
    } catch (MalformedTelegramException e) {
      return new SmlOutline(elements, e);
    }
    return new SmlOutline(elements, null);
  }

  /**
   * The messages of a good frame: without its escapes and fill bytes, and of doubled escapes only
   * one. Nothing is copied unless an escape is doubled.
   */
  public static ByteSlice messages(ByteSlice frame) {
    byte[] array = frame.cursor().array();
    int start = frame.offset() + SmlScanner.START_LENGTH;
    int end = frame.offset() + frame.length() - SmlScanner.TRAILER_LENGTH;
    end -= array[end + SmlScanner.TRAILER_LENGTH - 3];
    byte[] single = new byte[end - start];
    int length = SmlEscapes.remove(array, start, end, single);
    return length == single.length
        ? new ByteSlice(array, start, length)
        : new ByteSlice(single, 0, length);
  }

  private static void add(SmlReader in, int depth, SmlLimits limits, List<Element> elements)
      throws MalformedTelegramException {
    int at = in.position();
    byte[] array = in.array();
    if (in.endsMessage() || in.absent()) {
      Kind kind = array[at] == 0 ? Kind.END : Kind.ABSENT;
      elements.add(new Element(kind, depth, at, new ByteSlice(array, at + 1, 0), 0));
      return;
    }
    int type = in.element();
    if (type == SmlReader.LIST) {
      limits.depth().check(depth + 1, at);
      int size = in.listRead(at);
      ByteSlice none = new ByteSlice(array, in.position(), 0);
      elements.add(new Element(Kind.LIST, depth, at, none, size));
      for (int i = 0; i < size; i++) {
        add(in, depth + 1, limits, elements);
      }
      return;
    }
    ByteSlice content = in.octetsRead(at);
    elements.add(new Element(kind(type), depth, at, content, content.length()));
  }

  private static Kind kind(int type) {
    return switch (type) {
      case SmlReader.BOOLEAN -> Kind.BOOLEAN;
      case SmlReader.INTEGER -> Kind.INTEGER;
      case SmlReader.UNSIGNED -> Kind.UNSIGNED;
      default -> Kind.OCTETS;
    };
  }
}
