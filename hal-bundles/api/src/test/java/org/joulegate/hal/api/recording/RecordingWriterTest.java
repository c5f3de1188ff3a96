package org.joulegate.hal.api.recording;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.joulegate.hal.api.recording.RecordedBytes.Direction;
import org.joulegate.hal.api.recording.RecordedChange.Kind;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RecordingWriterTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path file;

  @Before
  public void chooseFile() {
    file = folder.getRoot().toPath().resolve("meter.rec");
  }

  @Test
  public void whatIsWrittenIsReadBack() throws Exception {
    Random random = new Random(1);
    byte[] bytes = new byte[40_000];
    random.nextBytes(bytes);
    try (RecordingWriter writer = RecordingWriter.append(file, 1_000_000)) {
      long nanos = System.nanoTime();
      writer.change(nanos, Kind.OPEN, "sim:a\nb#c");
      writer.bytes(nanos + 1_000_000_001L, Direction.RECEIVED, bytes, 0, bytes.length);
      writer.bytes(nanos + 500, Direction.SENT, bytes, 7, 3);
      writer.bytes(nanos, Direction.SENT, bytes, 0, 0);
      writer.change(nanos + 2_000_000_001L, Kind.CLOSE, "");
    }
    List<RecordedEvent> events = RecordingReader.readAll(file);
    assertEquals(1 + 3 + 1 + 1, events.size());
    assertEquals("sim:a b c", ((RecordedChange) events.get(0)).text());
    byte[] read = new byte[bytes.length];
    int length = 0;
    for (RecordedEvent event : events.subList(1, 4)) {
      byte[] part = ((RecordedBytes) event).bytes();
      System.arraycopy(part, 0, read, length, part.length);
      length += part.length;
    }
    assertArrayEquals(bytes, read);
    assertEquals(Duration.ofNanos(1_000_000_001L), between(events, 0, 1));
    assertEquals("time stands still", Duration.ZERO, between(events, 1, 4));
    assertEquals(Duration.ofSeconds(1), between(events, 4, 5));
  }

  private static Duration between(List<RecordedEvent> events, int from, int to) {
    return events.get(to).at().minus(events.get(from).at());
  }

  @Test
  public void continuesAFileAfterItsLastWholeLine() throws Exception {
    write("first");
    Files.writeString(file, "+0.1 < 00112", StandardOpenOption.APPEND);
    write("second");
    List<RecordedEvent> events = RecordingReader.readAll(file);
    assertEquals(2, events.size());
    assertEquals("second", ((RecordedChange) events.get(1)).text());
  }

  @Test
  public void doesNotTouchAFileThatIsNoRecording() throws Exception {
    for (String content : List.of("root:x:0:0\n", "x", "joulegate-recording 9\n")) {
      Files.writeString(file, content);
      assertThrows(RecordingFormatException.class, () -> RecordingWriter.append(file, 1_000));
      assertEquals(content, Files.readString(file));
    }
  }

  @Test
  public void endsAtItsLimitWithAWholeLine() throws Exception {
    try (RecordingWriter writer = RecordingWriter.append(file, 1_000)) {
      IOException e =
          assertThrows(
              IOException.class,
              () -> {
                while (true) {
                  writer.bytes(System.nanoTime(), Direction.RECEIVED, new byte[20], 0, 20);
                }
              });
      assertEquals("it has reached its limit of 1000 bytes", e.getMessage());
    }
    assertTrue(Files.size(file) <= 1_000);
    assertTrue(Files.readString(file).endsWith("\n"));
  }

  private void write(String note) throws IOException {
    try (RecordingWriter writer = RecordingWriter.append(file, 1_000)) {
      writer.change(System.nanoTime(), Kind.NOTE, note);
    }
  }
}
