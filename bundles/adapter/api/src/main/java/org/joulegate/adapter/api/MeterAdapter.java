package org.joulegate.adapter.api;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads the meters of one line. Register one service for each configured line; the host finds it.
 *
 * <p>What the host guarantees: {@link #run} is called on one thread that is this adapter's alone;
 * when it returns or throws, it is called again after a back-off that grows from one second to one
 * minute and shrinks after a success; {@link AdapterContext#stopRequested} becomes true and the
 * thread is interrupted when the service goes, and {@link #run} then has {@link #STOP_WITHIN};
 * after that the context is revoked, and what the adapter still reports is refused and counted.
 *
 * <p>What the adapter owes: it owns no other thread; it opens its line within {@link #run} and
 * closes it before it returns; it ends at the boundary of a telegram when it is asked to stop
 * between two telegrams or within one; an unreachable device is a status, not an exception and not
 * a log line.
 */
@ConsumerType
public interface MeterAdapter {
  /** How long {@link #run} may take to return when it is asked to stop. */
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
