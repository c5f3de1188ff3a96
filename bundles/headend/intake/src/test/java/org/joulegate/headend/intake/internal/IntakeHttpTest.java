package org.joulegate.headend.intake.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.joulegate.trust.keys.internal.FileKeyMemory;
import org.joulegate.wan.api.WanPaths;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the intake answers to whoever comes over TLS and HTTP, and how it starts and ends. */
public class IntakeHttpTest {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private World world;

  @Before
  public void start() {
    world = new World(folder.getRoot().toPath());
    world.start();
  }

  @After
  public void stop() {
    world.close();
  }

  @Test
  public void aClientOfAnotherAuthorityOrWithoutCertificateIsRefusedByTls() throws Exception {
    FileKeyMemory stranger = World.keys(world.root(), "stranger", "other-authority");
    assertThrows(
        IOException.class, () -> World.post(World.client(stranger), world.url(), new byte[1]));
    SSLContext anonymous = SSLContext.getInstance("TLSv1.3");
    anonymous.init(null, new javax.net.ssl.TrustManager[] {new TrustAll()}, null);
    assertThrows(
        IOException.class,
        () ->
            java.net.http.HttpClient.newBuilder()
                .sslContext(anonymous)
                .build()
                .send(
                    HttpRequest.newBuilder(URI.create(world.url() + "/points")).build(),
                    BodyHandlers.ofString()));
  }

  @Test
  public void tooLongAMessageIsRefusedWhetherItsLengthIsSaidOrNot() throws Exception {
    byte[] tooLong = new byte[WanPaths.MAX_MESSAGE_BYTES + 1];
    List<byte[]> before = world.storeBytes();
    try {
      assertEquals(413, world.post("gw-1", tooLong).statusCode());
    } catch (IOException e) {
      // The answer came before the message was sent, and the JDK's client calls that a fault.
    }
    assertEquals(413, chunked(tooLong));
    world.assertStore(before);
    assertEquals(
        "as long as may be",
        422,
        world.post("gw-1", Arrays.copyOf(tooLong, tooLong.length - 1)).statusCode());
  }

  /** The answer to a message whose length is not said, sent until the client waits for it. */
  private int chunked(byte[] message) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.url() + "/messages"))
            .header("Content-Type", WanPaths.SEALED_MEDIA_TYPE)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(message)))
            .build();
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        return world.client("gw-1").send(request, BodyHandlers.ofString()).statusCode();
      } catch (IOException e) {
        // As above.
      }
    }
    throw new AssertionError("no answer was waited for");
  }

  @Test
  public void otherRequestsHaveAnErrorAsJson() throws Exception {
    assertError(404, "nothing at this path", world.get("gw-1", "/"));
    assertError(404, "nothing at this path", world.get("gw-1", "/points/a/b/consumption"));
    assertError(400, "no request that HTTP", world.get("gw-1", "/points/%2e%2e/consumption"));
    assertError(405, "posted", world.get("gw-1", "/messages"));
    assertError(400, "instants", world.get("gw-1", "/points/a/consumption?from=yesterday"));
    assertError(400, "nothing else", world.get("gw-1", "/points/a/consumption?form=x"));
    HttpResponse<String> text =
        world
            .client("gw-1")
            .send(
                HttpRequest.newBuilder(URI.create(world.url() + "/messages"))
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString("hello"))
                    .build(),
                BodyHandlers.ofString());
    assertError(415, "media type", text);
    assertEquals(
        "{\"point\":\"unknown\",\"from\":\"1970-01-01T00:00:00Z\",\"to\":\"9999-12-31T00:00:00Z\","
            + "\"next\":null,\"intervals\":[]}",
        world.get("gw-1", "/points/unknown/consumption").body());
  }

  private static void assertError(int status, String sentence, HttpResponse<String> response) {
    assertEquals(status, response.statusCode());
    assertTrue(response.body(), response.body().startsWith("{\"at\":\"20"));
    assertTrue(response.body(), response.body().contains(sentence));
  }

  @Test
  public void theUrlFileNamesThePortAndGoesWithTheIntake() throws Exception {
    Path file = world.store().resolve("intake.url");
    assertEquals(world.url() + "\n", Files.readString(file));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(world.store())));
    world.stop();
    assertFalse(Files.exists(file));
  }

  @Test
  public void whatCannotBeUsedIsNamedInOneSentence() throws Exception {
    String inUse = reasonOfStart(world.root().resolve("other"), world.port());
    assertTrue(inUse, inUse.contains("cannot listen at 127.0.0.1:" + world.port()));
    assertTrue(inUse, inUse.contains("in use"));
    String second = reasonOfStart(world.store(), 0);
    assertTrue(second, second.contains("in use by another intake"));
    Path strange = world.root().resolve("strange");
    Files.createDirectories(strange);
    Files.writeString(
        strange.resolve("reports.db"), "no database at all, but long enough. ".repeat(99));
    String damaged = reasonOfStart(strange, 0);
    assertTrue(damaged, damaged.contains("reports.db is damaged"));
    String wrong = reasonOfStart(strange, 70_000);
    assertTrue(wrong, wrong.contains("port is 0 to 65535"));
  }

  private String reasonOfStart(Path store, int port) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> World.intake(world.keys(World.CENTRE), store, port, Duration.ofSeconds(1)))
        .getMessage();
  }

  @Test
  public void fiftyHotSwapsLeaveNoThread() throws Exception {
    world.stop();
    Map<Thread, ?> before = Thread.getAllStackTraces();
    for (int i = 0; i < 50; i++) {
      world.start();
      if (i % 10 == 0) {
        assertEquals(200, world.get("gw-1", "/points").statusCode());
      }
      world.stop();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().contains("intake") && !before.containsKey(thread)) {
        thread.join(TimeUnit.NANOSECONDS.toMillis(DEADLINE));
        assertFalse(thread.getName(), thread.isAlive());
      }
    }
  }
}
