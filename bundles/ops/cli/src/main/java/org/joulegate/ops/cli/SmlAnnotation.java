package org.joulegate.ops.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.sml.SmlDecoder;
import org.joulegate.codec.sml.SmlLimits;
import org.joulegate.codec.sml.SmlMessageType;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlOutline;
import org.joulegate.codec.sml.SmlServerId;
import org.joulegate.metering.api.Unit;
import org.jspecify.annotations.Nullable;

/** Every byte of SML frames explained. */
final class SmlAnnotation {

  private static final int ESCAPE_LENGTH = 4;
  private static final int START_LENGTH = 8;
  private static final int TRAILER_LENGTH = 8;
  private static final int OBIS_LENGTH = 6;

  private final byte[] bytes;
  private final Annotated.Builder notes;
  private final List<Annotated> blocks = new ArrayList<>();

  private SmlAnnotation(byte[] bytes) {
    this.bytes = bytes;
    this.notes = new Annotated.Builder("SML, as on the line", bytes);
  }

  static List<Annotated> of(byte[] bytes) {
    return new SmlAnnotation(bytes).all();
  }

  private List<Annotated> all() {
    SmlDecoder.Scan scan = SmlDecoder.scan(bytes, 0, bytes.length, SmlLimits.DEFAULT);
    for (SmlDecoder.Telegram telegram : scan.telegrams()) {
      damaged(telegram.offset());
      frame(telegram.offset(), telegram.length());
    }
    damaged(bytes.length);
    for (MalformedTelegramException fault : scan.refused()) {
      notes.wrong(fault);
    }
    blocks.add(0, notes.build());
    return blocks;
  }

  /** What can be said of bytes before the next good frame. */
  private void damaged(int end) {
    int start = startIn(notes.next(), end);
    if (start < end) {
      notes.note(notes.next(), start - notes.next(), "belongs to no frame");
      start(start);
      int from = start + START_LENGTH;
      new Fields(notes, from).add(SmlOutline.of(bytes, from, end - from, SmlLimits.DEFAULT));
    }
    if (notes.next() < end) {
      notes.next(
          end - notes.next(), start < end ? "rest of a damaged frame" : "belongs to no frame");
    }
  }

  private int startIn(int from, int end) {
    for (int i = from; i + START_LENGTH <= end; i++) {
      if (word(i) == 0x1B1B1B1B && word(i + ESCAPE_LENGTH) == 0x01010101) {
        return i;
      }
    }
    return end;
  }

  private int word(int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | bytes[at + 3] & 0xFF;
  }

  private void start(int offset) {
    notes.note(offset, ESCAPE_LENGTH, "escape sequence");
    notes.note(offset + ESCAPE_LENGTH, ESCAPE_LENGTH, "start of a frame, version 1");
  }

  private void frame(int offset, int length) {
    start(offset);
    ByteSlice messages = SmlOutline.messages(new ByteSlice(bytes, offset, length));
    byte[] array = messages.cursor().array();
    SmlOutline outline =
        SmlOutline.of(array, messages.offset(), messages.length(), SmlLimits.DEFAULT);
    int trailer = offset + length - TRAILER_LENGTH;
    int fill = bytes[trailer + TRAILER_LENGTH - 3];
    if (array == bytes) {
      new Fields(notes, messages.offset()).add(outline);
    } else {
      notes.next(trailer - fill - notes.next(), "messages, with escapes that are data doubled");
      Annotated.Builder single = new Annotated.Builder("SML messages, escapes undone", array);
      new Fields(single, messages.offset()).add(outline);
      single.next(array.length - single.next(), "not used");
      blocks.add(single.build());
    }
    notes.note(trailer - fill, fill, "fill bytes");
    notes.note(trailer, ESCAPE_LENGTH, "escape sequence");
    notes.note(trailer + ESCAPE_LENGTH, 1, "end of the frame");
    notes.note(trailer + ESCAPE_LENGTH + 1, 1, fill + " fill bytes");
    notes.note(trailer + ESCAPE_LENGTH + 2, 2, "checksum of the frame: right");
  }

  /** Walks the elements of an outline with the names of their fields. */
  private static final class Fields {

    /** A list whose elements are being walked. */
    private record Open(@Nullable String name, int size) {}

    private final Annotated.Builder notes;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Deque<Integer> indexes = new ArrayDeque<>();
    private final int start;
    private long tag = -1;

    Fields(Annotated.Builder notes, int start) {
      this.notes = notes;
      this.start = start;
    }

    void add(SmlOutline outline) {
      notes.next(start - notes.next(), "before the messages");
      for (SmlOutline.Element element : outline.elements()) {
        add(element);
      }
    }

    private void add(SmlOutline.Element element) {
      String name = name();
      int head = element.content().offset() - element.offset();
      String indent = "  ".repeat(element.depth());
      notes.note(
          element.offset(),
          head + element.content().length(),
          indent + SmlFields.shown(name) + ": " + text(name, element));
      if ("tag".equals(name)) {
        tag = unsigned(element.content());
      }
      if (element.kind() == SmlOutline.Kind.LIST && element.size() > 0) {
        open.push(new Open(name, element.size()));
        indexes.push(0);
      }
    }

    /** The name of the element that comes next; lists that are complete are left. */
    private @Nullable String name() {
      while (!open.isEmpty()) {
        Open list = open.element();
        int index = indexes.pop();
        if (index < list.size()) {
          indexes.push(index + 1);
          return SmlFields.name(list.name(), tag, index);
        }
        open.pop();
      }
      tag = -1;
      return SmlFields.MESSAGE;
    }

    private static String text(@Nullable String name, SmlOutline.Element element) {
      ByteSlice content = element.content();
      return switch (element.kind()) {
        case LIST -> "list of " + element.size();
        case ABSENT -> "not given";
        case END -> "end of the message";
        case BOOLEAN -> content.length() == 1 && content.u8(0) != 0 ? "true" : "false";
        case INTEGER -> integer(content, signed(content));
        case UNSIGNED -> number(name, content);
        case OCTETS -> octets(name, content);
      };
    }

    private static String integer(ByteSlice content, String digits) {
      return digits + " (" + content.length() * Byte.SIZE + " bits)";
    }

    private static String number(@Nullable String name, ByteSlice content) {
      long value = unsigned(content);
      if ("tag".equals(name)) {
        SmlMessageType type = SmlMessageType.of(value);
        return type == null ? "of no known message" : type.name().toLowerCase(Locale.ROOT);
      }
      if ("unit".equals(name)) {
        Optional<Unit> unit = Unit.ofCode((int) value);
        return value + (unit.isEmpty() ? "" : ", " + unit.get().symbol());
      }
      return integer(content, Long.toUnsignedString(value));
    }

    private static String octets(@Nullable String name, ByteSlice content) {
      if ("objName".equals(name) && content.length() == OBIS_LENGTH) {
        return SmlObis.format(unsigned(content));
      }
      if ("serverId".equals(name)) {
        return SmlServerId.textOrHex(content);
      }
      return content.isPrintable() ? "\"" + content.toText() + "\"" : content.length() + " bytes";
    }

    private static long unsigned(ByteSlice content) {
      long value = 0;
      for (int i = 0; i < Math.min(content.length(), Long.BYTES); i++) {
        value = value << Byte.SIZE | content.u8(i);
      }
      return value;
    }

    private static String signed(ByteSlice content) {
      int unused = Long.SIZE - Math.min(content.length(), Long.BYTES) * Byte.SIZE;
      return Long.toString(unused == Long.SIZE ? 0 : unsigned(content) << unused >> unused);
    }
  }
}
