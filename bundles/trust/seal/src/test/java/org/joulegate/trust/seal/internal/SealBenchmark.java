package org.joulegate.trust.seal.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.Partners;
import org.joulegate.trust.api.Sealer;
import org.joulegate.trust.keys.internal.FileKeyMemory;

/**
 * Prints how many messages one thread seals and opens, beside the bare signature and the JDK's
 * check of it in the same run. Counted by the processor time of the thread, so that what else the
 * machine does matters little; the README says how to run it.
 */
public final class SealBenchmark {
  private static final String TYPE = "application/vnd.joulegate.report+cbor";

  /** About a day of quarter-hours of one metering point. */
  private static final int CONTENT_BYTES = 2_048;

  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 500_000_000L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SealBenchmark() {}

  private interface Work {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Path base = Files.createTempDirectory("seal");
    try {
      run(Runtimes.open(base, "gw-1"), Runtimes.open(base, "centre"));
    } finally {
      try (Stream<Path> all = Files.walk(base)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void run(FileKeyMemory gateway, FileKeyMemory centre) throws Exception {
    Sealer seals = new CoseSealer(gateway, gateway);
    Sealer opens = new CoseSealer(centre, centre);
    byte[] content = new byte[CONTENT_BYTES];
    byte[] sealed = seals.seal(TYPE, content);
    byte[] signature = gateway.sign(KeyMemory.SIGNING_SLOT, content);
    List<X509Certificate> chain = gateway.chain(KeyMemory.SIGNING_SLOT);
    Instant now = Instant.now();
    Partners.Partner partner = centre.check(chain, KeySlot.Use.SIGN, now);
    System.out.println("overhead " + (sealed.length - content.length) + " bytes");
    Map<String, Work> works = new LinkedHashMap<>();
    works.put("seal", () -> seals.seal(TYPE, content));
    works.put("bare sign", () -> gateway.sign(KeyMemory.SIGNING_SLOT, content));
    works.put("open", () -> opens.open(TYPE, sealed, now));
    works.put("bare verify", () -> partner.verify(content, signature));
    works.put("verify by the JDK", () -> jdk(chain.get(0), content, signature));
    for (int round = 1; round <= ROUNDS; round++) {
      for (Map.Entry<String, Work> work : works.entrySet()) {
        System.out.printf(
            "round %d: %s %,d a second%n", round, work.getKey(), rate(work.getValue()));
      }
    }
  }

  private static void jdk(X509Certificate certificate, byte[] data, byte[] signature)
      throws Exception {
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(certificate);
    verifier.update(data);
    if (!verifier.verify(signature)) {
      throw new IllegalStateException("a good signature was not accepted");
    }
  }

  private static long rate(Work work) throws Exception {
    long start = THREADS.getCurrentThreadCpuTime();
    long count = 0;
    long took = 0;
    while (took < ROUND_NANOS) {
      work.run();
      count++;
      took = THREADS.getCurrentThreadCpuTime() - start;
    }
    return count * 1_000_000_000L / took;
  }
}
