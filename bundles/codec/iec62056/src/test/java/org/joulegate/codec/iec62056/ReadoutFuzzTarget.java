package org.joulegate.codec.iec62056;

import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.itests.kit.FuzzTarget;

/**
 * Any bytes at all as a read-out, as a message of programming mode, and as the data of a block with
 * the right check character.
 */
public final class ReadoutFuzzTarget implements FuzzTarget {

  private static final byte[] HEAD = Fixtures.bytes("/ABC5X\r\n\u0002");
  private static final int THOROUGH = 32;

  @Override
  public String name() {
    return "d0";
  }

  @Override
  public List<byte[]> seeds() {
    return Fixtures.readouts();
  }

  @Override
  public boolean run(byte[] data) {
    boolean thorough = data.length > 0 && BlockCheck.of(data, 0, data.length) % THOROUGH == 0;
    Readout readout = ReadoutDecoder.read(data, 0, data.length, ReadoutLimits.DEFAULT);
    check(readout, data, thorough);
    byte[] framed = framed(data);
    Readout inside = ReadoutDecoder.read(framed, 0, framed.length, ReadoutLimits.DEFAULT);
    check(inside, framed, thorough);
    if (thorough) {
      programming(data);
      hold(!ReadoutDecoder.readAll(data, 0, data.length, ReadoutLimits.DEFAULT).isEmpty());
    }
    return readout.fault() == null || inside.fault() == null;
  }

  static void check(Readout readout, byte[] data, boolean thorough) {
    MalformedTelegramException fault = readout.fault();
    hold(fault == null || (fault.offset() >= 0 && fault.offset() <= data.length));
    hold(readout.offset() >= 0 && readout.end() <= data.length);
    for (DataSet set : readout.dataSets()) {
      hold(set.offset() >= 0 && set.length() > 0 && set.offset() + set.length() <= data.length);
      for (DataValue value : set.values()) {
        hold(value.offset() > set.offset());
        hold(value.unitOffset() >= value.offset() + value.length());
        hold(value.unitOffset() + value.unitLength() < set.offset() + set.length());
      }
    }
    if (thorough) {
      views(readout);
      again(readout);
    }
  }

  private static void views(Readout readout) {
    P1Telegram telegram = new P1Telegram(readout);
    hold(telegram.subMeters().size() <= 8);
    hold(telegram.powerFailures().size() <= 1 << 17);
    telegram.time();
    telegram.meterId();
    telegram.operatorMessage();
    for (DataSet set : readout.dataSets()) {
      TimedValue.of(set);
      LoadProfile profile = set.profile();
      hold(profile == null || profile.rows().size() <= set.values().size());
      for (DataValue value : set.values()) {
        String decimal = value.decimal();
        hold(decimal == null || !decimal.isEmpty());
      }
    }
  }

  /** What was read is written and read again. */
  private static void again(Readout readout) {
    Identification who = readout.identification();
    if (who == null || readout.fault() != null || who.line().indexOf('\2') >= 0) {
      return;
    }
    byte[] bytes = ReadoutEncoder.readout(who, readout.dataSets());
    Readout again = ReadoutDecoder.read(bytes, 0, bytes.length, ReadoutLimits.DEFAULT);
    hold(again.fault() == null && again.dataSets().equals(readout.dataSets()));
  }

  private static void programming(byte[] data) {
    try {
      ProgrammingMessage message =
          ProgrammingMessage.decode(data, 0, data.length, ReadoutLimits.DEFAULT);
      hold(message.end() <= data.length);
    } catch (MalformedTelegramException e) {
      hold(e.offset() >= 0 && e.offset() <= data.length);
    }
  }

  private static byte[] framed(byte[] data) {
    byte[] bytes = new byte[HEAD.length + data.length + 5];
    System.arraycopy(HEAD, 0, bytes, 0, HEAD.length);
    int length = HEAD.length;
    for (byte b : data) {
      bytes[length++] = b == 2 || b == 3 || b == 4 || b == '!' || b == '/' ? (byte) '.' : b;
    }
    bytes[length++] = '!';
    bytes[length++] = '\r';
    bytes[length++] = '\n';
    bytes[length++] = 3;
    bytes[length] = BlockCheck.of(bytes, HEAD.length, length - HEAD.length);
    return bytes;
  }

  static void hold(boolean holds) {
    if (!holds) {
      throw new AssertionError("does not hold");
    }
  }
}
