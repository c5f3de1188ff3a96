package org.joulegate.hal.api.recording;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.joulegate.hal.api.recording.RecordedBytes.Direction;
import org.joulegate.hal.api.recording.RecordedChange.Kind;
import org.junit.Test;

public class RecordingReaderTest {
  private static final String HEADER = "joulegate-recording 1\n";

  private static List<RecordedEvent> read(String text) throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    try (RecordingReader reader = new RecordingReader(new StringReader(text))) {
      for (Optional<RecordedEvent> e = reader.next(); e.isPresent(); e = reader.next()) {
        events.add(e.get());
      }
    }
    return events;
  }

  @Test
  public void readsEveryKindOfLine() throws Exception {
    List<RecordedEvent> events =
        read(
            HEADER
                + "# a comment\n\n"
                + "2026-01-15T10:00:00Z ! open /dev/ttyUSB0   # which line\n"
                + "+0 ! settings 9600 8N1\r\n"
                + "+0.5 > 2f 3F 21\n"
                + "\t+0.000000001 <06 0a0d\n"
                + "2026-01-15T10:00:02.5Z ! disconnect\n");
    assertEquals(5, events.size());
    assertEquals(new RecordedChange(Duration.ZERO, Kind.OPEN, "/dev/ttyUSB0"), events.get(0));
    assertEquals(new RecordedChange(Duration.ZERO, Kind.SETTINGS, "9600 8N1"), events.get(1));
    RecordedBytes sent = (RecordedBytes) events.get(2);
    assertEquals(Direction.SENT, sent.direction());
    assertArrayEquals(new byte[] {0x2f, 0x3f, 0x21}, sent.bytes());
    assertEquals(Duration.ofNanos(500_000_001), events.get(3).at());
    assertEquals(new RecordedChange(Duration.ofMillis(2_500), Kind.DISCONNECT, ""), events.get(4));
  }

  @Test
  public void knowsTheInstantOfTheStart() throws Exception {
    String text = HEADER + "2026-01-15T10:00:00Z < 00\n";
    try (RecordingReader reader = new RecordingReader(new StringReader(text))) {
      assertTrue(reader.start().isEmpty());
      reader.next();
      assertEquals(Instant.parse("2026-01-15T10:00:00Z"), reader.start().orElseThrow());
      assertEquals(2, reader.line());
    }
  }

  @Test
  public void aNewSessionMayBeginWhereTheClockWasSetBack() throws Exception {
    List<RecordedEvent> events =
        read(
            HEADER
                + "2026-01-15T10:00:00Z < 00\n+1 < 01\n"
                + "2026-01-15T09:00:00Z ! open x\n2026-01-15T09:00:03Z < 02\n");
    assertEquals(Duration.ofSeconds(1), events.get(2).at());
    assertEquals(Duration.ofSeconds(4), events.get(3).at());
  }

  @Test
  public void namesLineAndExpectation() {
    String[][] bad = {
      {"", "line 1: expected \"joulegate-recording 1\", found an empty file"},
      {"hello\n", "line 1: expected \"joulegate-recording 1\", found something else"},
      {"joulegate-recording 2\n", "line 1: expected \"joulegate-recording 1\", found another"},
      {HEADER + "+1 00\n", "line 2: expected a time, one of < > !"},
      {HEADER + "# x\n1.5 < 00\n", "line 3: expected an instant such as"},
      {HEADER + "+1,5 < 00\n", "line 2: expected an instant such as"},
      {HEADER + "+1.0000000001 < 00\n", "line 2: expected an instant such as"},
      {HEADER + "+0 < 0\n", "line 2: expected bytes of two hex digits each, found something else"},
      {HEADER + "+0 < 00 1g\n", "found something else at byte 2"},
      {HEADER + "+0 <\n", "line 2: expected bytes of two hex digits each, found none"},
      {HEADER + "+0 ! disconect\n", "line 2: expected one of open, settings, disconnect"},
      {HEADER + "+0 ! Open x\n", "line 2: expected one of open, settings, disconnect"},
      {HEADER + "+0 < 00\n2026-01-15T10:00:00Z < 00\n", "line 3: expected seconds such as +0.5"},
      {
        HEADER + "2026-01-15T10:00:00Z < 00\n2026-01-15T09:59:59Z < 00\n",
        "line 3: expected a time that is not before"
      },
      {HEADER + "+0 < " + "00".repeat(16_385) + "\n", "line 2: expected at most 16384 bytes"},
      {HEADER + "#" + " ".repeat(65_536) + "\n", "line 2: expected at most 65536 characters"},
    };
    for (String[] row : bad) {
      IOException e = assertThrows(row[1], RecordingFormatException.class, () -> read(row[0]));
      assertTrue(
          e.getMessage(), e.getMessage().startsWith(row[1]) || e.getMessage().contains(row[1]));
    }
  }

  @Test
  public void aLastLineCutOffInWritingCountsAsNotThere() throws Exception {
    assertEquals(1, read(HEADER + "+0 < 0011\n+0 < 22334").size());
    assertEquals(1, read(HEADER + "+0 < 0011\n+0.").size());
    assertEquals("a whole one counts", 2, read(HEADER + "+0 < 0011\n+0 < 2233").size());
  }

  @Test
  public void anyTextIsReadOrRefusedWithALine() {
    Random random = new Random(5);
    String alphabet = "+01.<>! af#\nopen2026-01-15T10:00:00Z";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(HEADER);
      for (int n = random.nextInt(60); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        read(text.toString());
      } catch (IOException e) {
        assertTrue(e.toString(), ((RecordingFormatException) e).line() > 1);
      }
    }
  }
}
