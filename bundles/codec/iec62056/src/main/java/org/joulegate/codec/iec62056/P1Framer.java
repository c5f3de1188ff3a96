package org.joulegate.codec.iec62056;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * Finds telegrams of P1 in the bytes of a line as they arrive, in pieces of any size.
 *
 * <p>A telegram runs from a slash to the end of the line of its exclamation mark. A line ends with
 * CR LF, as the companion standards have it, or with LF or CR alone; line ends right behind a
 * telegram belong to it. The checksum is taken over the bytes as they came. After noise, lost bytes
 * or a telegram cut off it goes on at the next slash with an identification behind it, and finds
 * the telegrams that {@link P1Decoder#readAll} finds. It never holds more bytes than one telegram
 * may have.
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
   * @param truncated telegrams cut off, by another one or by the line's silence
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

  /** Whether the telegram's slash stood where one begins: not in the middle of noise. */
  private boolean atStart;

  /** Whether only line ends have come since a telegram ended. */
  private boolean behindTelegram;

  private int mark = -1;

  /** Whether a data set, an exclamation mark or a telegram may begin here. */
  private boolean between = true;

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
    if (inTelegram) {
      finish();
    }
    between = true;
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
    boolean begins = between;
    between = Ascii.isLineEnd(b) || b == ')' || (b == ' ' && begins);
    if (b == '/' && (begins || !inTelegram || mark >= 0)) {
      boolean start = begins || mark >= 0;
      if (inTelegram) {
        finish();
      }
      inTelegram = true;
      atStart = start;
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
    if (b == '!' && begins && mark < 0) {
      mark = filled - 1;
    } else if (mark >= 0 && Ascii.isLineEnd(b)) {
      finish();
    } else if (filled >= limits.messageBytes().most()) {
      tooLong();
    }
  }

  private void tooLong() {
    tooLong++;
    long start = origin;
    clear();
    String most = "at most " + limits.messageBytes().most() + " bytes in a message";
    listener.fault(start, MalformedTelegramException.malformed(0, most, "more"));
  }

  private void clear() {
    origin += filled;
    filled = 0;
    mark = -1;
    inTelegram = false;
  }

  /**
   * Hands over what was collected: a telegram, or several where one is cut off in a line. Without
   * an exclamation mark the last of them is cut off.
   */
  private void finish() {
    behindTelegram = true;
    long start = origin;
    boolean cut = mark < 0;
    byte[] bytes = Arrays.copyOf(buffer, filled);
    clear();
    int from = 0;
    List<P1Telegram> all = P1Decoder.readAll(bytes, 0, bytes.length, limits);
    for (int i = 0; i < all.size(); i++) {
      Readout message = all.get(i).message();
      MalformedTelegramException fault = message.fault();
      if (message.identification() == null && !(cut && atStart)) {
        noiseBytes += bytes.length;
        behindTelegram = false;
        return;
      }
      noiseBytes += message.offset() - from;
      from = message.end();
      if (fault == null) {
        telegrams++;
        unchecked += message.check() == Readout.Check.NONE ? 1 : 0;
        listener.telegram(all.get(i));
      } else {
        boolean last = i == all.size() - 1;
        refused(start, message.offset(), cut && last ? cutOff(bytes.length) : fault);
      }
    }
  }

  private static MalformedTelegramException cutOff(int at) {
    return MalformedTelegramException.truncated(
        at, "an exclamation mark", "another telegram or the end of the bytes");
  }

  /** Counts a telegram that was refused and says so. */
  private void refused(long start, int offset, MalformedTelegramException fault) {
    switch (fault.kind()) {
      case CRC -> crcErrors++;
      case TRUNCATED -> truncated++;
      default -> malformed++;
    }
    listener.fault(start + offset, fault.at(fault.offset() - offset));
  }
}
