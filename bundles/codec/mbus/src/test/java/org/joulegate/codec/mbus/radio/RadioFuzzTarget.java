package org.joulegate.codec.mbus.radio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.mbus.ApplicationData;
import org.joulegate.codec.mbus.DataRecord;
import org.joulegate.codec.mbus.FormatCache;
import org.joulegate.codec.mbus.MbusLimits;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.joulegate.codec.mbus.transport.SoftwareTelegramCipher;
import org.joulegate.codec.mbus.transport.Transport;
import org.joulegate.codec.mbus.transport.TransportEncoder;
import org.joulegate.itests.kit.FuzzTarget;

/**
 * Radio telegrams that nobody promised to be any. The first byte of an input says how the rest is
 * taken: as it comes, or with length and checksums set right so that the damage gets inside.
 */
public final class RadioFuzzTarget implements FuzzTarget {

  static final byte[] KEY = Hex.parse("000102030405060708090a0b0c0d0e0f");
  static final MeterAddress METER = new MeterAddress("JGT", "12345678", 1, 7);
  private static final byte[] RECORDS =
      Hex.parse("04130485020044130000020042 6cfe0484011300000000");
  private static final FrameKind[] KINDS = {
    FrameKind.UNKNOWN,
    new FrameKind(LineCode.PLAIN, FrameFormat.A_NO_CRC),
    new FrameKind(LineCode.PLAIN, FrameFormat.A_WITH_CRC),
    new FrameKind(LineCode.PLAIN, FrameFormat.B_WITH_CRC),
    new FrameKind(LineCode.PLAIN, FrameFormat.B_NO_CRC),
    new FrameKind(LineCode.THREE_OF_SIX, FrameFormat.A_WITH_CRC),
    new FrameKind(LineCode.MANCHESTER, FrameFormat.A_WITH_CRC),
  };

  private final SoftwareTelegramCipher cipher = SoftwareTelegramCipher.ofOneKey(KEY);

  @Override
  public String name() {
    return "wmbus";
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (TransportEncoder message :
        List.of(
            message(),
            message().mode5(),
            message().mode5().clear(Hex.parse("0cfd1078563412")),
            message().mode7(9, 5),
            message().mode9(9),
            message().mode10(9, 8),
            message().link(1, 0x20, 5, null, 0),
            message().link(2, 0x20, 5, null, 77),
            message().link(2, 0x20, 5, null, 1L << 29 | 77),
            message().mode5().link(4, 0x20, 5, METER, 1L << 29))) {
      byte[] plain = RadioEncoder.frame(FrameFormat.A_NO_CRC, 0x44, METER, message.encode());
      seeds.add(marked(0x81, plain));
    }
    byte[] a = RadioEncoder.frame(FrameFormat.A_WITH_CRC, 0x44, METER, message().encode());
    byte[] b = RadioEncoder.frame(FrameFormat.B_WITH_CRC, 0x44, METER, message().encode());
    seeds.add(marked(0x82, a));
    seeds.add(marked(0x83, b));
    seeds.add(marked(0, RadioEncoder.modeC(FrameFormat.B_WITH_CRC, b)));
    seeds.add(marked(0, LineDecoder.encodeThreeOfSix(a)));
    seeds.add(marked(6, LineDecoder.encodeManchester(a)));
    return seeds;
  }

  private static TransportEncoder message() {
    return new TransportEncoder(0x7A, RECORDS).header(null, 42, 0).linkAddress(METER).key(KEY);
  }

  private static byte[] marked(int mark, byte[] frame) {
    byte[] input = new byte[1 + frame.length];
    input[0] = (byte) mark;
    System.arraycopy(frame, 0, input, 1, frame.length);
    return input;
  }

  @Override
  public boolean run(byte[] data) {
    if (data.length == 0) {
      return false;
    }
    FrameKind kind = KINDS[(data[0] & 0x7F) % KINDS.length];
    if (data[0] < 0) {
      reframe(data, kind.format());
    }
    try {
      RadioTelegram telegram =
          RadioDecoder.decode(
              data, 1, data.length - 1, kind, cipher, FormatCache.NONE, MbusLimits.DEFAULT);
      check(telegram, data.length);
      return telegram.application() != null;
    } catch (MalformedTelegramException e) {
      if (e.offset() < 1 || e.offset() > data.length) {
        throw new AssertionError("fault at " + e.offset() + " of " + data.length);
      }
      return false;
    }
  }

  private static void check(RadioTelegram telegram, int end) {
    RadioFrame frame = telegram.frame();
    if (frame.end() > end || frame.offset() + frame.length() > frame.array().length) {
      throw new AssertionError("the frame ends behind the bytes");
    }
    if (frame.line() == LineCode.PLAIN
        && frame.received(frame.offset() + frame.length() - 1) >= end) {
      throw new AssertionError("a byte of the frame was never received");
    }
    Transport transport = telegram.transport();
    if (transport == null) {
      return;
    }
    int last = frame.offset() + frame.length();
    if (transport.offset() + transport.length() > last
        || transport.sealed().offset() + transport.sealed().length() > last) {
      throw new AssertionError("the application ends behind the frame");
    }
    if (!transport.security().isOpen() && telegram.fault() == null) {
      throw new AssertionError("a sealed telegram passes for one that was read");
    }
    if (telegram.application() instanceof ApplicationData.Variable variable) {
      for (DataRecord dataRecord : variable.records().records()) {
        if (dataRecord.offset() + dataRecord.length() > variable.array().length) {
          throw new AssertionError("a record ends behind its array");
        }
      }
    }
  }

  /** Sets the length field, and the checksums that the format has. */
  private static void reframe(byte[] data, FrameFormat format) {
    if (data.length < 14 || format == null) {
      return;
    }
    int length = Math.min(data.length - 1, 256);
    if (format == FrameFormat.A_NO_CRC) {
      data[1] = (byte) (length - 1);
    } else if (format == FrameFormat.B_WITH_CRC && length <= 128) {
      data[1] = (byte) (length - 1);
      checksum(data, 1, length - 2);
    } else if (format == FrameFormat.A_WITH_CRC) {
      int rest = length - 12;
      int blocks = (rest + 17) / 18;
      int content = Math.max(0, rest - 2 * blocks);
      data[1] = (byte) (9 + content);
      checksum(data, 1, 10);
      for (int at = 0; at < content; at += 16) {
        checksum(data, 13 + at / 16 * 18, Math.min(16, content - at));
      }
    }
  }

  private static void checksum(byte[] data, int offset, int length) {
    int crc = Crc16.en13757(data, offset, length);
    data[offset + length] = (byte) (crc >>> Byte.SIZE);
    data[offset + length + 1] = (byte) crc;
  }

  static byte[] seed(int index) {
    byte[] seed = new RadioFuzzTarget().seeds().get(index);
    return Arrays.copyOfRange(seed, 1, seed.length);
  }
}
