package org.joulegate.trust.seal.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.joulegate.trust.api.Sealer;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.keys.internal.FileKeyMemory;

/** Prints how many messages a second one thread seals and opens; the README says how to run it. */
public final class SealBenchmark {
  private static final String TYPE = "application/vnd.joulegate.report+cbor";

  /** About a day of quarter-hours of one metering point. */
  private static final int CONTENT_BYTES = 2_048;

  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 1_000_000_000L;

  private SealBenchmark() {}

  private interface Work {
    void run() throws TrustException;
  }

  public static void main(String[] arguments) throws Exception {
    Path base = Files.createTempDirectory("seal");
    try {
      FileKeyMemory gateway = Runtimes.open(base, "gw-1");
      FileKeyMemory centre = Runtimes.open(base, "centre");
      Sealer seals = new CoseSealer(gateway, gateway);
      Sealer opens = new CoseSealer(centre, centre);
      byte[] content = new byte[CONTENT_BYTES];
      byte[] sealed = seals.seal(TYPE, content);
      Instant now = Instant.now();
      System.out.println("overhead " + (sealed.length - content.length) + " bytes");
      measure("seal", () -> seals.seal(TYPE, content));
      measure("open", () -> opens.open(TYPE, sealed, now));
    } finally {
      try (Stream<Path> all = Files.walk(base)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void measure(String name, Work work) throws TrustException {
    for (int round = 1; round <= ROUNDS; round++) {
      long start = System.nanoTime();
      long count = 0;
      while (System.nanoTime() - start < ROUND_NANOS) {
        work.run();
        count++;
      }
      System.out.printf("%s round %d: %,d a second%n", name, round, count);
    }
  }
}
