package org.joulegate.headend.intake.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.joulegate.wan.api.Acknowledgement;
import org.joulegate.wan.api.Acknowledgement.Outcome;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Given an intake in a process of its own and gateways that send to it; when it is killed (SIGKILL)
 * at random moments, over and over; then every report that was acknowledged is there exactly once.
 * {@code -Dintake.kills=N} does it more often.
 */
public class KillTest {
  private static final int KILLS = Integer.getInteger("intake.kills", 6);
  private static final int GATEWAYS = 4;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Random random = new Random(17);
  private final Map<String, byte[]> sent = new ConcurrentHashMap<>();
  private final Map<String, byte[]> acknowledged = new ConcurrentHashMap<>();
  private final int[] hours = new int[GATEWAYS];
  private World world;

  @Before
  public void prepare() {
    world = new World(folder.getRoot().toPath());
    world.keys(World.CENTRE);
    for (int i = 0; i < GATEWAYS; i++) {
      world.keys("gw-" + i);
    }
  }

  @After
  public void stop() {
    world.close();
  }

  @Test
  public void everyAcknowledgedReportIsThereExactlyOnce() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      sendUntilKilled(1 + random.nextInt(150));
    }
    assertTrue(acknowledged.size() + " acknowledged", acknowledged.size() > KILLS);
    world.start();
    for (int i = 0; i < GATEWAYS; i++) {
      assertStoredOnce("gw-" + i, "DE00" + i);
    }
    for (Map.Entry<String, byte[]> each : sent.entrySet()) {
      String gateway = each.getKey().substring(0, each.getKey().indexOf('/'));
      Outcome outcome =
          Acknowledgement.parse(world.post(gateway, each.getValue()).body()).outcome();
      if (acknowledged.containsKey(each.getKey())) {
        assertEquals(each.getKey(), Outcome.KNOWN, outcome);
      } else {
        assertTrue(each.getKey(), outcome == Outcome.KNOWN || outcome == Outcome.ACCEPTED);
      }
    }
    for (int i = 0; i < GATEWAYS; i++) {
      assertStoredOnce("gw-" + i, "DE00" + i);
    }
  }

  /** A report has four values: each acknowledged one has them once, and none has fewer or more. */
  private void assertStoredOnce(String gateway, String point) throws Exception {
    String all = world.get(gateway, "/points/" + point + "/consumption").body();
    List<String> stored = new ArrayList<>();
    for (String part : all.split("\"report\":\"", -1)) {
      stored.add(part.substring(0, Math.max(0, part.indexOf('"'))));
    }
    for (String identity : sent.keySet()) {
      if (identity.startsWith(gateway + "/")) {
        long values = stored.stream().filter(identity::equals).count();
        assertTrue(identity + " has " + values, values == 4 || values == 0);
        assertTrue(identity, values == 4 || !acknowledged.containsKey(identity));
      }
    }
  }

  private void sendUntilKilled(int answers) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledIntake.class.getName(),
                world.root().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String url = out.readLine();
      assertNotNull("the intake started", url);
      CountDownLatch enough = new CountDownLatch(answers);
      List<Thread> gateways = new ArrayList<>();
      for (int i = 0; i < GATEWAYS; i++) {
        int number = i;
        gateways.add(new Thread(() -> send(number, url, enough)));
      }
      gateways.forEach(Thread::start);
      assertTrue("answers came", enough.await(120, TimeUnit.SECONDS));
      process.destroyForcibly();
      for (Thread gateway : gateways) {
        gateway.join();
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  /** Sends one report after another until there is no answer any more. */
  private void send(int number, String url, CountDownLatch answers) {
    String gateway = "gw-" + number;
    HttpClient client = World.client(world.keys(gateway));
    try {
      while (true) {
        var report = World.report(gateway, "DE00" + number, hours[number]++);
        String identity = report.identity().toString();
        byte[] sealed = world.seal(gateway, report);
        sent.put(identity, sealed);
        HttpResponse<String> response = World.post(client, url, sealed);
        if (response.statusCode() == Outcome.ACCEPTED.status()) {
          acknowledged.put(identity, sealed);
        }
        answers.countDown();
      }
    } catch (IOException e) {
      // It was killed.
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
