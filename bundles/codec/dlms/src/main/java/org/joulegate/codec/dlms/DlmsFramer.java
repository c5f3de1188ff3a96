package org.joulegate.codec.dlms;

import java.util.Arrays;
import java.util.Objects;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * Finds APDUs in the bytes of a line as they arrive, in pieces of any size: HDLC and M-Bus frames,
 * whichever come, with segments put together. The wrapper of a TCP connection has a framer of its
 * own, {@link DlmsWrapperFramer}; in a datagram it is whole ({@link DlmsDecoder#scan}).
 *
 * <p>After noise, lost bytes or a cut-off frame it goes on at the next good frame, which may begin
 * within what seemed data. It never holds more than one frame and one APDU may have. Whatever came
 * to nothing is reported and counted by class.
 *
 * <p>A block of a general-block-transfer or of a get-response is an APDU here; a {@link
 * DlmsReceiver} puts blocks together.
 *
 * <p>For one line and one thread.
 */
public final class DlmsFramer {

  private static final int FIRST_CAPACITY = 1024;

  /** Hears what a line brings, on the thread that feeds the framer. */
  public interface Listener {

    /**
     * A whole APDU.
     *
     * @param streamOffset where its first frame began, counted from the first byte ever fed
     * @param apdu a copy, which stays as it is
     */
    void apdu(long streamOffset, DlmsFraming framing, ByteSlice apdu);

    /**
     * A frame or an APDU that came to nothing.
     *
     * @param streamOffset where the frame began, counted from the first byte ever fed
     * @param fault why; its offset is counted from there
     */
    default void fault(long streamOffset, MalformedTelegramException fault) {}
  }

  private final Listener listener;
  private final DlmsLimits limits;
  private LineScanner scanner;
  private final LinkAssembler link;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int filled;

  /** Position in the stream of the first byte of the buffer. */
  private long origin;

  /** Position in the stream up to which every byte was counted as of a frame or as noise. */
  private long accounted;

  /** Where the first frame of the APDU began that is being put together. */
  private long apduStart;

  private long apdus;
  private long frames;
  private long truncated;
  private long checksumErrors;
  private long malformed;
  private long incomplete;
  private long unsupported;
  private long noiseBytes;

  /** A framer at the first byte of a line. */
  public DlmsFramer(DlmsLimits limits, Listener listener) {
    this.limits = limits;
    this.listener = listener;
    this.scanner = new LineScanner(limits.frameBytes().most(), 0);
    this.link = new LinkAssembler(limits);
  }

  /**
   * Takes bytes of the line; the array may be used again afterwards. APDUs that end in these bytes
   * are handed to the listener before this returns.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public void feed(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, FIRST_CAPACITY);
      append(bytes, offset + done, part);
      done += part;
      drain(false);
      compact();
    }
  }

  /**
   * Says that no more bytes will come, or that the line was silent for so long that what was begun
   * is cut off.
   */
  public void end() {
    drain(true);
    countNoise(origin + filled);
    origin += filled;
    filled = 0;
    scanner = new LineScanner(limits.frameBytes().most(), 0);
    incomplete(apduStart, link.pending());
    link.reset();
  }

  /**
   * Who sent the last APDU and to whom: a number that the addresses of HDLC, or address, STSAP and
   * DTSAP of M-Bus, make. For {@link DlmsReceiver#accept(ByteSlice, DlmsFraming, long)}.
   */
  public long peer() {
    return link.peer();
  }

  /** What came so far. */
  public DlmsLineCounters counters() {
    return new DlmsLineCounters(
        apdus, frames, truncated, checksumErrors, malformed, incomplete, unsupported, noiseBytes);
  }

  private void append(byte[] bytes, int offset, int length) {
    if (filled + length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, filled + length));
    }
    System.arraycopy(bytes, offset, buffer, filled, length);
    filled += length;
  }

  private void drain(boolean complete) {
    while (true) {
      switch (scanner.scan(buffer, filled, complete)) {
        case MORE -> {
          return;
        }
        case HDLC -> frame(true);
        case MBUS -> frame(false);
        case FAULT -> fault(scanner.fault());
      }
    }
  }

  private void frame(boolean hdlc) {
    frames++;
    long begin = origin + scanner.start;
    countNoise(begin);
    accounted = Math.max(accounted, origin + scanner.stop);
    long before = apduStart;
    boolean fresh = link.pending() == null;
    try {
      ApduBytes apdu = hdlc ? link.hdlc(buffer, scanner, null) : link.mbus(buffer, scanner, null);
      MalformedTelegramException interrupted = link.interrupted();
      incomplete(before, interrupted);
      apduStart = fresh || interrupted != null ? begin : before;
      if (apdu != null) {
        apdus++;
        byte[] copy = Arrays.copyOfRange(apdu.array, apdu.start, apdu.end);
        listener.apdu(apduStart, link.framing(), ByteSlice.of(copy));
      }
    } catch (MalformedTelegramException e) {
      incomplete(before, link.interrupted());
      count(e);
      listener.fault(begin, e.at(Math.max(0, e.offset() - scanner.start)));
    }
  }

  private void count(MalformedTelegramException fault) {
    switch (fault.kind()) {
      case UNSUPPORTED -> unsupported++;
      case INCOMPLETE -> incomplete++;
      default -> malformed++;
    }
  }

  private void fault(MalformedTelegramException fault) {
    switch (fault.kind()) {
      case TRUNCATED -> truncated++;
      case CRC -> checksumErrors++;
      default -> malformed++;
    }
    listener.fault(origin + scanner.start, fault.at(fault.offset() - scanner.start));
  }

  private void incomplete(long begin, @Nullable MalformedTelegramException fault) {
    if (fault != null) {
      incomplete++;
      listener.fault(begin, fault.at(0));
    }
  }

  private void countNoise(long upTo) {
    if (upTo > accounted) {
      noiseBytes += upTo - accounted;
      accounted = upTo;
    }
  }

  /** Drops what no outcome can need any more, so that the buffer stays as small as one frame. */
  private void compact() {
    int keep = Math.min(scanner.position(), filled);
    if (keep == 0) {
      return;
    }
    countNoise(origin + keep);
    System.arraycopy(buffer, keep, buffer, 0, filled - keep);
    filled -= keep;
    origin += keep;
    scanner.shift(keep);
  }
}
