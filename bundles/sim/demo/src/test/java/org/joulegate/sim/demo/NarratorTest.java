package org.joulegate.sim.demo;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joulegate.sim.display.Shown;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class NarratorTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final String METER = "urn:joulegate:meter:1JGA0000001001:1-0:16.7.0";
  private static final String POINT = "urn:joulegate:point:1JGA0000001001:1-0:1.8.0";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Narrator narrator =
      new Narrator(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  public void theFirstReadingOfAMeterIsSaidAndManyAreNot() {
    for (int i = 0; i < 100; i++) {
      narrator.power(List.of(new Shown(METER, "-412.3", true, "W", NOON)));
    }

    assertEquals(
        "The display sees the meter 1JGA0000001001.\n"
            + "  12:00:00  1JGA0000001001       412.3 W  fed into the grid\n",
        said());
    assertEquals(100, narrator.readings());
  }

  @Test
  public void aQuarterHourIsSaidOnce() {
    Shown quarter = new Shown(POINT, "103.2", true, "Wh", NOON);

    narrator.consumption(List.of(quarter));
    narrator.consumption(List.of(quarter));

    assertEquals("  12:00 to 12:15   1JGA0000001001  used 103.2 Wh\n", said());
  }

  @Test
  public void theStatusSaysWhatTheCentreAccepted() throws Exception {
    Path status = folder.newFile("status.json").toPath();
    Files.writeString(
        status,
        "{\"uplinks\": [{\"centre\": \"c\", \"connected\": true, \"sentence\": \"no \\\"a\\\"\",\n"
            + " \"accepted\": 4, \"rejected\": 1}]}");

    assertEquals(
        new GatewayStatus(4, 1, "no \\\"a\\\""), GatewayStatus.read(folder.getRoot().toPath()));
  }

  @Test
  public void aStatusWithoutALineToTheCentreSaysNothing() throws Exception {
    assertNull(GatewayStatus.read(folder.getRoot().toPath()));

    Files.writeString(folder.newFile("status.json").toPath(), "{\"uplinks\": []}");

    assertNull(GatewayStatus.read(folder.getRoot().toPath()));
  }

  @Test
  public void aWrongWordIsNamed() {
    assertEquals(Duration.ofSeconds(40), Arguments.parse(List.of("--seconds", "40")).end());
    for (List<String> words :
        List.of(List.of("--second", "4"), List.of("--seconds"), List.of("--seconds", "x"))) {
      assertTrue(
          assertThrows(IllegalArgumentException.class, () -> Arguments.parse(words))
              .getMessage()
              .contains(words.get(0)));
    }
  }

  private String said() {
    return bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
  }
}
