package org.joulegate.headend.intake.internal;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Reports per second that an intake accepts from 1, 4 and 16 gateways over loopback TLS: each has
 * one report of four values under way, which is verified, stored and synced before it is answered.
 * The gateways run in the same process; their reports are sealed before the clock runs.
 */
public final class IntakeBenchmark {
  private static final int REPORTS = 2_400;
  private static final int[] GATEWAYS = {16, 1, 4, 16};

  private IntakeBenchmark() {}

  /** Runs it; argument: optionally a folder on the disk to measure. */
  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    Path base =
        args.length > 0
            ? Files.createTempDirectory(Path.of(args[0]), "intake-bench")
            : Files.createTempDirectory("intake-bench");
    try {
      for (int round = 0; round < GATEWAYS.length; round++) {
        Path folder = Files.createDirectory(base.resolve("round-" + round));
        double perSecond = round(folder, GATEWAYS[round]);
        if (round > 0) {
          System.out.printf(
              Locale.ROOT,
              "intake: %d gateways %,.0f reports/s accepted and on disk%n",
              GATEWAYS[round],
              perSecond);
        }
      }
    } finally {
      try (Stream<Path> files = Files.walk(base)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static double round(Path folder, int gateways) throws Exception {
    try (World world = new World(folder)) {
      String url = world.start();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < gateways; i++) {
        String gateway = "gw-" + i;
        List<byte[]> sealed = new ArrayList<>();
        for (int hour = 0; hour < REPORTS / gateways; hour++) {
          sealed.add(world.seal(gateway, World.report(gateway, "DE" + i, hour)));
        }
        HttpClient client = world.client(gateway);
        threads.add(new Thread(() -> send(client, url, sealed)));
      }
      long start = System.nanoTime();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      return (double) REPORTS * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
    }
  }

  private static void send(HttpClient client, String url, List<byte[]> sealed) {
    try {
      for (byte[] each : sealed) {
        if (World.post(client, url, each).statusCode() != 201) {
          throw new IllegalStateException("a report was not accepted");
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
