package org.joulegate.codec.sml;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;

/**
 * Any bytes at all: the decoder ends in records or in a {@link MalformedTelegramException}, and a
 * line fed in pieces gives the frames that the whole gives.
 */
public final class SmlFuzzTarget {

  private SmlFuzzTarget() {}

  /** Entry for Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    SmlDecoder.Scan scan = SmlDecoder.scan(data, 0, data.length, SmlLimits.DEFAULT);
    check(!scan.telegrams().isEmpty() || !scan.refused().isEmpty());
    for (MalformedTelegramException fault : scan.refused()) {
      check(fault.offset() >= 0 && fault.offset() <= data.length);
    }
    for (SmlDecoder.Telegram telegram : scan.telegrams()) {
      again(telegram.file());
    }
    messages(data);
    line(data, scan);
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

  /** The bytes as messages within a good frame, which random bytes hardly ever are. */
  private static void messages(byte[] data) {
    byte[] frame = SmlEncoder.transport(data, SmlCrc.X25);
    try {
      again(SmlDecoder.decode(frame, 0, frame.length, SmlLimits.DEFAULT));
    } catch (MalformedTelegramException e) {
      check(e.offset() >= 0 && e.offset() <= frame.length);
    }
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
