package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.junit.Test;

/** What lines and senders do beyond the rules, and what must not come of it. */
public class DlmsLineTest {

  private static final byte[] PUSH = DlmsFixtures.apdu(DlmsFixtures.codes());

  @Test
  public void hdlcSegmentsThatAllHaveOneNumberAreReadAndNamed() {
    List<byte[]> frames = DlmsFixtures.segments(PUSH, 0x10, 0x10, 0x10);
    byte[] first = frames.get(0);
    byte[] second = frames.get(1);
    byte[] last = frames.get(2);
    DlmsDecoder.Scan scan = scan(DlmsFixtures.join(frames));
    assertEquals(DlmsFixtures.codes(), scan.telegrams().get(0).apdu());
    assertEquals(DlmsFraming.HDLC_UNNUMBERED, scan.telegrams().get(0).framing());
    assertTrue(scan(DlmsFixtures.join(List.of(first, last))).telegrams().isEmpty());
    byte[] moved = DlmsFixtures.segments(PUSH, 0x10, 0x10, 0x12).get(2);
    DlmsDecoder.Scan mixed = scan(DlmsFixtures.join(List.of(first, second, moved)));
    assertEquals(Kind.INCOMPLETE, mixed.unread().get(0).kind());
  }

  @Test
  public void segmentsWithoutBytesTakeNoMemory() throws Exception {
    ApduBytes.Builder builder = new ApduBytes.Builder(DlmsLimits.DEFAULT.apduBytes());
    ApduBytes nothing = ApduBytes.of(new byte[0], 0, 0, 5, null);
    for (int i = 0; i < 1_000_000; i++) {
      builder.add(nothing, 0, 0);
    }
    builder.add(ApduBytes.of(PUSH, 0, PUSH.length, 9, null), 0, PUSH.length);
    assertEquals(9, builder.origin());
    assertEquals(12, builder.build(null, "whole").origin(3));
    assertEquals(1, builder.pieces());
  }

  @Test
  public void bareApdusOneBehindTheOtherAreAllRead() {
    byte[] sealed = DlmsFixtures.sealed(0x30, PUSH);
    DlmsDecoder.Scan scan = scan(DlmsFixtures.join(List.of(PUSH, sealed, PUSH)));
    assertEquals(3, scan.telegrams().size());
    assertTrue(scan.unread().isEmpty());
    assertEquals(PUSH.length, scan.telegrams().get(1).offset());
    byte[] key = Hex.parse("00112233445566778899AABBCCDDEEFF");
    byte[] line = DlmsFixtures.join(List.of(sealed, PUSH));
    DlmsDecoder.Scan other =
        DlmsDecoder.scan(line, 0, line.length, SoftwareDlmsCipher.of(key, key), DlmsLimits.DEFAULT);
    assertEquals(1, other.telegrams().size());
    assertEquals(Kind.KEY_WRONG, other.unread().get(0).kind());
  }

  @Test
  public void nonsenseUnderAWrongKeyIsNoAnswerOfTheMeter() {
    byte[] plain = Hex.parse("D8070900000000000000000000000000");
    byte[] exact = Hex.parse("D80105");
    assertEquals(Kind.KEY_WRONG, scan(DlmsFixtures.sealed(0x20, plain)).unread().get(0).kind());
    assertEquals(
        Kind.APPLICATION_ERROR, scan(DlmsFixtures.sealed(0x20, exact)).unread().get(0).kind());
  }

  @Test
  public void aFrameOfAnotherProtocolIsCountedApartAndToldWhereItStands() {
    byte[] good = DlmsEncoder.mbus(PUSH, 200);
    byte[] other = good.clone();
    other[6] = 0x72;
    other[other.length - 2] += (byte) (0x72 - 0x10);
    List<String> heard = new ArrayList<>();
    DlmsFramer framer = new DlmsFramer(DlmsLimits.DEFAULT, listener(heard));
    byte[] line = DlmsFixtures.join(List.of(good, other, good));
    framer.feed(line, 0, line.length);
    framer.end();
    int length = good.length;
    assertEquals(
        List.of("apdu at 0", "UNSUPPORTED at " + length + "+6", "apdu at " + 2 * length), heard);
    assertEquals(1, framer.counters().unsupported());
    assertEquals(0, framer.counters().incomplete());
  }

  @Test
  public void theWrapperOfAConnectionIsReadInPiecesOfEverySize() {
    byte[] packet = DlmsEncoder.wrapper(PUSH, 1, 102);
    byte[] line = DlmsFixtures.join(List.of(packet, packet, packet));
    List<String> expected =
        List.of("apdu at 0", "apdu at " + packet.length, "apdu at " + 2 * packet.length);
    for (int size = 1; size <= line.length; size++) {
      List<String> heard = new ArrayList<>();
      DlmsWrapperFramer framer = new DlmsWrapperFramer(DlmsLimits.DEFAULT, listener(heard));
      for (int i = 0; i < line.length; i += size) {
        framer.feed(line, i, Math.min(size, line.length - i));
      }
      framer.end();
      assertEquals(expected, heard);
    }
  }

  @Test
  public void aConnectionThatSpeaksSomethingElseIsToldOnceAndTakesNoMemory() {
    List<String> heard = new ArrayList<>();
    DlmsWrapperFramer framer = new DlmsWrapperFramer(DlmsLimits.DEFAULT, listener(heard));
    byte[] packet = DlmsEncoder.wrapper(PUSH, 1, 102);
    byte[] noise = new byte[5_000];
    new Random(1).nextBytes(noise);
    framer.feed(packet, 0, packet.length);
    for (int i = 0; i < 100; i++) {
      framer.feed(noise, 0, noise.length);
    }
    framer.end();
    framer.feed(packet, 0, packet.length);
    framer.feed(packet, 0, 20);
    framer.end();
    int second = packet.length + 100 * noise.length;
    assertEquals(
        List.of(
            "apdu at 0",
            "MALFORMED at " + packet.length + "+0",
            "apdu at " + second,
            "TRUNCATED at " + (second + packet.length) + "+20"),
        heard);
  }

  private static DlmsFramer.Listener listener(List<String> heard) {
    return new DlmsFramer.Listener() {
      @Override
      public void apdu(long streamOffset, DlmsFraming framing, ByteSlice apdu) {
        assertEquals(ByteSlice.of(PUSH), apdu);
        heard.add("apdu at " + streamOffset);
      }

      @Override
      public void fault(long streamOffset, MalformedTelegramException fault) {
        heard.add(fault.kind() + " at " + streamOffset + "+" + fault.offset());
      }
    };
  }

  private static DlmsDecoder.Scan scan(byte[] bytes) {
    return DlmsDecoder.scan(bytes, 0, bytes.length, DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
  }
}
