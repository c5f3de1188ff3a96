package org.joulegate.codec.sml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;

/**
 * Reads SML frames that lie in an array. Pure: nothing is kept between calls, and nothing is copied
 * except a frame with doubled escapes.
 */
public final class SmlDecoder {

  /** The highest count of fill bytes taken: three by the standard; DZG sends four for none. */
  private static final int MOST_FILL = 4;

  private SmlDecoder() {}

  /**
   * What one stretch of bytes holds.
   *
   * @param telegrams frames that are good, in order
   * @param refused frames that are not, in order; when there is no frame at all, one that says so
   * @param noiseBytes how many bytes belong to no frame
   * @param noiseOffset where the first of them stands; -1 when there is none
   */
  public record Scan(
      List<Telegram> telegrams,
      List<MalformedTelegramException> refused,
      int noiseBytes,
      int noiseOffset) {}

  /**
   * A good frame.
   *
   * @param offset of its first byte in the array
   * @param length in bytes
   * @param file its messages
   */
  public record Telegram(int offset, int length, SmlFile file) {}

  /**
   * Decodes exactly one frame, from the first escape byte to the checksum.
   *
   * @param array holds the frame; the records refer to it, so it must not change while they are
   *     used
   * @throws MalformedTelegramException when anything is wrong with the frame or with one message in
   *     it; offsets are positions in the array
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static SmlFile decode(byte[] array, int offset, int length, SmlLimits limits)
      throws MalformedTelegramException {
    Objects.checkFromIndexSize(offset, length, array.length);
    SmlScanner scanner = new SmlScanner(limits.frameBytes().most(), offset);
    int end = offset + length;
    SmlScanner.Outcome outcome = scanner.scan(array, end);
    if (outcome == SmlScanner.Outcome.MORE && !scanner.inFrame()) {
      throw noFrame(scanner, offset, end);
    }
    int start = outcome == SmlScanner.Outcome.CUT_OFF ? scanner.before() : scanner.start();
    if (start != offset) {
      throw noFrame(scanner, offset, end);
    }
    if (outcome != SmlScanner.Outcome.FRAME) {
      throw fault(outcome, scanner, end, limits);
    }
    if (scanner.stop() != end) {
      throw MalformedTelegramException.malformed(
          scanner.stop(), "the end of the bytes", (end - scanner.stop()) + " bytes more");
    }
    return file(array, offset, end, scanner.doubled(), limits);
  }

  /**
   * Finds and decodes every frame in a stretch of bytes, whatever lies between them.
   *
   * @param array holds the frames; the records refer to it
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static Scan scan(byte[] array, int offset, int length, SmlLimits limits) {
    Objects.checkFromIndexSize(offset, length, array.length);
    Search search = new Search(array, offset, offset + length, limits);
    while (search.step()) {}
    return search.done();
  }

  /** A search for frames under way. */
  private static final class Search {
    private final byte[] array;
    private final int offset;
    private final int end;
    private final SmlLimits limits;
    private final SmlScanner scanner;
    private final List<Telegram> good = new ArrayList<>();
    private final List<MalformedTelegramException> refused = new ArrayList<>();
    private int accounted;
    private int noise;
    private int noiseAt = -1;

    Search(byte[] array, int offset, int end, SmlLimits limits) {
      this.array = array;
      this.offset = offset;
      this.end = end;
      this.limits = limits;
      this.scanner = new SmlScanner(limits.frameBytes().most(), offset);
      this.accounted = offset;
    }

    /** Goes to the next frame or fault; false when there are no more. */
    boolean step() {
      SmlScanner.Outcome outcome = scanner.scan(array, end);
      if (outcome == SmlScanner.Outcome.MORE && !scanner.inFrame()) {
        return false;
      }
      int start = outcome == SmlScanner.Outcome.CUT_OFF ? scanner.before() : scanner.start();
      int stop = outcome == SmlScanner.Outcome.MORE ? end : scanner.stop();
      account(start, stop);
      if (outcome != SmlScanner.Outcome.FRAME) {
        refused.add(fault(outcome, scanner, end, limits));
        return outcome != SmlScanner.Outcome.MORE;
      }
      try {
        SmlFile file = file(array, start, stop, scanner.doubled(), limits);
        good.add(new Telegram(start, stop - start, file));
      } catch (MalformedTelegramException e) {
        refused.add(e);
        boolean frameChecksum = e.kind() == Kind.CRC && e.offset() == stop - Short.BYTES;
        if (frameChecksum) { // Otherwise its data is what the meter sent, and no frame of its own.
          scanner.reject();
        }
      }
      return true;
    }

