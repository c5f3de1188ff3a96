package org.joulegate.hal.serial.internal;

import com.fazecast.jSerialComm.SerialPort;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;

/**
 * One open port. The library blocks in steps of a tenth of a second, the smallest that a Linux
 * terminal knows ({@code VTIME}); between two steps it is seen that the link was closed or its
 * reader interrupted. What is left of a timeout below one step is waited for in short pauses.
 */
final class SerialPortLink implements SerialLink {
  static final int SLICE_MILLIS = 100;

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(SLICE_MILLIS);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long CLOSE_WAIT_MILLIS = 1_000;

  private final LinkAddress address;
  private final SerialPort port;
  private final Consumer<SerialLink> onClosed;
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long lastReceivedNanos = System.nanoTime();

  SerialPortLink(LinkAddress address, SerialPort port, Consumer<SerialLink> onClosed) {
    this.address = address;
    this.port = port;
    this.onClosed = onClosed;
  }

  /** Sets speed and shape; false when an open port refuses them. */
  static boolean apply(SerialPort port, SerialSettings settings) {
    int parity =
        switch (settings.parity()) {
          case NONE -> SerialPort.NO_PARITY;
          case EVEN -> SerialPort.EVEN_PARITY;
          case ODD -> SerialPort.ODD_PARITY;
          case MARK -> SerialPort.MARK_PARITY;
          case SPACE -> SerialPort.SPACE_PARITY;
        };
    int stopBits = settings.stopBits() == 1 ? SerialPort.ONE_STOP_BIT : SerialPort.TWO_STOP_BITS;
    return port.setComPortParameters(settings.baud(), settings.dataBits(), stopBits, parity);
  }

  @Override
  public LinkAddress address() {
    return address;
  }

  @Override
  public int read(byte[] buffer, int offset, int length, Duration timeout) throws LinkException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    long deadline = System.nanoTime() + SerialLink.timeoutNanos(timeout);
    reading.lock();
    try {
      while (true) {
        checkUsable();
        long left = deadline - System.nanoTime();
        int count =
            left >= SLICE_NANOS ? take(buffer, offset, length) : poll(buffer, offset, length);
        if (count > 0) {
          lastReceivedNanos = System.nanoTime();
          return count;
        }
        if (deadline - System.nanoTime() <= 0) {
          return 0;
        }
      }
    } finally {
      reading.unlock();
    }
  }

  /** Waits for up to one step. */
  private int take(byte[] buffer, int offset, int length) throws LinkException {
    int count = port.readBytes(buffer, length, offset);
    if (count < 0) {
      throw lost();
    }
    return count;
  }

  /** Takes what is there, and pauses when there is nothing. */
  private int poll(byte[] buffer, int offset, int length) throws LinkException {
    int available = port.bytesAvailable();
    if (available < 0) {
      throw lost();
    }
    if (available > 0) {
      return take(buffer, offset, Math.min(length, available));
    }
    LockSupport.parkNanos(this, PAUSE_NANOS);
    return 0;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws LinkException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    writing.lock();
    try {
      int done = 0;
      while (done < length) {
        checkUsable();
        int count = port.writeBytes(bytes, length - done, offset + done);
        // The library gives 0 when the port vanished: a blocking write has no other reason for it.
        if (count <= 0) {
          throw port.bytesAvailable() < 0 ? lost() : failed("takes no bytes");
        }
        done += count;
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public boolean configure(SerialSettings settings) throws LinkException {
    writing.lock();
    try {
      checkUsable();
      if (apply(port, settings)) {
        return true;
      }
      if (port.bytesAvailable() < 0) {
        throw lost();
      }
      throw failed("refuses " + settings);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public long lastReceivedNanos() {
    return lastReceivedNanos;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    // The descriptor must not be given back while a read or write still uses its number. A write
    // that flow control holds up is not waited for without end.
    boolean read = tryLock(reading);
    boolean write = tryLock(writing);
    try {
      port.closePort();
    } finally {
      if (write) {
        writing.unlock();
      }
      if (read) {
        reading.unlock();
      }
      onClosed.accept(this);
    }
  }

  private static boolean tryLock(ReentrantLock lock) {
    boolean interrupted = Thread.interrupted();
    try {
      return lock.tryLock(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void checkUsable() throws LinkException {
    if (closed.get()) {
      throw new LinkException(Reason.CLOSED, address + ": the link was closed");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new LinkException(Reason.INTERRUPTED, address + ": the waiting was interrupted");
    }
  }

  private LinkException failed(String how) {
    return new LinkException(Reason.IO, address + ": the port " + how);
  }

  private LinkException lost() {
    return closed.get()
        ? new LinkException(Reason.CLOSED, address + ": the link was closed")
        : new LinkException(Reason.LOST, address + ": the port vanished");
  }
}
