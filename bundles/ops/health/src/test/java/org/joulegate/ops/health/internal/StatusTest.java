package org.joulegate.ops.health.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.joulegate.adapter.api.AdapterStatus;
import org.joulegate.adapter.api.AdapterSupervision;
import org.joulegate.wan.api.Uplink;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StatusTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Observed NOTHING =
      new Observed(null, null, null, null, null, List.of(), List.of());

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void whatARuntimeHasNotIsLeftOut() {
    String body = new Status(NOTHING, List.of()).body();

    assertTrue(body, body.contains("\"pid\": " + ProcessHandle.current().pid()));
    assertFalse(body, body.contains("\"meters\""));
    assertFalse(body, body.contains("\"journal\""));
  }

  @Test
  public void anAdapterSaysHowItIsAndWhereItReads() {
    AdapterSupervision adapters =
        () ->
            List.of(
                new AdapterSupervision.Supervised(
                    "optical~main",
                    "/dev/ttyUSB0",
                    AdapterStatus.LINE_GONE,
                    "/dev/ttyUSB0 does not exist \"yet\"",
                    NOON,
                    7,
                    0,
                    null,
                    3,
                    0));
    Observed observed = new Observed(null, null, adapters, null, null, List.of(), List.of());

    String body = new Status(observed, List.of()).body();

    assertTrue(body, body.contains("\"meters at  /dev/ttyUSB0\""));
    assertTrue(body, body.contains("\"status\": \"LINE_GONE\""));
    assertTrue(body, body.contains("\"/dev/ttyUSB0 does not exist \\\"yet\\\"\""));
    assertTrue(body, body.contains("\"lastRefusal\": null"));
  }

  @Test
  public void theLineToACentreSaysWhatWasAccepted() {
    Uplink uplink = () -> new Uplink.State("https://c:1", true, "", 4, 1, NOON);
    Observed observed = new Observed(null, null, null, null, null, List.of(uplink), List.of());

    String body = new Status(observed, List.of()).body();

    assertTrue(body, body.contains("\"accepted\": 4"));
    assertTrue(body, body.contains("\"centre     https://c:1\""));
  }

  @Test
  public void anAddressFileIsShownOnceItIsThere() throws Exception {
    Path file = folder.getRoot().toPath().resolve("x.url");
    Status status = new Status(NOTHING, List.of("head-end=" + file));
    assertFalse(status.body().contains("head-end"));

    Files.writeString(file, "https://127.0.0.1:8443\n");

    assertTrue(status.body().contains("\"head-end   https://127.0.0.1:8443\""));
  }

  @Test
  public void theFileIsWrittenWhenSomethingChanged() throws Exception {
    AtomicReference<String> body = new AtomicReference<>("{\n  \"a\": 1\n}");
    Path file = folder.getRoot().toPath().resolve("status.json");
    StatusWriter writer =
        new StatusWriter(folder.getRoot().toPath(), Duration.ofHours(1), body::get);

    writer.look();
    String first = Files.readString(file);
    writer.look();
    assertEquals(first, Files.readString(file));
    body.set("{\n  \"a\": 2\n}");
    writer.look();

    assertTrue(Files.readString(file), Files.readString(file).contains("\"a\": 2"));
    assertTrue(first, first.matches("(?s)\\{\\n  \"written\": \"[^\"]+\",\\n  \"a\": 1\\n}\\n"));
  }
}
