package org.joulegate.ops.cli;

import java.io.PrintStream;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.json.JsonWriter;

/** Explained bytes, for a person and as JSON. */
final class AnnotatedText {

  private static final int NARROWEST = 40;
  private static final int DEFAULT_WIDTH = 80;

  /** Columns before the bytes: the mark, the offset, and a blank. */
  private static final int MARGIN = 9;

  private static final int CHARACTERS_A_BYTE = 3;

  private final PrintStream out;
  private final int bytesInRow;
  private final int textWidth;

  /**
   * @param width columns to fill, at least {@value #NARROWEST}
   */
  AnnotatedText(PrintStream out, int width) {
    int columns = Math.max(width, NARROWEST);
    this.out = out;
    this.bytesInRow = Math.min(16, Math.max(4, (columns - MARGIN) / (3 * CHARACTERS_A_BYTE)));
    this.textWidth = columns - MARGIN - bytesInRow * CHARACTERS_A_BYTE - 1;
  }

  /**
   * The columns of the terminal.
   *
   * @param columns what the environment says, possibly nothing
   */
  static int width(String columns) {
    try {
      return Math.max(NARROWEST, Integer.parseInt(columns.trim()));
    } catch (NumberFormatException notSaid) {
      return DEFAULT_WIDTH;
    }
  }

  /** Rows of offset, bytes and meaning. */
  void print(Annotated annotated) {
    out.println(annotated.title() + ", " + annotated.bytes().length + " bytes");
    for (Annotated.Note note : annotated.notes()) {
      print(annotated.bytes(), note);
    }
  }

  private void print(byte[] bytes, Annotated.Note note) {
    int shown = 0;
    String text = note.text();
    boolean first = true;
    while (first || shown < note.length() || !text.isEmpty()) {
      int count = Math.min(bytesInRow, note.length() - shown);
      int cut = cut(text);
      StringBuilder row = new StringBuilder(note.wrong() ? "!! " : "   ");
      String offset = first || count > 0 ? Integer.toString(note.offset() + shown) : "";
      row.append(" ".repeat(Math.max(0, MARGIN - 5 - offset.length()))).append(offset).append("  ");
      for (int i = 0; i < count; i++) {
        row.append(Hex.format(bytes, note.offset() + shown + i, 1)).append(' ');
      }
      row.append(" ".repeat((bytesInRow - count) * CHARACTERS_A_BYTE + 1)).append(text, 0, cut);
      out.println(row.toString().stripTrailing());
      text = text.substring(cut).stripLeading();
      shown += count;
      first = false;
    }
  }

  /** How many characters of a text fit into a row: up to the last blank, if there is one. */
  private int cut(String text) {
    if (text.length() <= textWidth) {
      return text.length();
    }
    int blank = text.lastIndexOf(' ', textWidth);
    return blank > 0 ? blank : textWidth;
  }

  /** A value: title, and each note with its bytes. */
  static void json(JsonWriter json, Annotated annotated) {
    json.beginObject().member("title", annotated.title()).name("notes").beginArray();
    for (Annotated.Note note : annotated.notes()) {
      json.beginObject().member("offset", note.offset());
      json.member("hex", Hex.format(annotated.bytes(), note.offset(), note.length()));
      json.member("text", note.text());
      if (note.wrong()) {
        json.member("wrong", true);
      }
      json.endObject();
    }
    json.endArray().endObject();
  }
}
