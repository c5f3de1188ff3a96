package org.joulegate.itests.codecs;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures contenders by turns: one round each, then the next round. The figures are the medians of
 * the rounds; time is the thread's processor time, so that another program's load does not count.
 */
final class Rounds {

  /**
   * What one contender needs.
   *
   * @param telegrams in a second
   * @param allocated bytes for each telegram
   */
  record Figures(double telegrams, double allocated) {}

  private static final int WARM_UP = 6;
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 300_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<Contender.Work[]> works = new ArrayList<>();
  private final double[][] rates;
  private final double[][] bytes;
  private long sink;

  Rounds(List<Contender> contenders, List<Sample> samples) {
    for (Contender contender : contenders) {
      works.add(samples.stream().map(contender::prepare).toArray(Contender.Work[]::new));
    }
    rates = new double[contenders.size()][ROUNDS];
    bytes = new double[contenders.size()][ROUNDS];
  }

  List<Figures> run() throws Exception {
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int i = 0; i < works.size(); i++) {
        one(i, round);
      }
    }
    List<Figures> figures = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      figures.add(new Figures(median(rates[i]), median(bytes[i])));
    }
    if (sink == 42) { // Nobody knows; so nothing that leads to it can be left out.
      System.out.println();
    }
    return figures;
  }

  private void one(int contender, int round) throws Exception {
    Contender.Work[] work = works.get(contender);
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    long count = 0;
    long spent;
    do {
      for (int pass = 0; pass < 10; pass++) {
        for (Contender.Work each : work) {
          sink += each.run();
        }
      }
      count += 10L * work.length;
      spent = THREADS.getCurrentThreadCpuTime() - start;
    } while (spent < ROUND_NANOS && work.length > 0);
    if (round >= 0) {
      rates[contender][round] = count * 1e9 / spent;
      bytes[contender][round] =
          (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / Math.max(1, count);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
