package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder read at which byte, in the order in which it read, for whoever wants to see it. A
 * decoder that is given a trace fills it also when it refuses the bytes.
 *
 * <p>For one decoding and one thread.
 */
public final class DlmsTrace {

  /**
   * Some bytes and their meaning.
   *
   * @param offset of the first byte in {@link #bytes()}
   * @param length how many
   * @param name the field's name in the standard
   * @param value what it says, or null when the name says all
   */
  public record Field(int offset, int length, String name, @Nullable String value) {}

  /**
   * Where reading failed within these bytes.
   *
   * @param kind why
   * @param offset in {@link #bytes()}
   * @param expected what the format asks for there
   * @param found what stands there
   */
  public record Fault(
      MalformedTelegramException.Kind kind, int offset, String expected, String found) {}

  private final String title;
  private final byte[] bytes;
  private final List<Field> fields = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<DlmsTrace> blocks = new ArrayList<>();

  /** A trace of bytes that are about to be decoded. */
  public DlmsTrace(String title, byte[] bytes) {
    this.title = title;
    this.bytes = bytes;
  }

  /** What the bytes are. */
  public String title() {
    return title;
  }

  /** The bytes that the offsets are counted in. */
  public byte[] bytes() {
    return bytes;
  }

  /** What was read, in the order of reading. */
  public List<Field> fields() {
    return Collections.unmodifiableList(fields);
  }

  /** Where reading failed; usually one or none. */
  public List<Fault> faults() {
    return Collections.unmodifiableList(faults);
  }

  /** Bytes that were put together or opened on the way, each with a trace of its own. */
  public List<DlmsTrace> blocks() {
    return Collections.unmodifiableList(blocks);
  }

  void field(int offset, int length, String name, @Nullable String value) {
    if (length > 0) {
      fields.add(new Field(offset, length, name, value));
    }
  }

  void fault(MalformedTelegramException e) {
    faults.add(new Fault(e.kind(), e.offset(), e.expected(), e.found()));
  }

  /** Takes the notes of another reading of the same bytes in place of its own. */
  void replaceBy(DlmsTrace other) {
    fields.clear();
    fields.addAll(other.fields);
    faults.clear();
    faults.addAll(other.faults);
    blocks.clear();
    blocks.addAll(other.blocks);
  }

  /** Takes the fields of another reading of the same bytes where there are none yet. */
  void fill(DlmsTrace other) {
    BitSet taken = new BitSet(bytes.length);
    for (Field field : fields) {
      taken.set(field.offset(), field.offset() + field.length());
    }
    for (Field field : other.fields) {
      int used = taken.nextSetBit(field.offset());
      if (used < 0 || used >= field.offset() + field.length()) {
        fields.add(field);
      }
    }
  }

  DlmsTrace block(String blockTitle, byte[] blockBytes) {
    DlmsTrace block = new DlmsTrace(blockTitle, blockBytes);
    blocks.add(block);
    return block;
  }
}
