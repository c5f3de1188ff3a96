package org.joulegate.ops.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.joulegate.codec.json.JsonLimits;
import org.joulegate.codec.json.JsonReader;
import org.joulegate.codec.json.JsonValue.JsonObject;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StatusCommandTest {
  private static final String STATUS =
      """
      {"written": "2026-06-01T12:00:01Z", "version": 1,
       "runtime": {"pid": 17, "started": "2026-06-01T11:00:00Z", "identity": "gw-1"},
       "look": ["displays   coaps://h:5684"],
       "adapters": [{"instance": "optical~main", "line": "/dev/ttyUSB0", "status": "NOISE",
         "sentence": "look at the head's seat", "readings": 3, "refused": 2, "lastRefusal": "crc"}],
       "meters": [{"meter": "1EMH0012345678", "medium": "electricity",
         "received": "2026-06-01T11:59:59Z", "silentSince": "2026-06-01T12:00:00Z",
         "silentBecause": "no byte came",
         "registers": [{"obis": "1-0:1.8.0*255", "value": "13130.4", "unit": "Wh"}]}],
       "journal": {"storing": true, "sentence": "storing", "head": "5:ab"},
       "consumers": [{"consumer": "wan.link", "position": 1, "behind": 4}],
       "uplinks": [{"centre": "https://c", "connected": false, "sentence": "refused",
         "accepted": 1, "rejected": 0}]}
      """;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  public void aPersonReadsMetersSilenceAndWhoIsBehind() throws Exception {
    PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);

    JsonObject status = JsonReader.readObject(STATUS, JsonLimits.DEFAULT);
    new StatusText(status, Instant.parse("2026-06-01T12:00:09Z")).print(true, to);

    String said = out.toString(StandardCharsets.UTF_8);
    for (String part :
        List.of(
            "running: gw-1, process 17",
            "written 8 s ago",
            "coaps://h:5684",
            "NOISE",
            "2 telegrams refused: crc; look at the head's seat",
            "last reading 10 s ago",
            "silent since 2026-06-01T12:00:00Z: no byte came",
            "13130.4  Wh",
            "journal: storing, head 5:ab",
            "4 entries behind",
            "centre https://c: not connected; refused")) {
      assertTrue(part + " in\n" + said, said.contains(part));
    }
  }

  @Test
  public void aRuntimeThatDoesNotRunIsSaidSoAndItsLastStatusShown() throws Exception {
    Path data = folder.getRoot().toPath();
    Files.writeString(data.resolve("layout"), "joulegate-data 1\n");
    Files.writeString(data.resolve("lock"), "17\n");
    Files.writeString(data.resolve("status.json"), STATUS);

    assertEquals(ExitStatus.FAILED, run("status", "--data", data.toString()));

    assertTrue(text(err), text(err).contains("no runtime is running in " + data));
    assertTrue(text(out), text(out).contains("as it was: gw-1"));
    out.reset();
    run("status", "--data", data.toString(), "--json");
    assertEquals(STATUS, text(out));
  }

  @Test
  public void aDirectoryThatIsNoneOfOursIsNamed() {
    Path none = folder.getRoot().toPath().resolve("none");
    assertEquals(ExitStatus.USAGE, run("status", "--data", none.toString()));
    assertTrue(text(err), text(err).contains(none + " does not exist"));

    assertEquals(ExitStatus.USAGE, run("status", "--data", folder.getRoot().toString()));
    assertTrue(text(err), text(err).contains("is no data directory of Joulegate"));
    assertEquals(ExitStatus.USAGE, run("status", "--dat"));
  }

  private int run(String... words) {
    Io io =
        new Io(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return Main.run(List.of(words), io);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
