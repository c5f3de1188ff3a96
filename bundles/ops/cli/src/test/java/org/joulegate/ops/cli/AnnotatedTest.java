package org.joulegate.ops.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.sml.SmlEncoder;
import org.joulegate.codec.sml.SmlListEntry;
import org.joulegate.codec.sml.SmlObis;
import org.joulegate.codec.sml.SmlValue;
import org.junit.Test;

public class AnnotatedTest {

  private static final byte[] SML =
      SmlEncoder.telegram(
          ByteSlice.of(Hex.parse("0a01584d4700005bae28")),
          1,
          100,
          java.util.List.of(
              SmlListEntry.of(SmlObis.ENERGY_IMPORT, 30, -1, new SmlValue.Int(131_304, 4, false))));

  @Test
  public void notesCoverEveryByteOnceAndInOrder() {
    Annotated annotated =
        new Annotated.Builder("four bytes", Hex.parse("00112233"))
            .note(1, 2, "middle")
            .note(2, 1, "said before")
            .build();
    assertEquals(3, annotated.notes().size());
    assertCovered(annotated);
    assertEquals(Annotated.Builder.UNEXPLAINED, annotated.notes().get(0).text());
  }

  @Test
  public void aFaultMarksTheNoteThatCoversItOrGetsOneOfItsOwn() {
    Annotated annotated =
        new Annotated.Builder("four bytes", Hex.parse("00112233"))
            .note(0, 2, "head")
            .wrong(1, "no head")
            .wrong(4, "the bytes end")
            .build();
    assertEquals("head; no head", annotated.notes().get(0).text());
    assertTrue(annotated.notes().get(0).wrong());
    assertEquals(0, annotated.notes().get(2).length());
    assertCovered(annotated);
  }

  @Test
  public void noRowIsWiderThanTheTerminal() {
    for (int width : new int[] {0, 40, 79, 80, 132, 300}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
      new AnnotatedText(print, width).print(SmlAnnotation.of(SML).get(0));
      for (String row : out.toString(StandardCharsets.UTF_8).split("\n")) {
        assertTrue(width + ": " + row, row.length() <= Math.max(40, width));
      }
    }
    assertEquals(80, AnnotatedText.width("wide"));
  }

  @Test
  public void everyByteOfAFrameIsExplained() {
    Annotated annotated = SmlAnnotation.of(SML).get(0);
    assertCovered(annotated);
    for (Annotated.Note note : annotated.notes()) {
      assertTrue(note.toString(), !note.text().contains(Annotated.Builder.UNEXPLAINED));
      assertTrue(note.toString(), !note.wrong());
      assertTrue(note.toString(), !note.text().contains("element:"));
    }
    assertTrue(annotated.toString().contains("objName: 1-0:1.8.0*255"));
  }

  @Test
  public void theByteAtWhichAFrameIsWrongIsMarked() {
    byte[] damaged = SML.clone();
    damaged[SML.length - 1] ^= 1;
    Annotated annotated = SmlAnnotation.of(damaged).get(0);
    assertCovered(annotated);
    Annotated.Note wrong =
        annotated.notes().stream().filter(Annotated.Note::wrong).findFirst().orElseThrow();
    assertTrue(wrong.toString(), wrong.covers(SML.length - 2));
    assertTrue(wrong.toString(), wrong.text().contains("crc: expected"));
  }

  private static void assertCovered(Annotated annotated) {
    int next = 0;
    for (Annotated.Note note : annotated.notes()) {
      assertEquals(next, note.offset());
      next = note.end();
    }
    assertEquals(annotated.bytes().length, next);
  }
}
