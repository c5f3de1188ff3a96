package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

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

    Note withText(String other) {
      return new Note(offset, length, other, wrong);
    }

    boolean covers(int position) {
      return offset <= position && position < end();
    }
  }

  /**
   * The blocks of one decoding, with the place of its error marked among the bytes as given, which
   * are the first block.
   *
   * @param error with a position in the first block, or null when all was read
   */
  static List<Annotated> marked(List<Annotated> blocks, Decoded.@Nullable Problem error) {
    Annotated first = blocks.get(0);
    if (error == null || first.isMarked(error.offset())) {
      return blocks;
    }
    List<Note> notes = new ArrayList<>(first.notes());
    mark(notes, first.bytes().length, error.offset(), error.kind() + ": " + error.message());
    List<Annotated> marked = new ArrayList<>(blocks);
    marked.set(0, new Annotated(first.title(), first.bytes(), List.copyOf(notes)));
    return List.copyOf(marked);
  }

  private boolean isMarked(int offset) {
    int at = Math.min(offset, bytes.length);
    for (Note note : notes) {
      if (note.wrong() && (note.covers(at) || note.offset() == at)) {
        return true;
      }
    }
    return false;
  }

  /** Marks a position among notes that cover all bytes; of what is not read only its one byte. */
  private static void mark(List<Note> notes, int length, int offset, String text) {
    int at = Math.max(0, Math.min(offset, length));
    for (int i = 0; i < notes.size(); i++) {
      Note note = notes.get(i);
      if (note.covers(at)) {
        boolean unread = note.text().equals(Builder.UNEXPLAINED);
        notes.set(
            i,
            unread
                ? new Note(at, 1, text, true)
                : new Note(note.offset(), note.length(), note.text() + "; " + text, true));
        if (unread && at + 1 < note.end()) {
          notes.add(i + 1, new Note(at + 1, note.end() - at - 1, note.text(), false));
        }
        if (unread && note.offset() < at) {
          notes.add(i, new Note(note.offset(), at - note.offset(), note.text(), false));
        }
        return;
      }
    }
    notes.add(new Note(length, 0, text, true));
  }

  /** Collects notes in the order of the bytes. Not safe for use by several threads. */
  static final class Builder {

    static final String UNEXPLAINED = "not read";

    private final String title;
    private final byte[] bytes;
    private final List<Note> notes = new ArrayList<>();
    private final List<Note> faults = new ArrayList<>(0);
    private String unclaimed = UNEXPLAINED;
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
        notes.add(new Note(from, to - from, printable(text), false));
        next = to;
      }
      return this;
    }

    /** Explains the bytes that follow the last note. */
    Builder next(int length, String text) {
      return note(next, length, text);
    }

    /** What is said of bytes that have no note, where reading did not fail either. */
    Builder unclaimed(String text) {
      unclaimed = text;
      return this;
    }

    /** Explains everything that follows the last note. */
    Builder rest(String text) {
      return next(bytes.length - next, text);
    }

    /** Marks where reading failed, and what was expected there. */
    Builder wrong(MalformedTelegramException fault) {
      return wrong(fault.offset(), fault);
    }

    /** Marks where reading failed, at the place of the fault in these bytes. */
    Builder wrong(int offset, MalformedTelegramException fault) {
      return wrong(
          offset,
          fault.kind().word() + ": expected " + fault.expected() + ", found " + fault.found());
    }

    /** Marks where reading failed, whether or not notes on the place were or will be taken. */
    Builder wrong(int offset, String text) {
      faults.add(new Note(offset, 0, printable(text), true));
      return this;
    }

    Annotated build() {
      skipTo(bytes.length);
      List<Note> all = new ArrayList<>(notes);
      all.replaceAll(note -> isUnclaimed(note) ? note.withText(unclaimed) : note);
      for (Note fault : faults) {
        mark(all, bytes.length, fault.offset(), fault.text());
      }
      return new Annotated(title, bytes, List.copyOf(all));
    }

    private boolean isUnclaimed(Note note) {
      return note.text().equals(UNEXPLAINED)
          && faults.stream()
              .noneMatch(fault -> note.offset() <= fault.offset() && fault.offset() <= note.end());
    }

    /** A text of the meter's may hold what would change a terminal. */
    private static String printable(String text) {
      return text.replaceAll("\\p{Cntrl}", ".");
    }

    private void skipTo(int offset) {
      if (next < offset) {
        notes.add(new Note(next, offset - next, UNEXPLAINED, false));
        next = offset;
      }
    }
  }
}
