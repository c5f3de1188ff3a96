package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Crc16;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.itests.kit.FuzzTarget;

/**
 * Any bytes at all: the decoder ends in telegrams or in faults whose offsets lie within the bytes.
 * Checksums of what looks like frames are put right first, in most inputs, so that the damage
 * reaches the inside. For a share of the inputs, what was decoded is encoded and decoded again, the
 * notes of a trace lie within the bytes, and a line or a connection fed in pieces gives what the
 * whole gives.
 */
public final class DlmsFuzzTarget implements FuzzTarget {

  /** One input in so many goes through what is slower. */
  private static final int THOROUGH = 64;

  private final DlmsCipher cipher = DlmsFixtures.cipher();

  @Override
  public String name() {
    return "dlms";
  }

  @Override
  public List<byte[]> seeds() {
    return DlmsFixtures.all();
  }

  @Override
  public boolean run(byte[] data) {
    int sum = Crc16.x25(data, 0, data.length);
    if (sum % 8 != 0) {
      repair(data);
    }
    DlmsDecoder.Scan scan = DlmsDecoder.scan(data, 0, data.length, cipher, DlmsLimits.DEFAULT);
    check(!scan.telegrams().isEmpty() || !scan.unread().isEmpty() || !scan.damaged().isEmpty());
    within(scan.unread(), data.length);
    within(scan.damaged(), data.length);
    for (DlmsTelegram telegram : scan.telegrams()) {
      check(telegram.offset() >= 0 && telegram.offset() < data.length);
      DlmsReading.of(telegram);
    }
    if (sum % THOROUGH == 0) {
      scan.telegrams().forEach(DlmsFuzzTarget::again);
      traced(data, scan);
      int size = 1 + (sum >> 8) % 7;
      check(pieces(data, data.length).equals(pieces(data, size)));
      check(packets(data, data.length).equals(packets(data, size)));
    }
    return !scan.telegrams().isEmpty();
  }

  private static void within(List<MalformedTelegramException> faults, int length) {
    for (MalformedTelegramException fault : faults) {
      check(fault.offset() >= 0 && fault.offset() <= length);
    }
  }

  /** What was decoded is encoded and decoded again. */
  private static void again(DlmsTelegram telegram) {
    if (telegram.apdu() instanceof DlmsApdu.DataNotification
        || telegram.apdu() instanceof DlmsApdu.EventNotification) {
      ByteSlice apdu = ByteSlice.of(DlmsEncoder.apdu(telegram.apdu()));
      try {
        DlmsTelegram second =
            DlmsDecoder.decode(apdu, DlmsFraming.NONE, DlmsCipher.NONE, DlmsLimits.DEFAULT);
        check(second.apdu().equals(telegram.apdu()));
      } catch (MalformedTelegramException e) {
        throw new AssertionError("not the inverse: " + e.getMessage(), e);
      }
    }
  }

  private void traced(byte[] data, DlmsDecoder.Scan scan) {
    DlmsTrace trace = new DlmsTrace("input", data);
    DlmsDecoder.Scan second =
        DlmsDecoder.scan(data, 0, data.length, cipher, DlmsLimits.DEFAULT, trace);
    check(second.telegrams().equals(scan.telegrams()));
    notesWithin(trace);
  }

  private static void notesWithin(DlmsTrace trace) {
    for (DlmsTrace.Field field : trace.fields()) {
      check(field.offset() >= 0 && field.offset() + field.length() <= trace.bytes().length);
    }
    for (DlmsTrace.Fault fault : trace.faults()) {
      check(fault.offset() >= 0 && fault.offset() <= trace.bytes().length);
    }
    trace.blocks().forEach(DlmsFuzzTarget::notesWithin);
  }

  /** APDUs and frames of a line that is fed in pieces of a size. */
  private static List<Long> pieces(byte[] data, int size) {
    DlmsReceiver receiver = new DlmsReceiver(DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
    DlmsFramer framer =
        new DlmsFramer(
            DlmsLimits.DEFAULT, (offset, framing, apdu) -> received(receiver, framing, apdu));
    for (int i = 0; i < data.length; i += size) {
      framer.feed(data, i, Math.min(size, data.length - i));
    }
    framer.end();
    DlmsLineCounters counters = framer.counters();
    return List.of(counters.apdus(), counters.frames(), counters.noiseBytes());
  }

  /** What a receiver says of an APDU lies within it. */
  private static void received(DlmsReceiver receiver, DlmsFraming framing, ByteSlice apdu) {
    int start = apdu.offset();
    try {
      DlmsTelegram telegram = receiver.accept(apdu, framing);
      check(telegram == null || telegram.offset() == start);
    } catch (MalformedTelegramException fault) {
      check(fault.offset() >= start && fault.offset() <= start + apdu.length());
    }
  }

  /** Where a connection that is fed in pieces of a size brings APDUs, and where it fails. */
  private static List<Long> packets(byte[] data, int size) {
    List<Long> heard = new ArrayList<>();
    DlmsReceiver receiver = new DlmsReceiver(DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
    DlmsWrapperFramer framer =
        new DlmsWrapperFramer(
            DlmsLimits.DEFAULT,
            new DlmsFramer.Listener() {
              @Override
              public void apdu(long streamOffset, DlmsFraming framing, ByteSlice apdu) {
                check(streamOffset + apdu.length() < data.length);
                received(receiver, framing, apdu);
                heard.add(streamOffset);
              }

              @Override
              public void fault(long streamOffset, MalformedTelegramException fault) {
                check(streamOffset + fault.offset() <= data.length);
                heard.add(-1 - streamOffset);
              }
            });
    for (int i = 0; i < data.length; i += size) {
      framer.feed(data, i, Math.min(size, data.length - i));
    }
    framer.end();
    return heard;
  }

  /** Gives what looks like frames their right checksums. */
  private static void repair(byte[] data) {
    int at = 0;
    while (at + 8 < data.length) {
      int b = data[at] & 0xFF;
      int length = 0;
      if (b == 0x7E && (data[at + 1] & 0xF0) == 0xA0) {
        length = hdlc(data, at);
      } else if (b == 0x68 && data[at + 3] == 0x68) {
        length = mbus(data, at);
      }
      at += Math.max(1, length);
    }
  }

  private static int hdlc(byte[] data, int at) {
    int length = (data[at + 1] & 7) << 8 | (data[at + 2] & 0xFF);
    if (length < 12 || at + length + 1 >= data.length) {
      return 0;
    }
    int next = at + 3;
    for (int addresses = 0; addresses < 2 && next < at + 12; next++) {
      addresses += data[next] & 1;
    }
    put(data, next + 1, Crc16.x25(data, at + 1, next - at));
    int fcs = at + length - 1;
    put(data, fcs, Crc16.x25(data, at + 1, fcs - at - 1));
    data[at + length + 1] = 0x7E;
    return length + 1;
  }

  private static void put(byte[] data, int at, int crc) {
    if (at + 1 < data.length) {
      data[at] = (byte) crc;
      data[at + 1] = (byte) (crc >> 8);
    }
  }

  private static int mbus(byte[] data, int at) {
    int length = data[at + 1] & 0xFF;
    if (length != (data[at + 2] & 0xFF) || at + length + 5 >= data.length) {
      return 0;
    }
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += data[at + 4 + i];
    }
    data[at + 4 + length] = (byte) sum;
    data[at + 5 + length] = 0x16;
    return length + 6;
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError("does not hold");
    }
  }
}
