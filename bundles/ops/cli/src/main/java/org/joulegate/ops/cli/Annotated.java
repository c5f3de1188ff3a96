package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * Some bytes with every one of them explained, in order and without gaps.
 *
 * @param title what the bytes are
 * @param bytes all of them
 * @param notes cover the bytes from the first to the last; a note of no bytes may stand at the end
 */
record Annotated(String title, byte[] bytes, List<Note> notes) {

  /**
   * What some neighbouring bytes mean.
   *
   * @param offset of the first byte
   * @param length how many
   * @param text their meaning
   * @param wrong whether reading failed here
   */
  record Note(int offset, int length, String text, boolean wrong) {

    /** Position behind the last byte. */
    int end() {
      return offset + length;
    }

    boolean covers(int position) {
      return offset <= position && position < end();
    }
  }

  /** Collects notes in the order of the bytes. Not safe for use by several threads. */
  static final class Builder {

    static final String UNEXPLAINED = "not read";

    private final String title;
    private final byte[] bytes;
    private final List<Note> notes = new ArrayList<>();
    private int next;

    Builder(String title, byte[] bytes) {
      this.title = title;
      this.bytes = bytes;
    }

    /** The first byte that no note explains yet. */
    int next() {
      return next;
    }

    /**
     * Explains bytes. Of a range that was explained before only the rest is taken, and what lies
     * between the last note and this one is noted as not read.
     */
    Builder note(int offset, int length, String text) {
      int from = Math.max(offset, next);
      int to = Math.min(offset + length, bytes.length);
      if (from < to) {
        skipTo(from);
        notes.add(new Note(from, to - from, text, false));
        next = to;
      }
      return this;
    }

    /** Explains the bytes that follow the last note. */
    Builder next(int length, String text) {
      return note(next, length, text);
    }

    /** Marks where reading failed, and what was expected there. */
    Builder wrong(MalformedTelegramException fault) {
      return wrong(
          fault.offset(),
          fault.kind().word() + ": expected " + fault.expected() + ", found " + fault.found());
    }

    /** Marks where reading failed. */
    Builder wrong(int offset, String text) {
      for (int i = 0; i < notes.size(); i++) {
        Note note = notes.get(i);
        if (note.covers(offset)) {
          notes.set(i, new Note(note.offset(), note.length(), note.text() + "; " + text, true));
          return this;
        }
      }
      int at = Math.min(Math.max(offset, next), bytes.length);
      skipTo(at);
      int length = Math.min(1, bytes.length - at);
      notes.add(new Note(at, length, text, true));
      next = at + length;
      return this;
    }

    Annotated build() {
      skipTo(bytes.length);
      return new Annotated(title, bytes, List.copyOf(notes));
    }

    private void skipTo(int offset) {
      if (next < offset) {
        notes.add(new Note(next, offset - next, UNEXPLAINED, false));
        next = offset;
      }
    }
  }
}
