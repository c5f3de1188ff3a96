package org.joulegate.hal.sim.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.joulegate.hal.api.DeviceScript;
import org.joulegate.hal.api.LineClock;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's end of a line to a scripted device, which runs on a thread of this line. */
final class SimulatedLink implements SerialLink {
  static final int CAPACITY = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(SimulatedLink.class);
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(1);

  private final LinkAddress address;
  private final Consumer<SimulatedLink> onClosed;
  private final Thread device;

  // All below is guarded by the lock; whatever changes is signalled.
  final ReentrantLock lock = new ReentrantLock();
  final Condition changed = lock.newCondition();
  final ByteQueue toReader = new ByteQueue(CAPACITY);
  final ByteQueue toDevice = new ByteQueue(CAPACITY);
  private SerialSettings settings = SerialSettings.DEFAULT;
  private @Nullable LineEnd end;

  private volatile long lastReceivedNanos = System.nanoTime();

  SimulatedLink(
      LinkAddress address, DeviceScript script, LineClock clock, Consumer<SimulatedLink> onClosed) {
    this.address = address;
    this.onClosed = onClosed;
    DeviceEnd line = new DeviceEnd(this, clock);
    device = new Thread(() -> run(script, line), "joulegate-sim-" + address.target());
    device.setDaemon(true);
  }

  /** Connects the device. */
  void start() {
    device.start();
  }

  private void run(DeviceScript script, DeviceEnd line) {
    try {
      script.run(line);
    } catch (InterruptedException e) {
      LOG.debug("{}: the device was disconnected", address);
    } catch (RuntimeException | Error e) {
      LOG.warn("{}: the simulated device failed: {}", address, e.toString());
      end(LineEnd.lost(address, "the simulated device failed: " + e));
    }
  }

  @Override
  public LinkAddress address() {
    return address;
  }

  @Override
  public int read(byte[] buffer, int offset, int length, Duration timeout) throws LinkException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    long left = SerialLink.timeoutNanos(timeout);
    lock.lock();
    try {
      while (true) {
        LineEnd over = end;
        if (over != null && (over.reason() == Reason.CLOSED || toReader.size() == 0)) {
          throw over.exception();
        }
        if (toReader.size() > 0) {
          lastReceivedNanos = System.nanoTime();
          changed.signalAll();
          return toReader.take(buffer, offset, length);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (left <= 0) {
          return 0;
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw LineEnd.interrupted(address, e);
    } finally {
      lock.unlock();
    }
  }

  /** What the device does not take in time is lost, as on a line. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws LinkException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    lock.lock();
    try {
      checkOpen();
      toDevice.put(bytes, offset, length);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean configure(SerialSettings newSettings) throws LinkException {
    lock.lock();
    try {
      checkOpen();
      settings = newSettings;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long lastReceivedNanos() {
    return lastReceivedNanos;
  }

  @Override
  public void close() {
    end(LineEnd.closed(address));
    joinDevice();
    onClosed.accept(this);
  }

  /** The device was unplugged: what it sent before can still be read. */
  void lose(String what) {
    end(LineEnd.lost(address, what));
    joinDevice();
  }

  SerialSettings settings() {
    lock.lock();
    try {
      return settings;
    } finally {
      lock.unlock();
    }
  }

  boolean isOpen() {
    lock.lock();
    try {
      return end == null;
    } finally {
      lock.unlock();
    }
  }

  private void end(LineEnd over) {
    lock.lock();
    try {
      if (end == null || over.reason() == Reason.CLOSED) {
        end = over;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void joinDevice() {
    device.interrupt();
    if (Thread.currentThread() == device) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      TimeUnit.NANOSECONDS.timedJoin(device, JOIN_LIMIT.toNanos());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void checkOpen() throws LinkException {
    LineEnd over = end;
    if (over != null) {
      throw over.exception();
    }
  }
}
