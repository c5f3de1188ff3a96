package org.joulegate.codec.iec62056;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.itests.kit.FuzzTarget;

/**
 * Any bytes at all as a telegram of P1, and once more with the right checksum; a share of them as a
 * line in pieces, with a whole telegram right behind.
 */
public final class P1FuzzTarget implements FuzzTarget {

  private static final int THOROUGH = 32;
  private static final byte[] GOOD = Fixtures.dsmr5();

  @Override
  public String name() {
    return "p1";
  }

  @Override
  public List<byte[]> seeds() {
    return Fixtures.telegrams();
  }

  @Override
  public boolean run(byte[] data) {
    int crc = Crc16.arc(0, data, 0, data.length);
    boolean thorough = crc % THOROUGH == 0;
    Readout message = P1Decoder.read(data, 0, data.length, ReadoutLimits.DEFAULT).message();
    ReadoutFuzzTarget.check(message, data, thorough);
    if (thorough) {
      line(behind(data, GOOD));
    }
    return mended(data, thorough) || message.fault() == null;
  }

  /** The bytes up to the last exclamation mark, with the checksum that they ought to have. */
  private static boolean mended(byte[] data, boolean thorough) {
    int mark = data.length - 1;
    while (mark >= 0 && data[mark] != '!') {
      mark--;
    }
    int slash = 0;
    while (slash < mark && data[slash] != '/') {
      slash++;
    }
    if (mark < 0 || slash == mark) {
      return false;
    }
    byte[] good = ReadoutEncoder.withCrc(Arrays.copyOfRange(data, slash, mark + 1));
    Readout message = P1Decoder.read(good, 0, good.length, ReadoutLimits.DEFAULT).message();
    ReadoutFuzzTarget.check(message, good, thorough);
    return message.fault() == null;
  }

  private static byte[] behind(byte[] data, byte[] good) {
    byte[] both = Arrays.copyOf(data, data.length + good.length);
    System.arraycopy(good, 0, both, data.length, good.length);
    return both;
  }

  /** A line in pieces gives every telegram that the whole gives under a right checksum. */
  private static void line(byte[] data) {
    List<List<DataSet>> telegrams = new ArrayList<>();
    P1Framer framer =
        new P1Framer(
            ReadoutLimits.DEFAULT, telegram -> telegrams.add(telegram.message().dataSets()));
    int size = data.length == 0 ? 1 : 1 + (data[0] & 0xF);
    for (int i = 0; i < data.length; i += size) {
      framer.feed(data, i, Math.min(size, data.length - i));
    }
    framer.end();
    P1Framer.Counters counters = framer.counters();
    ReadoutFuzzTarget.hold(counters.telegrams() == telegrams.size());
    for (P1Telegram telegram : P1Decoder.readAll(data, 0, data.length, ReadoutLimits.DEFAULT)) {
      boolean right = telegram.message().check() == Readout.Check.RIGHT;
      boolean good = right && telegram.message().fault() == null;
      ReadoutFuzzTarget.hold(!good || telegrams.contains(telegram.message().dataSets()));
    }
    ReadoutFuzzTarget.hold(counters.noiseBytes() <= data.length);
  }
}
