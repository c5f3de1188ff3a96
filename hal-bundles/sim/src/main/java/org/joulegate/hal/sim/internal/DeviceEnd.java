package org.joulegate.hal.sim.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.joulegate.hal.api.DeviceLine;
import org.joulegate.hal.api.LineClock;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;

/** The device's end of a simulated line. */
final class DeviceEnd implements DeviceLine {
  private final SimulatedLink link;
  private final LineClock clock;

  DeviceEnd(SimulatedLink link, LineClock clock) {
    this.link = link;
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    pauseUntil(now().plus(duration));
  }

  @Override
  public void pauseUntil(Instant instant) throws InterruptedException {
    link.lock.lockInterruptibly();
    try {
      checkOpen();
      for (long wait = wait(instant); wait > 0; wait = wait(instant)) {
        waitForChange(wait);
      }
    } finally {
      link.lock.unlock();
    }
  }

  @Override
  public void write(byte[] bytes) throws InterruptedException {
    link.lock.lockInterruptibly();
    try {
      checkOpen();
      int done = 0;
      while (true) {
        done += link.toReader.put(bytes, done, bytes.length - done);
        link.changed.signalAll();
        if (done == bytes.length) {
          return;
        }
        link.changed.await();
        checkOpen();
      }
    } finally {
      link.lock.unlock();
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length, Duration timeout)
      throws InterruptedException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    SerialLink.timeoutNanos(timeout);
    Instant deadline = now().plus(timeout);
    link.lock.lockInterruptibly();
    try {
      checkOpen();
      while (true) {
        int count = link.toDevice.take(buffer, offset, length);
        long wait = count > 0 ? 0 : wait(deadline);
        if (wait == 0) {
          return count;
        }
        waitForChange(wait);
      }
    } finally {
      link.lock.unlock();
    }
  }

  @Override
  public SerialSettings settings() {
    return link.settings();
  }

  @Override
  public boolean isOpen() {
    return link.isOpen();
  }

  private long wait(Instant until) {
    Duration real = clock.realTimeUntil(until);
    return real.compareTo(SerialLink.MAX_TIMEOUT) > 0
        ? SerialLink.MAX_TIMEOUT.toNanos()
        : real.toNanos();
  }

  private void waitForChange(long nanos) throws InterruptedException {
    if (link.changed.awaitNanos(nanos) > 0) {
      checkOpen();
    }
  }

  private void checkOpen() throws InterruptedException {
    if (!link.isOpen()) {
      throw new InterruptedException("the line is closed");
    }
  }
}
