package org.joulegate.adapter.api;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads the meters of one line. Register one service for each configured line; the host finds it.
 *
 * <p>What the host guarantees: {@link #run} is called on one thread that is this adapter's alone;
 * when it returns or throws, it is called again after a back-off that grows while it fails. When
 * the service goes, {@link AdapterContext#stopRequested} becomes true and {@link #run} has {@link
 * #STOP_WITHIN} to return; then the thread is interrupted and the context revoked, and what the
 * adapter still reports is refused and counted.
 *
 * <p>What the adapter owes: it owns no other thread; it opens its line within {@link #run} and
 * closes it before it returns; it asks for a stop several times a second, and when asked to stop
 * within a telegram it reads that telegram to its end first; an unreachable device is a status, not
 * a log line.
 */
@ConsumerType
public interface MeterAdapter {
  /** How long {@link #run} may take to return when it is asked to stop, in real time. */
  Duration STOP_WITHIN = Duration.ofSeconds(3);

  /**
   * The name of this instance, such as {@code optical~main}; it stands in readings, events and the
   * status, and stays the same over restarts.
   */
  String instance();

  /** Where it reads, for a person: the line's address. */
  String line();

  /** After how long without a reading the line counts as silent, in real time. */
  Duration silentAfter();

  /**
   * Reads until it is asked to stop.
   *
   * @param context what the adapter reports to
   * @throws AdapterException if the line or the device fails; its sentence becomes the status
   * @throws InterruptedException if it is asked to stop
   */
  void run(AdapterContext context) throws AdapterException, InterruptedException;
}
