package org.joulegate.itests.kit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts a target to its seeds, and then to damaged ones.
 *
 * <p>A fault is anything that is thrown, more than {@link #MOST_ALLOCATED} bytes allocated for one
 * input, more than {@link Watchdog#SLOW} of processor time for one input, and a seed of which
 * nothing is read.
 */
final class SeededRun {

  /** Far above what a decoder may take for some hundred bytes, limits and copies included. */
  static final long MOST_ALLOCATED = 8L << 20;

  /** After so many finds of whatever kind there is no use in going on. */
  private static final int MOST_FINDS = 1000;

  /**
   * What a run came to.
   *
   * @param inputs how many were put to the target, the seeds included
   * @param read of how many anything was read
   * @param finds one for each kind of fault
   * @param faults how many inputs had a fault
   * @param nanos how long it took
   */
  record Result(long inputs, long read, List<Find> finds, long faults, long nanos) {}

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final FuzzTarget target;
  private final String name;
  private final long seed;
  private final Mutator mutator;
  private final List<byte[]> seeds;
  private final Consumer<Find> onFind;
  private final Set<String> kinds = new HashSet<>();
  private final List<Find> finds = new ArrayList<>();
  private long faults;
  private long inputs;
  private long read;

  /**
   * A run.
   *
   * @param onFind told about the first find of each kind, on the calling thread
   */
  SeededRun(FuzzTarget target, long seed, Consumer<Find> onFind) {
    this.target = target;
    this.name = target.getClass().getName();
    this.seed = seed;
    this.seeds = target.seeds();
    this.mutator = new Mutator(seeds, seed);
    this.onFind = onFind;
  }

  /** Runs the seeds and then the inputs {@code from} to {@code from + count - 1}. */
  Result run(long from, long count, Watchdog watchdog) {
    long start = System.nanoTime();
    for (int i = 0; i < seeds.size(); i++) {
      one(-1 - i, watchdog);
    }
    for (long number = from; number < from + count && faults < MOST_FINDS; number++) {
      one(number, watchdog);
    }
    return new Result(inputs, read, List.copyOf(finds), faults, System.nanoTime() - start);
  }

  /** The input with a number, made anew: a target may change what it is given. */
  byte[] input(long number) {
    return number < 0 ? seeds.get((int) (-1 - number)).clone() : mutator.input(number);
  }

  private void one(long number, Watchdog watchdog) {
    byte[] data = input(number);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    inputs++;
    watchdog.begin(number);
    try {
      if (target.run(data)) {
        read++;
      } else if (number < 0) {
        throw new AssertionError("nothing is read of a seed");
      }
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated > MOST_ALLOCATED) {
        throw new AssertionError(allocated + " bytes allocated");
      }
    } catch (Throwable fault) { // Whatever it is, it is what is looked for.
      found(number, fault);
    }
    Throwable slow = watchdog.end();
    if (slow != null) {
      found(number, slow);
    }
  }

  private void found(long number, Throwable fault) {
    faults++;
    if (!known(fault)) {
      kinds.add(Find.kind(fault));
      byte[] input = input(number);
      byte[] smallest = Smaller.of(input, data -> fails(data, fault));
      Find find = new Find(name, seed, number, input, smallest, fault);
      finds.add(find);
      onFind.accept(find);
    }
  }

  /** Java leaves out the stack of an exception that it has thrown often from the same place. */
  private boolean known(Throwable fault) {
    String kind = Find.kind(fault);
    return fault.getStackTrace().length > 0
        ? kinds.contains(kind)
        : kinds.stream().anyMatch(each -> each.startsWith(kind));
  }

  private boolean fails(byte[] data, Throwable like) {
    if (like instanceof Watchdog.Slow) {
      return false; // Each try would take seconds.
    }
    try {
      target.run(data);
      return false;
    } catch (Throwable fault) {
      return Find.kind(fault).equals(Find.kind(like));
    }
  }
}
