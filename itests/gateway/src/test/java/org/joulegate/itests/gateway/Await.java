package org.joulegate.itests.gateway;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for a state, no longer than until a deadline. */
final class Await {
  /** Long enough for a machine that does other things as well. */
  static final Duration LONG = Duration.ofSeconds(90);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

  private Await() {}

  /**
   * Looks again and again until it is as wanted.
   *
   * @return what was seen then
   * @throws AssertionError saying what did not happen and what was seen last
   */
  static <T> T until(String what, Callable<T> look, Predicate<T> wanted) throws Exception {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (true) {
      T seen = look.call();
      if (wanted.test(seen)) {
        return seen;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + LONG + ": " + what + "; seen last: " + seen);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  static void until(String what, Callable<Boolean> state) throws Exception {
    until(what, state, seen -> seen);
  }
}
