package org.joulegate.headend.intake.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A disk that is full or read-only: a real file system where mounting is allowed, else skipped. */
public class OutageTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Map<Integer, byte[]> reports = new HashMap<>();
  private World world;
  private Path disk;

  @Before
  public void start() throws Exception {
    world = new World(folder.getRoot().toPath());
    disk = Files.createDirectory(world.store());
    Assume.assumeTrue(
        "mounting a file system of its own needs root",
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0);
    world.start();
  }

  @After
  public void stop() throws Exception {
    world.close();
    run("umount", "-l", disk.toString());
  }

  @Test
  public void aFullDiskAcknowledgesNothingUntilThereIsSpace() throws Exception {
    assertEquals(201, send(0).statusCode());
    Path ballast = disk.resolve("ballast");
    fill(ballast);
    int hour = 1;
    HttpResponse<String> refused = send(hour);
    while (refused.statusCode() == 201) {
      // The log may have had room left.
      refused = send(++hour);
    }
    assertUnavailable("no space is left on the disk of", refused);
    assertUnavailable("no space", world.post("gw-1", new byte[] {1}));
    Files.delete(ballast);
    assertEquals(201, send(hour).statusCode());
    assertEquals(200, send(0).statusCode());
    String all = world.get("gw-1", "/points/DE001/consumption").body();
    assertEquals((hour + 1) * 4, all.split("\"start\"", -1).length - 1);
  }

  @Test
  public void aReadOnlyDiskIsNamedAtTheStart() throws Exception {
    assertEquals(201, send(0).statusCode());
    world.stop();
    assertEquals(0, run("mount", "-o", "remount,ro", disk.toString()));
    String reason = assertThrows(IllegalArgumentException.class, () -> world.start()).getMessage();
    assertTrue(reason, reason.contains(disk.toString()) && reason.contains("Read-only"));
    assertEquals(0, run("mount", "-o", "remount,rw", disk.toString()));
    world.start();
    assertEquals(200, send(0).statusCode());
  }

  private HttpResponse<String> send(int hour) throws Exception {
    return world.post("gw-1", sealed(hour));
  }

  /** Sealed once: the same report has the same bytes whenever it is sent. */
  private byte[] sealed(int hour) throws Exception {
    byte[] sealed = reports.get(hour);
    if (sealed == null) {
      sealed = world.seal("gw-1", World.report("gw-1", "DE001", hour));
      reports.put(hour, sealed);
    }
    return sealed;
  }

  private static void assertUnavailable(String sentence, HttpResponse<String> response) {
    assertEquals(response.body(), 503, response.statusCode());
    assertTrue(response.body(), response.body().contains(sentence));
  }

  private static void fill(Path ballast) throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full, as intended.
    }
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
