package org.joulegate.metering.journal.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where jobs wait for the writer, in order of arrival. What the writer took still counts as waiting
 * until it is stored, so that the bound holds while the disk refuses.
 */
final class WaitingRoom {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final int maxJobs;
  private final long maxBytes;
  private List<Job> waiting = new ArrayList<>();
  private int jobs;
  private long bytes;
  private boolean closed;

  WaitingRoom(int maxJobs, long maxBytes) {
    this.maxJobs = maxJobs;
    this.maxBytes = maxBytes;
  }

  /** What became of an offer. */
  enum Answer {
    TAKEN,
    FULL,
    CLOSED
  }

  /** Lets an entry wait if there is room for it. */
  Answer offer(Job job) {
    lock.lock();
    try {
      if (closed) {
        return Answer.CLOSED;
      }
      if (jobs >= maxJobs || bytes + job.bytes() > maxBytes) {
        return Answer.FULL;
      }
      add(job);
      return Answer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /** Lets a commit wait. Each consumer has one at most, so they need no bound. */
  Answer offerCommit(Job.Commit job) {
    lock.lock();
    try {
      if (closed) {
        return Answer.CLOSED;
      }
      add(job);
      return Answer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  private void add(Job job) {
    waiting.add(job);
    jobs++;
    bytes += job.bytes();
    if (waiting.size() == 1) {
      arrived.signal();
    }
  }

  /** All that waits; empty if nothing came in time or the room was closed. */
  List<Job> take(Duration wait) throws InterruptedException {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (waiting.isEmpty() && !closed && left > 0) {
        left = arrived.awaitNanos(left);
      }
      List<Job> taken = waiting;
      waiting = new ArrayList<>(Math.max(16, taken.size()));
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the commits alone: while the disk refuses, a consumer is told instead of kept. */
  List<Job> takeCommits() {
    lock.lock();
    try {
      List<Job> commits = new ArrayList<>();
      for (Iterator<Job> all = waiting.iterator(); all.hasNext(); ) {
        Job job = all.next();
        if (job instanceof Job.Commit) {
          commits.add(job);
          all.remove();
        }
      }
      return commits;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the room's end, as long as that; says whether it came. */
  boolean awaitClosed(Duration wait) throws InterruptedException {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (!closed && left > 0) {
        left = arrived.awaitNanos(left);
      }
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the places of finished jobs back. */
  void release(List<? extends Job> finished) {
    long freed = 0;
    for (Job job : finished) {
      freed += job.bytes();
    }
    lock.lock();
    try {
      jobs -= finished.size();
      bytes -= freed;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return jobs;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in any more, and wakes the writer. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