    Scan done() {
      account(end, end);
      if (good.isEmpty() && refused.isEmpty()) {
        refused.add(noFrame(scanner, offset, end));
      }
      return new Scan(
          Collections.unmodifiableList(good),
          Collections.unmodifiableList(refused),
          noise,
          noiseAt);
    }

    /** Counts what lies before a frame as noise, and the frame as looked at. */
    private void account(int start, int stop) {
      if (start > accounted) {
        noise += start - accounted;
        noiseAt = noiseAt < 0 ? accounted : noiseAt;
      }
      accounted = Math.max(accounted, stop);
    }
  }

  /** The two bytes of the checksum before the end of a frame, the first in the high half. */
  static int crcBytes(byte[] array, int stop) {
    return ((array[stop - 2] & 0xFF) << Byte.SIZE) | (array[stop - 1] & 0xFF);
  }

  /**
   * Checks and reads a frame whose ends are known. What runs out of bytes within a whole frame is
   * malformed, not truncated.
   */
  private static SmlFile file(byte[] array, int start, int stop, boolean doubled, SmlLimits limits)
      throws MalformedTelegramException {
    int crcAt = stop - Short.BYTES;
    SmlCrc crc = SmlCrc.match(array, start, crcAt - start, crcBytes(array, stop));
    if (crc == null) {
      throw new MalformedTelegramException(
          Kind.CRC, crcAt, "the checksum of the frame", "another one");
    }
    int fillAt = crcAt - 1;
    int fill = array[fillAt] & 0xFF;
    int bodyStart = start + SmlScanner.START_LENGTH;
    int bodyEnd = stop - SmlScanner.TRAILER_LENGTH;
    if (fill > MOST_FILL || bodyEnd - fill < bodyStart) {
      throw MalformedTelegramException.malformed(
          fillAt, "0 to " + MOST_FILL + " fill bytes", Integer.toString(fill));
    }
    for (int i = bodyEnd - fill; i < bodyEnd; i++) {
      if (array[i] != 0) {
        throw MalformedTelegramException.malformed(i, "a fill byte 0x00", Hex.ofByte(array[i]));
      }
    }
    try {
      return doubled
          ? undoubled(array, bodyStart, bodyEnd, fill, crc, limits)
          : new SmlParser(array, bodyStart, bodyEnd - fill - bodyStart, limits).file(crc);
    } catch (MalformedTelegramException e) {
      throw e.kind() == Kind.TRUNCATED
          ? MalformedTelegramException.malformed(e.offset(), e.expected(), e.found())
          : e;
    }
  }

  /** Decodes a copy without the doubled escapes; faults are told at their place on the wire. */
  private static SmlFile undoubled(
      byte[] array, int bodyStart, int bodyEnd, int fill, SmlCrc crc, SmlLimits limits)
      throws MalformedTelegramException {
    byte[] body = new byte[bodyEnd - bodyStart];
    int length = SmlEscapes.remove(array, bodyStart, bodyEnd, body);
    try {
      return new SmlParser(body, 0, length - fill, limits).file(crc);
    } catch (MalformedTelegramException e) {
      throw e.at(SmlEscapes.onWire(array, bodyStart, bodyEnd, e.offset()));
    }
  }

  /** No frame begins at the offset: either its start is not yet whole, or there is none. */
  private static MalformedTelegramException noFrame(SmlScanner scanner, int offset, int end) {
    return end > offset && scanner.pending() == end - offset
        ? MalformedTelegramException.truncated(end, "the rest of a frame", "the end of the bytes")
        : MalformedTelegramException.malformed(
            offset, "the start of a frame (1b1b1b1b 01010101)", "none");
  }

  private static MalformedTelegramException fault(
      SmlScanner.Outcome outcome, SmlScanner scanner, int end, SmlLimits limits) {
    return switch (outcome) {
      case CUT_OFF ->
          MalformedTelegramException.truncated(
              scanner.stop(), "the rest of the frame", "the start of another frame");
      case BAD_ESCAPE ->
          MalformedTelegramException.malformed(
              scanner.stop(),
              "an escape sequence that starts or ends a frame",
              "one of another kind");
      case TOO_LONG ->
          MalformedTelegramException.malformed(
              scanner.stop(),
              "at most " + limits.frameBytes().most() + " " + limits.frameBytes().name(),
              "more");
      case MORE, FRAME ->
          MalformedTelegramException.truncated(
              end, "the rest of the frame", "the end of the bytes");
    };
  }
}
