package org.joulegate.codec.sml;

import java.util.Arrays;
import java.util.Objects;
import org.joulegate.codec.bytes.ByteSlice;

/**
 * Finds frames in the bytes of a line as they arrive, in pieces of any size.
 *
 * <p>After noise, lost bytes or a cut-off frame it goes on at the next start sequence; what looked
 * like data of a frame that failed is searched for a start too. It never holds more bytes than one
 * frame may have. Whatever came to nothing is reported and counted by class.
 *
 * <p>For one line and one thread.
 */
public final class SmlFramer {

  private static final int FIRST_CAPACITY = 1024;

  /** Hears what a line brings, on the thread that feeds the framer. */
  public interface Listener {

    /** A frame whose checksum is right. Its bytes are a copy and stay as they are. */
    void frame(SmlFrame frame);

    /** A frame that came to nothing. */
    default void fault(SmlLineFault fault) {}
  }

  private final Listener listener;
  private final SmlScanner scanner;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int filled;

  /** Position in the stream of the first byte of the buffer. */
  private long origin;

  /** Position in the stream up to which every byte was counted as of a frame or as noise. */
  private long accounted;

  private long frames;
  private long kermitFrames;
  private long truncated;
  private long crcErrors;
  private long escapeErrors;
  private long tooLong;
  private long noiseBytes;

  /** A framer at the first byte of a line. */
  public SmlFramer(SmlLimits limits, Listener listener) {
    this.listener = listener;
    this.scanner = new SmlScanner(limits.frameBytes().most(), 0);
  }

  /**
   * Takes bytes of the line; the array may be used again afterwards. Frames that end in these bytes
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
      drain();
      compact();
    }
  }

  /**
   * Says that no more bytes will come, or that the line was silent for so long that a frame begun
   * is cut off: it is reported as truncated, and the next byte is looked at afresh.
   */
  public void end() {
    if (scanner.inFrame()) {
      report(SmlLineFault.Kind.TRUNCATED, scanner.start(), filled);
      account(scanner.start(), filled);
      truncated++;
    }
    countNoise(origin + filled);
    origin += filled;
    filled = 0;
    scanner.restart();
  }

  /** Whether a frame has begun and not ended. */
  public boolean inFrame() {
    return scanner.inFrame();
  }

  /** What came so far. */
  public SmlLineCounters counters() {
    return new SmlLineCounters(
        frames, kermitFrames, truncated, crcErrors, escapeErrors, tooLong, noiseBytes);
  }

  private void append(byte[] bytes, int offset, int length) {
    if (filled + length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, filled + length));
    }
    System.arraycopy(bytes, offset, buffer, filled, length);
    filled += length;
  }

  private void drain() {
    while (true) {
      switch (scanner.scan(buffer, filled)) {
        case MORE -> {
          return;
        }
        case FRAME -> finish(scanner.start(), scanner.stop());
        case CUT_OFF -> {
          truncated++;
          report(SmlLineFault.Kind.TRUNCATED, scanner.before(), scanner.stop());
          account(scanner.before(), scanner.stop());
        }
        case BAD_ESCAPE -> {
          escapeErrors++;
          report(SmlLineFault.Kind.ESCAPE, scanner.start(), scanner.stop());
          account(scanner.start(), scanner.stop());
        }
        case TOO_LONG -> {
          tooLong++;
          report(SmlLineFault.Kind.TOO_LONG, scanner.start(), scanner.stop());
          account(scanner.start(), scanner.stop());
        }
      }
    }
  }

  private void finish(int start, int stop) {
    account(start, stop);
    SmlCrc crc =
        SmlCrc.match(buffer, start, stop - start - Short.BYTES, SmlDecoder.crcBytes(buffer, stop));
    if (crc == null) {
      crcErrors++;
      report(SmlLineFault.Kind.CRC, start, stop - Short.BYTES);
      scanner.reject();
      return;
    }
    frames++;
    if (crc == SmlCrc.KERMIT) {
      kermitFrames++;
    }
    ByteSlice bytes = ByteSlice.of(Arrays.copyOfRange(buffer, start, stop));
    listener.frame(new SmlFrame(origin + start, bytes, crc));
  }

  private void report(SmlLineFault.Kind kind, int start, int at) {
    listener.fault(new SmlLineFault(kind, origin + start, origin + at));
  }

  /** Counts what lies before a frame as noise, and the frame itself as looked at. */
  private void account(int start, int stop) {
    countNoise(origin + start);
    accounted = Math.max(accounted, origin + stop);
  }

  private void countNoise(long upTo) {
    if (upTo > accounted) {
      noiseBytes += upTo - accounted;
      accounted = upTo;
    }
  }

  /** Drops what no outcome can need any more, so that the buffer stays as small as one frame. */
  private void compact() {
    int keep =
        scanner.inFrame() ? scanner.start() : Math.max(0, scanner.position() - scanner.pending());
    if (keep == 0) {
      return;
    }
    if (!scanner.inFrame()) {
      countNoise(origin + keep);
    }
    System.arraycopy(buffer, keep, buffer, 0, filled - keep);
    filled -= keep;
    origin += keep;
    scanner.shift(keep);
  }
}
