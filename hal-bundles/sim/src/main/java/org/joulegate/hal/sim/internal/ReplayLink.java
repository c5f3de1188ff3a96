package org.joulegate.hal.sim.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.joulegate.hal.api.LineClock;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.joulegate.hal.api.recording.RecordedBytes;
import org.joulegate.hal.api.recording.RecordedBytes.Direction;
import org.joulegate.hal.api.recording.RecordedChange;
import org.joulegate.hal.api.recording.RecordedChange.Kind;
import org.joulegate.hal.api.recording.RecordedEvent;
import org.joulegate.hal.api.recording.RecordingReader;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording to its reader. There is no thread: the reader itself finds out what is due, so
 * that nothing is ever lost and a replay without waits is deterministic.
 */
final class ReplayLink implements SerialLink {
  private static final Duration LOOP_PAUSE = Duration.ofSeconds(1);
  private static final byte[] NOTHING = {};

  private final LinkAddress address;
  private final LineClock clock;
  private final ReplayEnd atEnd;
  private final BiConsumer<ReplayLink, Long> onClosed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final RecordingCursor cursor;
  private final ByteQueue written = new ByteQueue(RecordingReader.MAX_BYTES_PER_EVENT);
  private Instant zero;
  private byte[] chunk = NOTHING;
  private int chunkRead;
  private Duration last = Duration.ZERO;
  private boolean resume;
  private @Nullable LineEnd end;

  private volatile long lastReceivedNanos = System.nanoTime();

  /**
   * Plays from the cursor on.
   *
   * @param onClosed told where a next opening goes on: 0 for the beginning
   */
  ReplayLink(
      LinkAddress address,
      RecordingCursor cursor,
      LineClock clock,
      ReplayEnd atEnd,
      BiConsumer<ReplayLink, Long> onClosed) {
    this.address = address;
    this.cursor = cursor;
    this.clock = clock;
    this.atEnd = atEnd;
    this.onClosed = onClosed;
    // Opened anew after a disconnect, the first event is due at once.
    Duration begin = cursor.passed() == 0 ? Duration.ZERO : nextAt(cursor);
    zero = clock.now().minus(begin);
  }

  @Override
  public LinkAddress address() {
    return address;
  }

  @Override
  public int read(byte[] buffer, int offset, int length, Duration timeout) throws LinkException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    long deadline = System.nanoTime() + SerialLink.timeoutNanos(timeout);
    lock.lock();
    try {
      while (chunkRead == chunk.length) {
        checkOpen();
        long wait = advance();
        long left = deadline - System.nanoTime();
        if (wait > 0 && left <= 0) {
          return 0;
        }
        if (wait > 0) {
          changed.awaitNanos(Math.min(wait, left));
        } else if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      checkOpen();
      int count = Math.min(length, chunk.length - chunkRead);
      System.arraycopy(chunk, chunkRead, buffer, offset, count);
      chunkRead += count;
      lastReceivedNanos = System.nanoTime();
      return count;
    } catch (InterruptedException e) {
      throw LineEnd.interrupted(address, e);
    } catch (IOException e) {
      throw new LinkException(Reason.IO, address + ": " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  /** Passes the next event if it is due; otherwise says how many nanoseconds to wait at most. */
  private long advance() throws IOException, LinkException {
    Optional<RecordedEvent> next = cursor.peek();
    if (next.isEmpty()) {
      return atTheEnd();
    }
    RecordedEvent event = next.get();
    if (event instanceof RecordedBytes bytes && bytes.direction() == Direction.SENT) {
      return expect(bytes);
    }
    if (event instanceof RecordedChange change && change.kind() == Kind.OPEN) {
      // Nobody waits for a line that was not open.
      zero = clock.now().minus(event.at());
    }
    Duration wait = clock.realTimeUntil(zero.plus(event.at()));
    if (!wait.isZero()) {
      return Math.min(wait.toNanos(), SerialLink.MAX_TIMEOUT.toNanos());
    }
    pass(event);
    if (event instanceof RecordedBytes bytes) {
      chunk = bytes.bytes();
      chunkRead = 0;
    } else if (event instanceof RecordedChange change && change.kind() == Kind.DISCONNECT) {
      resume = true;
      end = LineEnd.lost(address, "the recording says that the line vanished here");
    }
    return 0;
  }

  /** A recorded request: the replay goes on when the same bytes were written. */
  private long expect(RecordedBytes sent) throws IOException, LinkException {
    byte[] expected = sent.bytes();
    if (written.size() < expected.length) {
      return SerialLink.MAX_TIMEOUT.toNanos();
    }
    byte[] found = new byte[expected.length];
    written.take(found, 0, found.length);
    for (int i = 0; i < expected.length; i++) {
      if (found[i] != expected[i]) {
        throw new LinkException(
            Reason.IO,
            address + ": what was sent differs at byte " + (i + 1) + " from line " + cursor.line());
      }
    }
    zero = clock.now().minus(sent.at());
    pass(sent);
    return 0;
  }

  private long atTheEnd() throws IOException {
    switch (atEnd) {
      case LOST -> {
        end = LineEnd.lost(address, "the recording is at its end");
        return 0;
      }
      case LOOP -> {
        zero = zero.plus(last).plus(LOOP_PAUSE);
        last = Duration.ZERO;
        cursor.restart();
        return 0;
      }
      default -> {
        return SerialLink.MAX_TIMEOUT.toNanos();
      }
    }
  }

  private void pass(RecordedEvent event) throws IOException {
    last = event.at();
    cursor.pass();
  }

  private static Duration nextAt(RecordingCursor cursor) {
    return cursor.peek().map(RecordedEvent::at).orElse(Duration.ZERO);
  }

  /** Kept until the replay comes to the request; more than 16384 bytes ahead of it are lost. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws LinkException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    lock.lock();
    try {
      checkOpen();
      written.put(bytes, offset, length);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A recording is played as it was recorded, whatever the speed. */
  @Override
  public boolean configure(SerialSettings settings) throws LinkException {
    lock.lock();
    try {
      checkOpen();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long lastReceivedNanos() {
    return lastReceivedNanos;
  }

  /** The next opening goes on where this one is. */
  void keepPlace() {
    lock.lock();
    try {
      resume = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    long place;
    lock.lock();
    try {
      LineEnd before = end;
      end = LineEnd.closed(address);
      if (before != null && before.reason() == Reason.CLOSED) {
        return;
      }
      place = resume ? cursor.passed() : 0;
      changed.signalAll();
      cursor.close();
    } catch (IOException e) {
      // A file that was only read has nothing to lose.
      place = 0;
    } finally {
      lock.unlock();
    }
    onClosed.accept(this, place);
  }

  private void checkOpen() throws LinkException {
    LineEnd over = end;
    if (over != null) {
      throw over.exception();
    }
  }
}
