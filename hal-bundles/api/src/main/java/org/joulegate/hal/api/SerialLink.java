package org.joulegate.hal.api;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A pipe of bytes: a serial port, or what stands for one. Opened by a {@link LinkProvider}; a link
 * that has failed or was closed stays so, and a new one is opened.
 *
 * <p>Threads: one thread reads and one thread writes at a time, which may be the same; whoever
 * writes also configures. {@link #close()}, {@link #address()} and {@link #lastReceivedNanos()} may
 * be called by any thread at any time. A link has no thread of its own that its user could notice:
 * nothing calls back.
 *
 * <p>Bytes that arrive while nobody reads are kept as far as the operating system keeps them (4 kB
 * on a Linux serial line) and lost after that, as on any line. A reader keeps up or resynchronises.
 *
 * <p>All waiting is in real time, on {@link System#nanoTime()}; every method that waits ends with
 * reason INTERRUPTED, the thread's flag set, when its thread is interrupted, and the link stays
 * usable.
 */
@ProviderType
public interface SerialLink extends AutoCloseable {
  /** The longest wait of one {@link #read}. */
  Duration MAX_TIMEOUT = Duration.ofDays(1);

  /** What was opened, as it was given. */
  LinkAddress address();

  /**
   * Waits for bytes and takes what is there, at least one and at most {@code length}. Bytes that
   * arrived before the line was lost are delivered first.
   *
   * @param buffer receives the bytes from {@code offset} on
   * @param length at least 1
   * @param timeout zero (do not wait) to {@link #MAX_TIMEOUT}; the time is kept to within a few
   *     milliseconds
   * @return how many bytes were taken; 0 when the time ran out
   * @throws LinkException LOST when the line vanished, CLOSED after {@link #close()} (from another
   *     thread too, within 200 ms), INTERRUPTED, IO
   */
  int read(byte[] buffer, int offset, int length, Duration timeout) throws LinkException;

  /**
   * Sends bytes and waits until the operating system says that they are on their way: on a serial
   * line, until its transmit buffer has drained, so that the speed may be changed afterwards. Flow
   * control of the other side can hold this up.
   *
   * @throws LinkException LOST, CLOSED, INTERRUPTED, IO
   */
  void write(byte[] bytes, int offset, int length) throws LinkException;

  /**
   * Sends all bytes: see {@link #write(byte[], int, int)}.
   *
   * @throws LinkException LOST, CLOSED, INTERRUPTED, IO
   */
  default void write(byte[] bytes) throws LinkException {
    write(bytes, 0, bytes.length);
  }

  /**
   * Changes speed and shape of characters at once, for both directions.
   *
   * @return true when the line runs with these settings now; false when it has none of its own (raw
   *     TCP, a replay), where the far end decides
   * @throws LinkException IO when the line refuses them, LOST, CLOSED
   */
  boolean configure(SerialSettings settings) throws LinkException;

  /**
   * When the last byte was taken by {@link #read}, as {@link System#nanoTime()}; when the link was
   * opened, before that. For protocols that time their answer from the last byte.
   */
  long lastReceivedNanos();

  /**
   * Ends the link and gives the line back. A read or write that is under way ends with CLOSED. A
   * second call does nothing.
   */
  @Override
  void close();

  /**
   * Checks a timeout and turns it into nanoseconds; for implementations.
   *
   * @throws IllegalArgumentException when it is negative or longer than {@link #MAX_TIMEOUT}
   */
  static long timeoutNanos(Duration timeout) {
    if (timeout.isNegative() || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException("a timeout is zero to one day, not " + timeout);
    }
    return timeout.toNanos();
  }
}
