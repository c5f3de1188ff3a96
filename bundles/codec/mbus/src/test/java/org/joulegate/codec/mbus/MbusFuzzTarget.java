package org.joulegate.codec.mbus;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.codec.mbus.transport.Transport;
import org.joulegate.itests.kit.FuzzTarget;

/**
 * Any bytes at all: the decoder ends in records or in a {@link MalformedTelegramException}. The
 * bytes are taken as a line and, with the ends of a frame made right, as one frame, so that damage
 * reaches what is inside. Every value is looked at, profiles are expanded, and for a share of the
 * inputs the records are encoded and decoded again.
 */
public final class MbusFuzzTarget implements FuzzTarget {

  /** One input in so many goes through what is slower. */
  private static final int THOROUGH = 16;

  private static final FormatOwner OWNER = new FormatOwner(1, false);
  private static final int MOST_FRAME = 261;
  private static final int REPEATED = 3;

  private final SoftwareTelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(MbusFixtures.KEY);
  private final FormatCache formats = new BoundedFormatCache(new Limit("formats", 4));

  /** A target that knows the format of the compact frame among its seeds. */
  public MbusFuzzTarget() {
    byte[] records = MbusFixtures.fullRecords();
    Records full = RecordDecoder.decode(records, 0, records.length, MbusLimits.DEFAULT);
    CompactFrames.learn(full, OWNER, formats);
  }

  @Override
  public String name() {
    return "mbus";
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>(MbusFixtures.all());
    seeds.addAll(MbusFixtures.sealed());
    seeds.addAll(MbusRandom.frames(24));
    return seeds;
  }

  @Override
  public boolean run(byte[] data) {
    boolean thorough = data.length > 0 && (data[data.length - 1] & THOROUGH - 1) == 0;
    if (thorough) {
      line(data);
      repeated(framed(data));
    }
    byte[] frame = framed(data);
    try {
      WiredTelegram telegram =
          WiredDecoder.decode(frame, 0, frame.length, cipher, readOnly(), MbusLimits.DEFAULT);
      MalformedTelegramException fault = telegram.fault();
      check(fault == null || within(fault, frame.length));
      return !(telegram.application() instanceof ApplicationData.Variable variable)
          || look(variable, thorough);
    } catch (MalformedTelegramException e) {
      check(within(e, frame.length));
      return false;
    }
  }

  /** What the inputs teach would make one input depend on those before it. */
  private FormatCache readOnly() {
    return new FormatCache() {
      @Override
      public byte[] format(FormatOwner owner, int signature) {
        return formats.format(OWNER, signature);
      }

      @Override
      public void learn(FormatOwner owner, int signature, byte[] format) {}

      @Override
      public boolean learns() {
        return false;
      }
    };
  }

  private void line(byte[] data) {
    WiredDecoder.Scan scan =
        WiredDecoder.scan(data, 0, data.length, cipher, FormatCache.NONE, MbusLimits.DEFAULT);
    check(!scan.telegrams().isEmpty() || !scan.refused().isEmpty());
    int bytes = scan.noiseBytes();
    for (MalformedTelegramException fault : scan.refused()) {
      check(within(fault, data.length));
    }
    for (WiredTelegram telegram : scan.telegrams()) {
      bytes += telegram.link().length();
    }
    check(bytes <= data.length);
  }

  /** However often a frame comes, all that is opened of it stands in one array. */
  private void repeated(byte[] frame) {
    byte[] line = new byte[REPEATED * frame.length];
    for (int i = 0; i < REPEATED; i++) {
      System.arraycopy(frame, 0, line, i * frame.length, frame.length);
    }
    WiredDecoder.Scan scan =
        WiredDecoder.scan(line, 0, line.length, cipher, FormatCache.NONE, MbusLimits.DEFAULT);
    byte[] opened = line;
    for (WiredTelegram telegram : scan.telegrams()) {
      Transport transport = telegram.transport();
      if (transport != null && transport.array() != line) {
        check(opened == line || opened == transport.array());
        opened = transport.array();
      }
    }
    check(opened.length <= line.length);
  }

  /** The bytes as one frame with the right lengths, checksum and stop. */
  private static byte[] framed(byte[] data) {
    int length = Math.min(MOST_FRAME, Math.max(9, data.length));
    byte[] frame = new byte[length];
    System.arraycopy(data, 0, frame, 0, Math.min(length, data.length));
    frame[0] = LinkFrame.LONG_START;
    frame[1] = (byte) (length - 6);
    frame[2] = (byte) (length - 6);
    frame[3] = LinkFrame.LONG_START;
    frame[length - 2] = (byte) LinkFrame.sum(frame, 4, length - 6);
    frame[length - 1] = LinkFrame.STOP;
    return frame;
  }

  private static boolean look(ApplicationData.Variable variable, boolean thorough) {
    Records records = variable.records();
    int next = 0;
    boolean profile = false;
    for (DataRecord record : records.records()) {
      check(record.offset() >= next);
      next = record.offset() + record.length();
      check(next <= variable.array().length);
      check(record.absence() != null || record.value() != null);
      check(record.exponent() <= 63 && record.exponent() >= -64);
      profile |= !record.qualifiers().isEmpty();
      if (thorough) {
        check(record.value().text() != null && record.description() != null);
        check(record.unit() != null);
      }
    }
    if (profile) {
      for (Profile one : records.profiles(MbusLimits.DEFAULT)) {
        for (Profile.Entry entry : one.values()) {
          check(entry.value().text() != null);
        }
      }
    }
    if (thorough && !records.records().isEmpty()) {
      again(records.records());
    }
    return !records.records().isEmpty();
  }

  /** What was decoded is encoded and decoded again. */
  private static void again(List<DataRecord> records) {
    RecordEncoder encoder = new RecordEncoder();
    records.forEach(encoder::copy);
    byte[] bytes = encoder.toByteArray();
    Records read = RecordDecoder.decode(bytes, 0, bytes.length, MbusLimits.DEFAULT);
    check(read.fault() == null && read.records().size() == records.size());
  }

  private static boolean within(MalformedTelegramException fault, int length) {
    return fault.offset() >= 0 && fault.offset() <= length;
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError("does not hold");
    }
  }
}
