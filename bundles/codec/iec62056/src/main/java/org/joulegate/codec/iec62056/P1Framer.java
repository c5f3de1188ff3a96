package org.joulegate.codec.iec62056;

import java.util.Arrays;
import java.util.Objects;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * Finds telegrams of P1 in the bytes of a line as they arrive, in pieces of any size.
 *
 * <p>A telegram runs from a slash to the end of the line of its exclamation mark. A line ends with
 * CR LF, as the companion standards have it, or with LF or CR alone; line ends right behind a
 * telegram belong to it. The checksum is taken over the bytes as they came. After noise, lost bytes
 * or a telegram cut off it goes on at the next slash at the beginning of a line. It never holds
 * more bytes than one telegram may have.
 *
 * <p>For one line and one thread.
 */
public final class P1Framer {

  private static final int FIRST_CAPACITY = 2048;

  /** Hears what a line brings, on the thread that feeds the framer. */
  public interface Listener {

    /** A telegram without a fault. Its bytes are a copy and stay as they are. */
    void telegram(P1Telegram telegram);

    /**
     * A telegram that was refused.
     *
     * @param streamOffset where it began, counted from the first byte ever fed
     * @param fault why; its offset is counted from the telegram's first byte
     */
    default void fault(long streamOffset, MalformedTelegramException fault) {}
  }

  /**
   * What came so far.
   *
   * @param telegrams telegrams without a fault
   * @param unchecked those of them that carry no checksum
   * @param crcErrors telegrams with a wrong checksum
   * @param malformed telegrams with another fault
   * @param truncated telegrams cut off by another one or by the line's silence
   * @param tooLong telegrams beyond the limit
   * @param noiseBytes bytes that belong to no telegram, line ends behind one not counted
   */
  public record Counters(
      long telegrams,
      long unchecked,
      long crcErrors,
      long malformed,
      long truncated,
      long tooLong,
      long noiseBytes) {}

  private final ReadoutLimits limits;
  private final Listener listener;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int filled;
  private boolean inTelegram;

  /** Whether only line ends have come since a telegram ended. */
  private boolean behindTelegram;

  private int mark = -1;
  private byte last = Ascii.LF;
  private long origin;
  private long telegrams;
  private long unchecked;
  private long crcErrors;
  private long malformed;
  private long truncated;
  private long tooLong;
  private long noiseBytes;

  /** A framer at the first byte of a line. */
  public P1Framer(ReadoutLimits limits, Listener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  /**
   * Takes bytes of the line; the array may be used again afterwards. Telegrams that end in these
   * bytes are handed to the listener before this returns.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public void feed(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    for (int i = offset; i < offset + length; i++) {
      accept(bytes[i]);
    }
  }

  /**
   * Says that no more bytes will come, or that the line was silent for so long that a telegram
   * begun is cut off: it is reported, and the next byte is looked at afresh.
   */
  public void end() {
    if (inTelegram && mark >= 0) {
      finish();
    } else if (inTelegram) {
      truncated++;
      cutOff();
    }
    last = Ascii.LF;
  }

  /** Whether a telegram has begun and not ended. */
  public boolean inTelegram() {
    return inTelegram;
  }

  /** What came so far. */
  public Counters counters() {
    return new Counters(telegrams, unchecked, crcErrors, malformed, truncated, tooLong, noiseBytes);
  }

  private void accept(byte b) {
    byte before = last;
    boolean lineStart = Ascii.isLineEnd(before);
    last = b;
    if (b == '/' && (lineStart || !inTelegram || mark >= 0)) {
      if (mark >= 0) {
        finish();
      } else if (inTelegram) {
        truncated++;
        cutOff();
      }
      inTelegram = true;
    }
    if (!inTelegram) {
      behindTelegram &= Ascii.isLineEnd(b);
      noiseBytes += behindTelegram ? 0 : 1;
      origin++;
      return;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    buffer[filled++] = b;
    if (b == '!' && (lineStart || before == ')') && mark < 0) {
      mark = filled - 1;
    } else if (mark >= 0 && Ascii.isLineEnd(b)) {
      finish();
    } else if (filled >= limits.messageBytes().most()) {
      tooLong++;
      drop(
          MalformedTelegramException.malformed(
              0, "at most " + limits.messageBytes().most() + " bytes in a message", "more"));
    }
  }

  private void cutOff() {
    drop(
        MalformedTelegramException.truncated(
            filled, "an exclamation mark", "another telegram or the end of the bytes"));
  }

  private void drop(MalformedTelegramException fault) {
    listener.fault(origin, fault);
    clear();
  }

  private void clear() {
    origin += filled;
    filled = 0;
    mark = -1;
    inTelegram = false;
  }

  private void finish() {
    behindTelegram = true;
    byte[] bytes = Arrays.copyOf(buffer, filled);
    P1Telegram telegram = P1Decoder.read(bytes, 0, bytes.length, limits);
    MalformedTelegramException fault = telegram.message().fault();
    if (fault == null) {
      telegrams++;
      unchecked += telegram.message().check() == Readout.Check.NONE ? 1 : 0;
      clear();
      listener.telegram(telegram);
    } else {
      if (fault.kind() == MalformedTelegramException.Kind.CRC) {
        crcErrors++;
      } else {
        malformed++;
      }
      drop(fault);
    }
  }
}
