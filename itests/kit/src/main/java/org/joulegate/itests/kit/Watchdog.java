package org.joulegate.itests.kit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether one input keeps a thread busy for too long. It counts processor time, so that a busy
 * machine is not taken for a loop.
 */
final class Watchdog implements AutoCloseable {

  /** An input that takes longer is a find. */
  static final Duration SLOW = Duration.ofSeconds(1);

  /** After this the loop is taken for endless, where nothing else is asked for. */
  static final Duration ENDLESS = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** An input took too long; the stack is the one of the moment when that was seen. */
  static final class Slow extends RuntimeException {
    private static final long serialVersionUID = 1;

    Slow(StackTraceElement[] where) {
      super("takes more than " + SLOW.toSeconds() + " s of processor time");
      setStackTrace(where);
    }
  }

  /** An input does not come to an end. */
  static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Endless(Duration time, String what) {
      super("no end within " + time.toMillis() + " ms of processor time" + what);
    }
  }

  private final Thread watched = Thread.currentThread();
  private final Duration endless;
  private final LongConsumer onEndless;
  private final Thread thread;

  /** How many inputs began and ended; odd while one is under way. */
  private final AtomicLong steps = new AtomicLong();

  private final AtomicLong number = new AtomicLong();
  private volatile @Nullable Slow slow;

  /**
   * Watches the thread that calls.
   *
   * @param endless after this much processor time an input is taken not to end
   * @param onEndless given the number of the input that does not come to an end, on the watchdog's
   *     thread; there is no way to stop a busy thread, so this should end the process
   */
  Watchdog(Duration endless, LongConsumer onEndless) {
    this.endless = endless;
    this.onEndless = onEndless;
    this.thread = new Thread(this::watch, "watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /** An input begins; on the watched thread. */
  void begin(long input) {
    number.lazySet(input);
    steps.lazySet(steps.getPlain() + 1);
  }

  /** The input ended; what there is to say about its time, or null. */
  @Nullable Slow end() {
    steps.lazySet(steps.getPlain() + 1);
    Slow seen = slow;
    if (seen != null) {
      slow = null;
    }
    return seen;
  }

  private void watch() {
    long at = -1;
    long since = 0;
    while (!Thread.interrupted()) {
      long now = steps.get();
      long spent = THREADS.getThreadCpuTime(watched.getId());
      if (now != at || now % 2 == 0) {
        at = now;
        since = spent;
      } else if (spent - since > endless.toNanos()) {
        onEndless.accept(number.get());
        return;
      } else if (spent - since > SLOW.toNanos() && slow == null) {
        Slow seen = new Slow(watched.getStackTrace());
        if (steps.get() == now) {
          slow = seen;
        }
      }
      try {
        Thread.sleep(LOOK.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
