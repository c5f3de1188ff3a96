package org.joulegate.itests.kit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  /** Processor time after which no shorter input is looked for. */
  private static final Duration SHORTENING = Duration.ofSeconds(10);

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

  /** What is put to the target while a shorter input is looked for, otherwise null. */
  private volatile byte @Nullable [] shortened;

  /**
   * A run.
   *
   * @param onFind told about the first find of each kind, on the calling thread: at once, so that
   *     it is not lost whatever a shorter input does, and once more when there is a shorter one
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

  /**
   * What does not come to an end, for the thread of the {@link Watchdog}.
   *
   * @param number as the watchdog names it
   * @param time what was waited for, in processor time
   */
  Find endless(long number, Duration time) {
    byte[] shorter = shortened;
    String what = shorter == null ? "" : ", a shorter one than input " + number;
    byte[] input = shorter == null ? input(number) : shorter;
    return new Find(name, seed, number, input, input, new Watchdog.Endless(time, what));
  }

  private void one(long number, Watchdog watchdog) {
    byte[] data = input(number);
    Throwable fault = null;
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
    } catch (Throwable thrown) { // Whatever it is, it is what is looked for.
      fault = thrown;
    }
    Throwable slow = watchdog.end();
    if (fault != null) {
      found(number, fault, watchdog);
    }
    if (slow != null) {
      found(number, slow, watchdog);
    }
  }

  private void found(long number, Throwable fault, Watchdog watchdog) {
    faults++;
    if (known(fault)) {
      return;
    }
    kinds.add(Find.kind(fault));
    byte[] input = input(number);
    Find find = new Find(name, seed, number, input, input, fault);
    onFind.accept(find);
    byte[] smallest = shorten(find, watchdog);
    if (smallest.length < input.length) {
      find = new Find(name, seed, number, input, smallest, fault);
      onFind.accept(find);
    }
    finds.add(find);
  }

  private byte[] shorten(Find find, Watchdog watchdog) {
    if (find.fault() instanceof Watchdog.Slow) {
      return find.input(); // Each try would take seconds.
    }
    long end = THREADS.getCurrentThreadCpuTime() + SHORTENING.toNanos();
    return Smaller.of(
        find.input(),
        data -> THREADS.getCurrentThreadCpuTime() < end && fails(data, find, watchdog));
  }

  /** Java leaves out the stack of an exception that it has thrown often from the same place. */
  private boolean known(Throwable fault) {
    String kind = Find.kind(fault);
    return fault.getStackTrace().length > 0
        ? kinds.contains(kind)
        : kinds.stream().anyMatch(each -> each.startsWith(kind));
  }

  /** Each try is watched by itself: one that has no end is a find of its own. */
  private boolean fails(byte[] data, Find like, Watchdog watchdog) {
    shortened = data.clone();
    watchdog.begin(like.number());
    try {
      target.run(data);
      return false;
    } catch (Throwable fault) {
      return Find.kind(fault).equals(like.kind());
    } finally {
      watchdog.end();
      shortened = null;
    }
  }
}
