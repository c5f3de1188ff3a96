package org.joulegate.hal.tcp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkException.Reason;
import org.joulegate.hal.api.SerialLink;
import org.joulegate.hal.api.SerialSettings;

/**
 * One connection. Waiting is done on selectors, one for each direction: closing and interrupting
 * end a wait at once, and an interrupted reader does not take the connection with it.
 */
final class TcpLink implements SerialLink {
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(10);
  private static final int PIECE = 4_096;

  private final LinkAddress address;
  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;
  private final Consumer<SerialLink> onClosed;
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long lastReceivedNanos = System.nanoTime();

  TcpLink(LinkAddress address, SocketChannel channel, Consumer<SerialLink> onClosed)
      throws IOException {
    this.address = address;
    this.channel = channel;
    this.onClosed = onClosed;
    channel.configureBlocking(false);
    readable = Selector.open();
    try {
      writable = Selector.open();
    } catch (IOException e) {
      readable.close();
      throw e;
    }
    channel.register(readable, SelectionKey.OP_READ);
    channel.register(writable, SelectionKey.OP_WRITE);
  }

  @Override
  public LinkAddress address() {
    return address;
  }

  @Override
  public int read(byte[] buffer, int offset, int length, Duration timeout) throws LinkException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    long deadline = System.nanoTime() + SerialLink.timeoutNanos(timeout);
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
    reading.lock();
    try {
      while (true) {
        checkUsable();
        int count = channel.read(target);
        if (count > 0) {
          lastReceivedNanos = System.nanoTime();
          return count;
        }
        if (count < 0) {
          throw new LinkException(Reason.LOST, address + ": the far end closed the connection");
        }
        if (!await(readable, deadline)) {
          return 0;
        }
      }
    } catch (ClosedSelectorException | ClosedChannelException e) {
      throw closedException();
    } catch (IOException e) {
      throw new LinkException(
          Reason.LOST, address + ": the connection broke (" + e.getMessage() + ")", e);
    } finally {
      reading.unlock();
    }
  }

  /** Waits until the channel is ready; false when the time is over. Wakes for an interrupt too. */
  private static boolean await(Selector selector, long deadline) throws IOException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    selector.selectedKeys().clear();
    // Rounded up: a wait of zero would be one without end.
    selector.select(TimeUnit.NANOSECONDS.toMillis(left) + 1);
    return true;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws LinkException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
    writing.lock();
    try {
      while (source.hasRemaining()) {
        writePiece(source);
      }
    } catch (ClosedSelectorException | ClosedChannelException e) {
      throw closedException();
    } catch (IOException e) {
      throw new LinkException(
          Reason.LOST, address + ": the connection broke (" + e.getMessage() + ")", e);
    } finally {
      writing.unlock();
    }
  }

  private void writePiece(ByteBuffer source) throws IOException, LinkException {
    long deadline = System.nanoTime() + WRITE_LIMIT.toNanos();
    // A small piece, since the runtime copies it into a buffer of the thread's own.
    int end = Math.min(source.limit(), source.position() + PIECE);
    ByteBuffer piece = source.duplicate().limit(end);
    while (piece.hasRemaining()) {
      checkUsable();
      if (channel.write(piece) == 0 && !await(writable, deadline)) {
        throw new LinkException(
            Reason.LOST,
            address + ": the far end took nothing for " + WRITE_LIMIT.toSeconds() + " seconds");
      }
    }
    source.position(end);
  }

  /** Raw TCP has no settings: the serial server at the far end has. */
  @Override
  public boolean configure(SerialSettings settings) throws LinkException {
    checkUsable();
    return false;
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
    closeQuietly(readable);
    closeQuietly(writable);
    closeQuietly(channel);
    onClosed.accept(this);
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // There is nothing that a user of a closed link could do about it.
      return;
    }
  }

  private void checkUsable() throws LinkException {
    if (closed.get()) {
      throw closedException();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new LinkException(Reason.INTERRUPTED, address + ": the waiting was interrupted");
    }
  }

  private LinkException closedException() {
    return new LinkException(Reason.CLOSED, address + ": the link was closed");
  }
}
