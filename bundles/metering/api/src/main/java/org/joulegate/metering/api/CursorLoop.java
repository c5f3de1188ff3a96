package org.joulegate.metering.api;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one consumer of the journal: opens its cursor, polls, hands over, and does so again
 * after a fault.
 *
 * <p>A fault of the journal or of the step is told once on the log and tried again after a second,
 * then after twice as long, up to {@link #LONGEST_PAUSE}. When a successor takes the cursor over,
 * the thread ends.
 */
public final class CursorLoop implements AutoCloseable {
  /** The longest pause between two tries, in real time. */
  public static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /** What a consumer does with what it is handed. */
  @FunctionalInterface
  public interface Step {
    /**
     * Consumes entries and commits them, or as many as it wants.
     *
     * @param cursor the consumer's place
     * @param records the entries behind the last commit; empty if none came within the wait
     * @throws JournalException if a commit failed; the same entries come again
     * @throws Postponed if it cannot go on now; the same entries come again
     * @throws InterruptedException if the loop is being closed
     */
    void step(JournalCursor cursor, List<JournalRecord> records)
        throws JournalException, Postponed, InterruptedException;
  }

  /** A consumer cannot go on now, for a reason that is not a fault of its code. */
  public static final class Postponed extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * @param message one sentence for a person
     * @param cause what failed
     */
    public Postponed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final ReadingJournal journal;
  private final String consumer;
  private final int max;
  private final Duration wait;
  private final Step step;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable JournalCursor cursor;

  /**
   * Starts the thread.
   *
   * @param journal what to read
   * @param consumer the cursor's name
   * @param max at most so many entries at once, 1 to 10,000
   * @param wait how long to wait for an entry before an empty hand-over, in real time
   * @param step what to do with them
   */
  public CursorLoop(ReadingJournal journal, String consumer, int max, Duration wait, Step step) {
    this.journal = journal;
    this.consumer = consumer;
    this.max = max;
    this.wait = wait;
    this.step = step;
    thread = new Thread(this::run, consumer);
    thread.setDaemon(true);
    thread.start();
  }

  /** The open cursor, for reading rows; null while there is none. */
  public @Nullable JournalCursor cursor() {
    return cursor;
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!isClosing()) {
        try (JournalCursor opened = journal.open(consumer)) {
          cursor = opened;
          while (!isClosing()) {
            step.step(opened, opened.poll(max, wait));
            pause = FIRST_PAUSE;
          }
        } catch (JournalException e) {
          if (e.reason() == JournalException.Reason.TAKEN_OVER) {
            return;
          }
          tell(pause, e.getMessage(), null);
        } catch (Postponed e) {
          tell(pause, e.getMessage(), null);
        } catch (RuntimeException | LinkageError e) {
          tell(pause, "a fault of the consumer", e);
        } finally {
          cursor = null;
        }
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = longer(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /** Told when a row of faults begins, not at each repetition. */
  private void tell(Duration pause, @Nullable String sentence, @Nullable Throwable fault) {
    if (pause.equals(FIRST_PAUSE)) {
      System.getLogger(consumer)
          .log(Level.WARNING, consumer + " waits and tries again: " + sentence, fault);
    }
  }

  /** Ends the thread and closes the cursor; waits for at most five seconds. */
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
