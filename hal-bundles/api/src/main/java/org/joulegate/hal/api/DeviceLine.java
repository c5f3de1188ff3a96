package org.joulegate.hal.api;

import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The device's end of a simulated line. Used by the thread that runs the {@link DeviceScript};
 * {@link #isOpen()} and {@link #now()} by any thread.
 *
 * <p>All time here is that of the line's {@link LineClock}: it may run faster than real time, or
 * leap.
 */
@ProviderType
public interface DeviceLine {
  /** This instant on the line's clock. */
  Instant now();

  /**
   * Lets time pass.
   *
   * @param duration zero or more
   * @throws InterruptedException when the line is closed
   */
  void pause(Duration duration) throws InterruptedException;

  /**
   * Waits until an instant, not at all when it has passed. Better than {@link #pause} for a rhythm,
   * since it does not drift.
   *
   * @throws InterruptedException when the line is closed
   */
  void pauseUntil(Instant instant) throws InterruptedException;

  /**
   * Sends bytes. Waits while the reader is more than 4096 bytes behind, so that nothing is lost
   * unless it was asked for.
   *
   * @throws InterruptedException when the line is closed
   */
  void write(byte[] bytes) throws InterruptedException;

  /**
   * Takes bytes that were sent to the device, waiting for the first.
   *
   * @param timeout in the line's time
   * @return how many bytes were taken; 0 when the time ran out
   * @throws InterruptedException when the line is closed
   */
  int read(byte[] buffer, int offset, int length, Duration timeout) throws InterruptedException;

  /** What the other end last set its line to; {@link SerialSettings#DEFAULT} before that. */
  SerialSettings settings();

  /** True until the other end closes the line. */
  boolean isOpen();
}
