package org.joulegate.codec.cose;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Measures what the codec itself costs for a report of 400 bytes, without any cryptography:
 * nanoseconds and bytes allocated per message. Run by hand; the README has the command.
 */
public final class CoseMeasurement {

  private static final int MESSAGES = 300_000;
  private static final byte[] NOTHING = {};

  /** One message signed or verified. */
  private interface Work {
    int run() throws Exception;
  }

  private CoseMeasurement() {}

  /** Runs and prints a table. */
  public static void main(String[] arguments) throws Exception {
    byte[] payload = new byte[400];
    byte[] signature = new byte[64];
    CoseHeaders signed = CoseHeaders.NONE.withContentType(new ContentType.Format(60));
    CoseHeaders unsigned = CoseHeaders.NONE.withKeyId(new byte[8]);
    byte[] message = CoseSign1.sign(signed, unsigned, payload, NOTHING, t -> signature);
    for (int round = 0; round < 5; round++) {
      measure(
          "sign", () -> CoseSign1.sign(signed, unsigned, payload, NOTHING, t -> signature).length);
      measure(
          "decode and verify",
          () -> CoseSign1.decode(message).verify(NOTHING, (t, s) -> true).payload().length);
    }
  }

  private static void measure(String what, Work work) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long sum = 0;
    long allocated = threads.getThreadAllocatedBytes(thread);
    long started = System.nanoTime();
    for (int i = 0; i < MESSAGES; i++) {
      sum += work.run();
    }
    long nanos = (System.nanoTime() - started) / MESSAGES;
    long bytes = (threads.getThreadAllocatedBytes(thread) - allocated) / MESSAGES;
    System.out.printf("%-20s %6d ns %6d B (%d)%n", what, nanos, bytes, sum);
  }
}
