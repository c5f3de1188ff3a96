package org.joulegate.codec.iec62056;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.itests.kit.Corpora;
import org.openmuc.j62056.DataMessages;

/**
 * Read-outs a second and bytes allocated for each: this decoder, j62056, and a pass of a CRC-16
 * over the same bytes, by turns within one process; then telegrams of P1. Prints the median of the
 * rounds. Time is the thread's processor time.
 *
 * <p>Takes messages of real meters when they are there, and {@link Fixtures} otherwise.
 */
public final class ReadoutBenchmark {

  private static final int ROUNDS = 9;
  private static final int WARM_UP_ROUNDS = 4;
  private static final int PASSES = 10;
  private static final long ROUND_NANOS = 300_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static long sink;

  private interface Work {
    long over(byte[] message) throws Exception;
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

  private ReadoutBenchmark() {}

  /** Runs all rounds; no arguments. */
  public static void main(String[] args) throws Exception {
    Contender crc = new Contender("CRC-16 pass", bytes -> Crc16.arc(0, bytes, 0, bytes.length));
    Contender peer = new Contender("j62056 2.2.0", DataMessages::count);
    Contender readout = new Contender("codec.iec62056", ReadoutBenchmark::readout);
    List<byte[]> all = messages("d0/dev.jsonl", Fixtures.readouts());
    List<byte[]> byBoth = all.stream().filter(b -> reads(readout, b) && reads(peer, b)).toList();
    System.out.printf(
        "read-outs read: codec.iec62056 %d, j62056 %d of %d%n",
        all.stream().filter(b -> reads(readout, b)).count(),
        all.stream().filter(b -> reads(peer, b)).count(),
        all.size());
    compare("read-outs that both read", byBoth, List.of(readout, peer, crc));
    Contender p1 = new Contender("codec.iec62056", ReadoutBenchmark::p1);
    List<byte[]> telegrams = messages("p1/dev.jsonl", Fixtures.telegrams());
    compare(
        "telegrams of P1",
        telegrams.stream().filter(b -> reads(p1, b)).toList(),
        List.of(p1, new Contender(crc.name, crc.work)));
  }

  private static long readout(byte[] bytes) throws MalformedTelegramException {
    return ReadoutDecoder.decode(bytes, 0, bytes.length, ReadoutLimits.DEFAULT).dataSets().size();
  }

  private static long p1(byte[] bytes) throws MalformedTelegramException {
    return P1Decoder.decode(bytes, 0, bytes.length, ReadoutLimits.DEFAULT)
        .message()
        .dataSets()
        .size();
  }

  private static List<byte[]> messages(String file, List<byte[]> fixtures) {
    List<byte[]> messages = new ArrayList<>();
    for (String line : Corpora.cases(file)) {
      if (!line.contains("\"kind\": \"profile\"") && !line.contains("\"valid\": false")) {
        messages.add(Corpora.bytes(line));
      }
    }
    return messages.isEmpty() ? fixtures : messages;
  }

  private static boolean reads(Contender contender, byte[] bytes) {
    try {
      return contender.work.over(bytes) > 0;
    } catch (MalformedTelegramException | IOException e) {
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compare(String what, List<byte[]> messages, List<Contender> contenders)
      throws Exception {
    int length = 0;
    for (byte[] message : messages) {
      length += message.length;
    }
    System.out.printf(
        "%d %s, %d bytes each on average%n", messages.size(), what, length / messages.size());
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (Contender contender : contenders) {
        run(contender, messages, round);
      }
    }
    double ours = median(contenders.get(0).rates);
    for (Contender contender : contenders) {
      System.out.printf(
          "%-16s %,12.0f a second %,8.1f MB/s %,8.0f bytes allocated each %6.2f times ours%n",
          contender.name,
          median(contender.rates),
          median(contender.rates) * length / messages.size() / 1e6,
          median(contender.bytes),
          median(contender.rates) / ours);
    }
    System.out.println(sink == 42 ? "" : "done");
  }

  private static void run(Contender contender, List<byte[]> messages, int round) throws Exception {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    long count = 0;
    long spent;
    do {
      for (int i = 0; i < PASSES; i++) {
        for (byte[] message : messages) {
          sink += contender.work.over(message);
        }
      }
      count += (long) PASSES * messages.size();
      spent = THREADS.getCurrentThreadCpuTime() - start;
    } while (spent < ROUND_NANOS);
    if (round >= 0) {
      contender.rates[round] = count * 1e9 / spent;
      contender.bytes[round] =
          (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / count;
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
