package org.joulegate.codec.senml;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Measures a pack as a display gets it, one meter with four registers: nanoseconds and bytes
 * allocated per pack. Run by hand; the README has the command.
 */
public final class SenmlMeasurement {

  private static final int PACKS = 100_000;

  /** One pack encoded or decoded. */
  private interface Work {
    int run() throws Exception;
  }

  private SenmlMeasurement() {}

  /** Runs and prints a table. */
  public static void main(String[] arguments) throws Exception {
    SenmlPack pack =
        SenmlPack.of(
            SenmlRecord.of("1.8.0", 131_304_567, -1, "Wh")
                .withBase(SenmlBase.ofName("1EMH0012345678:1-0:").withTime(1_767_225_600L)),
            SenmlRecord.of("2.8.0", 12_004, -1, "Wh"),
            SenmlRecord.of("16.7.0", 4_215, -1, "W"),
            SenmlRecord.of("32.7.0", 2_301, -1, "V"));
    byte[] json = SenmlJson.encode(pack);
    byte[] cbor = SenmlCbor.encode(pack);
    System.out.println("JSON " + json.length + " bytes, CBOR " + cbor.length + " bytes");
    for (int round = 0; round < 5; round++) {
      measure("JSON encode", () -> SenmlJson.encode(pack).length);
      measure("JSON decode", () -> SenmlJson.decode(json).records().size());
      measure("CBOR encode", () -> SenmlCbor.encode(pack).length);
      measure("CBOR decode", () -> SenmlCbor.decode(cbor).records().size());
    }
  }

  private static void measure(String what, Work work) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long sum = 0;
    long allocated = threads.getThreadAllocatedBytes(thread);
    long started = System.nanoTime();
    for (int i = 0; i < PACKS; i++) {
      sum += work.run();
    }
    long nanos = (System.nanoTime() - started) / PACKS;
    long bytes = (threads.getThreadAllocatedBytes(thread) - allocated) / PACKS;
    System.out.printf("%-12s %6d ns %6d B (%d)%n", what, nanos, bytes, sum);
  }
}
