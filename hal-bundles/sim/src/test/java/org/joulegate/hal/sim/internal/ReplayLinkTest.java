package org.joulegate.hal.sim.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.joulegate.hal.api.recording.RecordingReader;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public class ReplayLinkTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  @Rule public final Timeout limit = Timeout.seconds(60);

  private final SimLinkProvider provider = new SimLinkProvider(null);

  @After
  public void stop() {
    provider.stop();
  }

  private Path recording(String... lines) throws Exception {
    Path file = folder.newFile().toPath();
    return Files.writeString(file, "joulegate-recording 1\n" + String.join("\n", lines) + "\n");
  }

  private SerialLink open(Path file, String options) throws LinkException {
    return provider.open(LinkAddress.parse("replay:" + file + options));
  }

  private static String read(SerialLink link, int length) throws LinkException {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      done += link.read(bytes, done, length - done, LONG);
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static LinkException readFails(SerialLink link) {
    return assertThrows(LinkException.class, () -> link.read(new byte[1], 0, 1, LONG));
  }

  @Test
  public void playsAtFullSpeedWithoutWaiting() throws Exception {
    Path file =
        recording("2026-01-15T10:00:00Z < 4142", "+86400 < 43", "+86400 ! note x", "+0 < 44");
    try (SerialLink link = open(file, "?speed=max")) {
      assertEquals("ABCD", read(link, 4));
      assertEquals("then it is silent", 0, link.read(new byte[1], 0, 1, Duration.ofMillis(1)));
      assertFalse(link.configure(SerialSettings.DEFAULT));
    }
  }

  @Test
  public void playsInItsOwnTimeOrFaster() throws Exception {
    Path file = recording("+0 < 41", "+0.050 < 42", "+3600 < 43");
    long before = System.nanoTime();
    try (SerialLink link = open(file, "")) {
      assertEquals("AB", read(link, 2));
      assertTrue(System.nanoTime() - before >= TimeUnit.MILLISECONDS.toNanos(50));
      assertEquals(0, link.read(new byte[1], 0, 1, Duration.ofMillis(5)));
    }
    try (SerialLink link = open(file, "?speed=100000")) {
      assertEquals("ABC", read(link, 3));
    }
  }

  @Test
  public void theSameRecordingGivesTheSameBytesEachTime() throws Exception {
    Path file = recording("+0 < 41", "+5 < 42", "+5 < 43");
    for (int i = 0; i < 100; i++) {
      try (SerialLink link = open(file, "?speed=max")) {
        assertEquals("ABC", read(link, 3));
      }
    }
  }

  @Test
  public void atTheEndItIsLostOrBeginsAgainWhenAsked() throws Exception {
    Path file = recording("+1 < 4142");
    try (SerialLink link = open(file, "?speed=max&end=loop")) {
      assertEquals("ABABABAB", read(link, 8));
    }
    for (int i = 0; i < 2; i++) {
      try (SerialLink link = open(file, "?speed=max&end=lost")) {
        assertEquals("AB", read(link, 2));
        assertEquals(Reason.LOST, readFails(link).reason());
      }
    }
    try (SerialLink link = open(recording("+0 ! note empty"), "?speed=max&end=loop")) {
      assertEquals(0, link.read(new byte[1], 0, 1, Duration.ofMillis(1)));
    }
  }

  @Test
  public void aRecordedDisconnectLosesTheLineAndTheNextOpeningGoesOn() throws Exception {
    Path file =
        recording(
            "2026-01-15T10:00:00Z ! open x",
            "+0 < 41",
            "+0 ! disconnect",
            "2026-01-15T12:00:00Z ! open x",
            "+0 < 42");
    SerialLink first = open(file, "");
    assertEquals("A", read(first, 1));
    assertEquals(Reason.LOST, readFails(first).reason());
    first.close();
    try (SerialLink second = open(file, "")) {
      assertEquals("the time between is not waited for", "B", read(second, 1));
    }
    try (SerialLink third = open(file, "")) {
      assertEquals("A", read(third, 1));
    }
  }

  @Test
  public void aDroppedReplayGoesOnWhereItWas() throws Exception {
    Path file = recording("+0 < 41", "+0 < 42", "+0 < 43", "+0 < 44");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      try (SerialLink link = open(file, "?speed=max&drop-every=2")) {
        all.append(read(link, 2));
        assertEquals(Reason.LOST, readFails(link).reason());
      }
    }
    assertEquals("ABCD", all.toString());
  }

  @Test
  public void aRecordedRequestIsWaitedForAndCompared() throws Exception {
    Path file = recording("+0 > 2f3f21", "+0 < 41", "+0 > 06", "+0 < 42");
    try (SerialLink link = open(file, "?speed=max")) {
      assertEquals(0, link.read(new byte[1], 0, 1, Duration.ofMillis(1)));
      link.write(new byte[] {0x2f, 0x3f});
      assertEquals(0, link.read(new byte[1], 0, 1, Duration.ofMillis(1)));
      link.write(new byte[] {0x21});
      assertEquals("A", read(link, 1));
      link.write(new byte[] {0x15});
      LinkException e = readFails(link);
      assertEquals(Reason.IO, e.reason());
      assertTrue(e.getMessage(), e.getMessage().endsWith("differs at byte 1 from line 4"));
    }
  }

  @Test
  public void aMalformedRecordingIsRefusedWithItsLineWhenItIsOpened() throws Exception {
    Path file = recording("+0 < 41", "+0 < 4");
    LinkException e = assertThrows(LinkException.class, () -> open(file, ""));
    assertEquals(Reason.BAD_ADDRESS, e.reason());
    assertTrue(e.getMessage(), e.getMessage().contains("line 3: expected bytes of two hex digits"));
  }

  @Test
  public void saysWhichFileIsMissingAndWhichOptionIsUnknown() throws Exception {
    LinkException missing =
        assertThrows(LinkException.class, () -> open(Path.of("/no/such.rec"), ""));
    assertEquals(Reason.NOT_FOUND, missing.reason());
    assertEquals("replay:/no/such.rec: there is no such file", missing.getMessage());
    Path file = recording("+0 < 41");
    LinkException option = assertThrows(LinkException.class, () -> open(file, "?loop=true"));
    assertTrue(
        option.getMessage(),
        option.getMessage().endsWith("there are drop-every, end, noise, record, seed, speed"));
    assertTrue(
        assertThrows(LinkException.class, () -> open(file, "?end=stop"))
            .getMessage()
            .contains("one of quiet, lost, loop"));
  }

  @Test
  public void aReplayCanBeRecordedAndGivesTheSameBytes() throws Exception {
    Path file = recording("+0 < 4142", "+1 < 43");
    Path copy = folder.getRoot().toPath().resolve("copy.rec");
    try (SerialLink link = open(file, "?speed=max&record=" + copy)) {
      assertEquals("ABC", read(link, 3));
    }
    assertTrue(RecordingReader.readAll(copy).size() > 2);
    try (SerialLink link = open(copy, "?speed=max")) {
      assertEquals("ABC", read(link, 3));
    }
  }

  @Test
  public void manyOpeningsLeaveNoDescriptor() throws Exception {
    Path file = recording("+0 < 41");
    open(file, "").close();
    int files = openFiles();
    for (int i = 0; i < 200; i++) {
      SerialLink link = open(file, "");
      link.close();
      link.close();
      assertEquals(Reason.CLOSED, readFails(link).reason());
    }
    assertTrue(openFiles() <= files);
  }

  private static int openFiles() {
    String[] files = new File("/proc/self/fd").list();
    return files == null ? 0 : files.length;
  }
}
