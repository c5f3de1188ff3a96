package org.joulegate.codec.sml;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.itests.kit.Corpora;
import org.openmuc.jsml.transport.Transport;

/**
 * Telegrams a second and bytes allocated for each: this decoder, jSML, and single passes of a
 * CRC-16 over the same bytes, in turns within one process. Prints the median of the rounds. Time is
 * the thread's processor time, so that another program's load does not count.
 *
 * <p>Takes the telegrams of the corpora when they are there, and {@link SmlFixtures} otherwise.
 */
public final class SmlBenchmark {

  private static final int ROUNDS = 9;
  private static final int WARM_UP_ROUNDS = 4;
  private static final int PASSES = 10;
  private static final long ROUND_NANOS = 300_000_000L;
  private static final int[] BYTEWISE = bytewiseTable();

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static long sink;

  private interface Work {
    long over(byte[] telegram) throws Exception;
  }

  private static final class Contender {
    final String name;
    final Work work;
    final double[] rates = new double[ROUNDS];
    final double[] bytes = new double[ROUNDS];

    Contender(String name, Work work) {
      this.name = name;
      this.work = work;
    }
  }

  private SmlBenchmark() {}

  /** Runs all rounds; no arguments. */
  public static void main(String[] args) throws Exception {
    List<byte[]> telegrams = new ArrayList<>();
    for (String line : Corpora.cases("sml/dev.jsonl")) {
      if (line.contains("\"kind\": \"frame\"")) {
        telegrams.add(Corpora.bytes(line));
      }
    }
    String source = "the corpus";
    if (telegrams.isEmpty()) {
      telegrams = SmlFixtures.all();
      source = "fixtures";
    }
    telegrams = readableByAll(telegrams);
    int length = 0;
    for (byte[] telegram : telegrams) {
      length += telegram.length;
    }
    System.out.printf(
        "%d telegrams of %s, %d bytes each on average%n",
        telegrams.size(), source, length / telegrams.size());
    List<Contender> contenders =
        List.of(
            new Contender("codec.sml", SmlBenchmark::ours),
            new Contender("jSML 1.1.2", SmlBenchmark::jsml),
            new Contender("CRC-16 pass, a byte a step", SmlBenchmark::bytewise),
            new Contender("CRC-16 pass, codec.bytes", b -> Crc16.x25(b, 0, b.length)));
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (Contender contender : contenders) {
        run(contender, telegrams, round);
      }
    }
    print(contenders);
  }

  private static void run(Contender contender, List<byte[]> telegrams, int round) throws Exception {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    long count = 0;
    long spent;
    do {
      for (int i = 0; i < PASSES; i++) {
        for (byte[] telegram : telegrams) {
          sink += contender.work.over(telegram);
        }
      }
      count += (long) PASSES * telegrams.size();
      spent = THREADS.getCurrentThreadCpuTime() - start;
    } while (spent < ROUND_NANOS);
    if (round >= 0) {
      contender.rates[round] = count * 1e9 / spent;
      contender.bytes[round] =
          (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / count;
    }
  }

  private static void print(List<Contender> contenders) {
    double ours = median(contenders.get(0).rates);
    for (Contender contender : contenders) {
      System.out.printf(
          "%-28s %,12.0f telegrams/s %,9.0f bytes allocated each %8.2f times ours%n",
          contender.name,
          median(contender.rates),
          median(contender.bytes),
          median(contender.rates) / ours);
    }
    System.out.println(sink == 42 ? "" : "done");
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static long ours(byte[] telegram) throws MalformedTelegramException {
    return SmlDecoder.decode(telegram, 0, telegram.length, SmlLimits.DEFAULT).messages().size();
  }

  private static long jsml(byte[] telegram) throws IOException {
    return new Transport()
        .getSMLFile(new DataInputStream(new ByteArrayInputStream(telegram)))
        .getMessages()
        .size();
  }

  private static long bytewise(byte[] telegram) {
    int crc = 0xFFFF;
    for (byte octet : telegram) {
      crc = crc >>> 8 ^ BYTEWISE[(crc ^ octet) & 0xFF];
    }
    return crc;
  }

  private static int[] bytewiseTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x8408;
      }
      table[i] = crc;
    }
    return table;
  }

  /** Those that every contender reads, so that all do the same work. */
  private static List<byte[]> readableByAll(List<byte[]> telegrams) {
    List<byte[]> readable = new ArrayList<>();
    for (byte[] telegram : telegrams) {
      try {
        if (ours(telegram) == jsml(telegram)) {
          readable.add(telegram);
        }
      } catch (IOException | RuntimeException | MalformedTelegramException e) {
        System.out.println("left out, as one contender does not read it: " + e.getMessage());
      }
    }
    return readable;
  }
}
