package org.joulegate.codec.sml;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.itests.kit.FuzzTarget;

/**
 * Any bytes at all: the decoder ends in records or in a {@link MalformedTelegramException}. The
 * bytes are taken as a line, and what lies within the ends of a frame once more as messages with
 * the right checksums. For a share of the inputs, what was decoded is encoded and decoded again,
 * and a line fed in pieces gives the frames that the whole gives.
 */
public final class SmlFuzzTarget implements FuzzTarget {

  /** One input in so many goes through what is slower. */
  private static final int THOROUGH = 64;

  @Override
  public String name() {
    return "sml";
  }

  @Override
  public List<byte[]> seeds() {
    return SmlFixtures.all();
  }

  @Override
  public boolean run(byte[] data) {
    boolean thorough = Crc16.x25(data, 0, data.length) % THOROUGH == 0;
    SmlDecoder.Scan scan = SmlDecoder.scan(data, 0, data.length, SmlLimits.DEFAULT);
    check(!scan.telegrams().isEmpty() || !scan.refused().isEmpty());
    for (MalformedTelegramException fault : scan.refused()) {
      check(fault.offset() >= 0 && fault.offset() <= data.length);
    }
    if (thorough) {
      scan.telegrams().forEach(telegram -> again(telegram.file()));
      line(data, scan);
    }
    return messages(data, thorough) || !scan.telegrams().isEmpty();
  }

  /** What was decoded is encoded and decoded again. */
  private static void again(SmlFile file) {
    byte[] frame = SmlEncoder.frame(file);
    try {
      check(file.equals(SmlDecoder.decode(frame, 0, frame.length, SmlLimits.DEFAULT)));
    } catch (MalformedTelegramException e) {
      throw new AssertionError("not the inverse: " + e.getMessage(), e);
    }
  }

  /** The bytes as messages within a good frame, which damaged bytes hardly ever are. */
  private static boolean messages(byte[] data, boolean thorough) {
    byte[] frame = framed(data);
    try {
      SmlFile file = SmlDecoder.decode(frame, 0, frame.length, SmlLimits.DEFAULT);
      if (thorough) {
        again(file);
      }
      return true;
    } catch (MalformedTelegramException e) {
      check(e.offset() >= 0 && e.offset() <= frame.length);
      return false;
    }
  }

  /** A frame whose messages are the bytes but for the ends of a frame; all checksums are right. */
  private static byte[] framed(byte[] data) {
    int ends = SmlScanner.START_LENGTH + SmlScanner.TRAILER_LENGTH;
    int filled = data.length < ends ? 0 : data[data.length - 3] & 3;
    int length = Math.max(0, data.length - ends - filled);
    int fill = -length & 3;
    byte[] frame = new byte[length + fill + ends];
    for (int i = 0; i < SmlScanner.ESCAPE_RUN; i++) {
      frame[i] = SmlScanner.ESCAPE;
      frame[i + SmlScanner.ESCAPE_RUN] = SmlScanner.VERSION;
      frame[length + fill + SmlScanner.START_LENGTH + i] = SmlScanner.ESCAPE;
    }
    System.arraycopy(
        data,
        Math.min(data.length, SmlScanner.START_LENGTH),
        frame,
        SmlScanner.START_LENGTH,
        length);
    sign(frame, SmlScanner.START_LENGTH, length);
    frame[frame.length - 4] = SmlScanner.END;
    frame[frame.length - 3] = (byte) fill;
    put(frame, frame.length - 2, SmlCrc.X25.onWire(frame, 0, frame.length - 2));
    return frame;
  }

  /** Gives each message its checksum, as far as messages can be told. */
  private static void sign(byte[] frame, int offset, int length) {
    SmlReader in = new SmlReader(frame, offset, length, SmlLimits.DEFAULT);
    try {
      while (in.remaining() > 0) {
        int start = in.position();
        in.list(6, "a message");
        for (int element = 0; element < 4; element++) {
          in.skip(0);
        }
        int at = in.position();
        int width = (int) in.unsigned(0xFFFF, "a checksum") >= 0 ? in.position() - at : 0;
        if (width == 3) {
          put(frame, at + 1, SmlCrc.X25.onWire(frame, start, at - start));
        }
        in.endOfMessage();
      }
    } catch (MalformedTelegramException e) {
      // The rest is no message.
    }
  }

  private static void put(byte[] array, int at, int value) {
    array[at] = (byte) (value >>> Byte.SIZE);
    array[at + 1] = (byte) value;
  }

  private static void line(byte[] data, SmlDecoder.Scan scan) {
    List<Long> offsets = new ArrayList<>();
    SmlFramer framer = new SmlFramer(SmlLimits.DEFAULT, frame -> offsets.add(frame.streamOffset()));
    int size = data.length == 0 ? 1 : 1 + (data[0] & 0xF);
    for (int i = 0; i < data.length; i += size) {
      framer.feed(data, i, Math.min(size, data.length - i));
    }
    framer.end();
    for (SmlDecoder.Telegram telegram : scan.telegrams()) {
      check(offsets.contains((long) telegram.offset()));
    }
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError("does not hold");
    }
  }
}
