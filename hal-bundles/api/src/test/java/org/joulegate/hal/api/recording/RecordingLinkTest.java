package org.joulegate.hal.api.recording;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.joulegate.hal.api.recording.RecordedBytes.Direction;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RecordingLinkTest {
  private static final LinkAddress ADDRESS = new LinkAddress("sim", "a", Map.of());

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<String> faults = new ArrayList<>();

  /** Gives three bytes at each read, until it is lost. */
  private static final class ThreeBytes implements SerialLink {
    private boolean lost;
    private boolean closed;

    @Override
    public LinkAddress address() {
      return ADDRESS;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Duration timeout) throws LinkException {
      if (lost) {
        throw new LinkException(Reason.LOST, "sim:a: gone");
      }
      for (int i = 0; i < 3; i++) {
        buffer[offset + i] = (byte) (i + 1);
      }
      return 3;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public boolean configure(SerialSettings settings) {
      return true;
    }

    @Override
    public long lastReceivedNanos() {
      return System.nanoTime();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  public void writesDownAllThatPasses() throws Exception {
    Path file = folder.getRoot().toPath().resolve("a.rec");
    ThreeBytes line = new ThreeBytes();
    SerialLink link = RecordingLink.wrap(line, Optional.of(file), faults::add);
    link.configure(SerialSettings.DEFAULT);
    link.write(new byte[] {9, 8, 7}, 1, 1);
    assertEquals(3, link.read(new byte[8], 2, 6, Duration.ZERO));
    line.lost = true;
    assertThrows(LinkException.class, () -> link.read(new byte[8], 0, 8, Duration.ZERO));
    link.close();

    List<RecordedEvent> events = RecordingReader.readAll(file);
    List<String> kinds = new ArrayList<>();
    for (RecordedEvent event : events) {
      kinds.add(
          event instanceof RecordedBytes b
              ? b.direction() + " " + b.bytes().length + " " + b.bytes()[0]
              : ((RecordedChange) event).kind() + " " + ((RecordedChange) event).text());
    }
    assertEquals(
        List.of("OPEN sim:a", "SETTINGS 9600 8N1", "SENT 1 8", "RECEIVED 3 1", "DISCONNECT "),
        kinds);
    assertTrue(line.closed);
    assertEquals(List.of(), faults);
  }

  @Test
  public void aRecordingThatIsFullEndsWithOneSentenceAndTheLinkGoesOn() throws Exception {
    Path file = folder.getRoot().toPath().resolve("a.rec");
    RecordingWriter writer = RecordingWriter.append(file, 100);
    try (RecordingLink link = new RecordingLink(new ThreeBytes(), writer, faults::add)) {
      for (int i = 0; i < 50; i++) {
        assertEquals(3, link.read(new byte[3], 0, 3, Duration.ZERO));
      }
    }
    assertEquals(
        List.of("sim:a: its recording ended: it has reached its limit of 100 bytes"), faults);
  }

  @Test
  public void aFileThatCannotBeWrittenClosesTheLineAndIsNamed() throws Exception {
    Path file = folder.newFile("text").toPath();
    Files.writeString(file, "not a recording\n");
    ThreeBytes line = new ThreeBytes();
    LinkException e =
        assertThrows(
            LinkException.class, () -> RecordingLink.wrap(line, Optional.of(file), faults::add));
    assertEquals(Reason.IO, e.reason());
    assertTrue(e.getMessage(), e.getMessage().contains("cannot be recorded in " + file));
    assertTrue(line.closed);
  }

  @Test
  public void withoutAFileTheLinkStaysAsItIs() throws Exception {
    ThreeBytes line = new ThreeBytes();
    assertSame(line, RecordingLink.wrap(line, Optional.empty(), faults::add));
    assertFalse(line.closed);
  }

  @Test
  public void bytesOfARecordingDoNotShowInTexts() {
    RecordedBytes bytes = new RecordedBytes(Duration.ZERO, Direction.SENT, new byte[] {0x5a});
    assertFalse(bytes.toString(), bytes.toString().contains("5a"));
  }
}
