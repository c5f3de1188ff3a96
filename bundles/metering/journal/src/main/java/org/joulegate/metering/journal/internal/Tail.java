package org.joulegate.metering.journal.internal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.joulegate.metering.api.JournalHead;

/**
 * The end of what is on disk and made known, where readers wait for more. Safe for use by any
 * thread. Not final, so that a test can stand between a commit and its being made known.
 */
class Tail {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private volatile JournalHead head = JournalHead.EMPTY;

  final JournalHead head() {
    return head;
  }

  void moveTo(JournalHead next) {
    head = next;
    wake();
  }

  /** Lets all who wait look again. */
  final void wake() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is an entry after a place, or the waiting has ended otherwise. */
  final void await(long after, Duration wait, BooleanSupplier ended) throws InterruptedException {
    if (head.sequence() > after) {
      return;
    }
    lock.lockInterruptibly();
    try {
      long left = wait.toNanos();
      while (head.sequence() <= after && !ended.getAsBoolean() && left > 0) {
        left = moved.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
