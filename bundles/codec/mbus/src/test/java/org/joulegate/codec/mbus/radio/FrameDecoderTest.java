package org.joulegate.codec.mbus.radio;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.transport.MeterAddress;
import org.junit.Test;

public class FrameDecoderTest {

  /** The examples of EN 13757-4, Annex C: 876,543 l of meter CEN 12345678. */
  private static final String ANNEX_C_A = "0f44ae0c785634120107";

  private static final byte[] ANNEX_C_B = Hex.parse("1444ae0c7856341201078c2027780b134365877ac5");

  private static final MeterAddress METER = new MeterAddress("CEN", "12345678", 1, 7);

  private static RadioFrame decode(byte[] bytes, FrameKind kind) throws MalformedTelegramException {
    return FrameDecoder.decode(bytes, 0, bytes.length, kind);
  }

  private static byte[] content(RadioFrame frame) {
    return Arrays.copyOfRange(
        frame.array(),
        frame.applicationOffset(),
        frame.applicationOffset() + frame.applicationLength());
  }

  @Test
  public void annexCFrameOfFormatB() throws Exception {
    RadioFrame frame = decode(ANNEX_C_B, FrameKind.UNKNOWN);
    assertEquals(FrameFormat.B_WITH_CRC, frame.format());
    assertEquals(METER, frame.address());
    assertEquals(RadioControl.SND_NR, frame.meaning());
    assertArrayEquals(Hex.parse("8c2027780b13436587"), content(frame));
  }

  @Test
  public void annexCFrameOfFormatA() throws Exception {
    byte[] sent =
        RadioEncoder.frame(FrameFormat.A_WITH_CRC, 0x44, METER, Hex.parse("780b13436587"));
    assertTrue(Hex.format(sent).startsWith(ANNEX_C_A));
    assertEquals(20, sent.length);
    assertEquals(METER, decode(sent, FrameKind.UNKNOWN).address());
  }

  @Test
  public void everyFormatComesBackAndIsRecognised() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 4000; i++) {
      FrameFormat format = FrameFormat.values()[random.nextInt(4)];
      byte[] message = new byte[random.nextInt(241)];
      random.nextBytes(message);
      byte[] sent = RadioEncoder.frame(format, 0x44, METER, message);
      List<FrameKind> kinds =
          format == FrameFormat.B_NO_CRC
              ? List.of(new FrameKind(LineCode.PLAIN, format))
              : List.of(new FrameKind(LineCode.PLAIN, format), FrameKind.UNKNOWN);
      for (FrameKind kind : kinds) {
        RadioFrame frame = decode(sent, kind);
        assertEquals(format, frame.format());
        assertArrayEquals(message, content(frame));
        assertTrue(frame.warnings().isEmpty());
        for (int k = 0; k < frame.length(); k++) {
          assertEquals(frame.array()[frame.offset() + k], sent[frame.received(frame.offset() + k)]);
        }
      }
    }
  }

  @Test
  public void aFrameOfFormatBWithoutTheChecksumsThatItCountsIsRecognised() throws Exception {
    for (int length : new int[] {3, 60, 150}) {
      byte[] message = new byte[length];
      message[0] = 0x78;
      byte[] sent = RadioEncoder.frame(FrameFormat.B_NO_CRC, 0x44, METER, message);
      RadioFrame frame = decode(sent, FrameKind.UNKNOWN);
      assertEquals(FrameFormat.B_NO_CRC, frame.format());
      assertArrayEquals(message, content(frame));
      assertEquals(1, frame.warnings().size());
      sent[10] = 0x20;
      assertThrows(MalformedTelegramException.class, () -> decode(sent, FrameKind.UNKNOWN));
      sent[10] = 0x78;
      sent[1] = 0x0F;
      assertThrows(MalformedTelegramException.class, () -> decode(sent, FrameKind.UNKNOWN));
    }
  }

  @Test
  public void chipsComeBackAndAreRecognised() throws Exception {
    Random random = new Random(4);
    for (int i = 0; i < 1000; i++) {
      byte[] message = new byte[random.nextInt(200)];
      random.nextBytes(message);
      byte[] sent = RadioEncoder.frame(FrameFormat.A_WITH_CRC, 0x44, METER, message);
      assertArrayEquals(
          message, content(decode(LineDecoder.encodeThreeOfSix(sent), FrameKind.UNKNOWN)));
      assertArrayEquals(
          message, content(decode(LineDecoder.encodeManchester(sent), FrameKind.UNKNOWN)));
      assertArrayEquals(
          message, content(decode(LineDecoder.encodeThreeOfSix(sent), FrameKind.named("T1_3of6"))));
    }
  }

  @Test
  public void aPreambleBeforeChipsIsPassedOver() throws Exception {
    byte[] sent =
        RadioEncoder.frame(FrameFormat.A_WITH_CRC, 0x44, METER, Hex.parse("780b13436587"));
    String preamble = "01".repeat(24);
    byte[] modeT =
        bits(preamble + "0000111101" + bits(LineDecoder.encodeThreeOfSix(sent)) + "0101");
    assertEquals(METER, decode(modeT, FrameKind.UNKNOWN).address());
    byte[] modeS = bits(preamble + "000111011010010110" + bits(LineDecoder.encodeManchester(sent)));
    RadioFrame frame = decode(modeS, FrameKind.named("S1_manchester"));
    assertEquals(METER, frame.address());
    assertEquals((48 + 18) / 8, frame.received(0));
  }

  private static String bits(byte[] bytes) {
    StringBuilder bits = new StringBuilder();
    for (byte b : bytes) {
      for (int i = 7; i >= 0; i--) {
        bits.append(b >>> i & 1);
      }
    }
    return bits.toString();
  }

  private static byte[] bits(String bits) {
    byte[] bytes = new byte[(bits.length() + 7) / 8];
    for (int i = 0; i < bits.length(); i++) {
      bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
    }
    return bytes;
  }

  @Test
  public void modeCSaysItsFormatInTheSynchronisation() throws Exception {
    for (FrameFormat format : List.of(FrameFormat.A_WITH_CRC, FrameFormat.B_WITH_CRC)) {
      byte[] frame = RadioEncoder.frame(format, 0x44, METER, new byte[40]);
      byte[] sent = RadioEncoder.modeC(format, frame);
      assertEquals(format, decode(sent, FrameKind.UNKNOWN).format());
      assertEquals(format, decode(sent, FrameKind.named("C1")).format());
      byte[] half = Arrays.copyOfRange(sent, 2, sent.length);
      RadioFrame read = decode(half, FrameKind.UNKNOWN);
      assertEquals(format, read.format());
      assertEquals(2, read.start());
      byte[] whole = new byte[4 + sent.length];
      Arrays.fill(whole, (byte) 0x55);
      System.arraycopy(sent, 0, whole, 4, sent.length);
      assertEquals(8, decode(whole, FrameKind.UNKNOWN).start());
    }
  }

  @Test
  public void everyBitFlipInAFrameWithChecksumsIsRefused() {
    for (FrameFormat format : List.of(FrameFormat.A_WITH_CRC, FrameFormat.B_WITH_CRC)) {
      byte[] sent = RadioEncoder.frame(format, 0x44, METER, new byte[70]);
      for (int bit = 0; bit < sent.length * 8; bit++) {
        byte[] damaged = sent.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        for (FrameKind kind : List.of(new FrameKind(LineCode.PLAIN, format), FrameKind.UNKNOWN)) {
          if (bit < 8 && kind.format() == null
              || format == FrameFormat.B_WITH_CRC && kind.format() == null) {
            continue; // the bytes are then a frame without checksums as far as anyone can tell
          }
          MalformedTelegramException e =
              assertThrows(MalformedTelegramException.class, () -> decode(damaged, kind));
          assertTrue(e.offset() <= damaged.length);
        }
      }
    }
  }

  @Test
  public void theChecksumThatIsWrongIsLocated() {
    byte[] sent = RadioEncoder.frame(FrameFormat.A_WITH_CRC, 0x44, METER, new byte[40]);
    sent[20] ^= 4;
    MalformedTelegramException e =
        assertThrows(MalformedTelegramException.class, () -> decode(sent, FrameKind.UNKNOWN));
    assertEquals(Kind.CRC, e.kind());
    assertEquals(28, e.offset());
  }

  @Test
  public void everyTruncationIsRefused() {
    byte[] message = new byte[140];
    for (FrameFormat format : FrameFormat.values()) {
      byte[] sent = RadioEncoder.frame(format, 0x44, METER, message);
      for (int length = 0; length < sent.length; length++) {
        byte[] part = Arrays.copyOf(sent, length);
        assertThrows(
            MalformedTelegramException.class,
            () -> decode(part, new FrameKind(LineCode.PLAIN, format)));
        int field = sent[0] & 0xFF;
        if (format.contentLength(field) != length
            && FrameFormat.B_NO_CRC.contentLength(field) != length) {
          MalformedTelegramException e =
              length == field + 1
                  ? null
                  : assertThrows(
                      MalformedTelegramException.class, () -> decode(part, FrameKind.UNKNOWN));
          assertTrue(e == null || e.offset() <= length);
        }
      }
    }
  }

  @Test
  public void strayBytesBehindAFrameAreAWarning() throws Exception {
    for (FrameFormat format : FrameFormat.values()) {
      byte[] sent = RadioEncoder.frame(format, 0x44, METER, new byte[30]);
      byte[] more = Arrays.copyOf(sent, sent.length + 3);
      RadioFrame frame = decode(more, new FrameKind(LineCode.PLAIN, format));
      assertEquals(1, frame.warnings().size());
      assertEquals(sent.length, frame.end());
    }
  }

  @Test
  public void aFaultOfTheLineCodeIsLocated() {
    byte[] sent = RadioEncoder.frame(FrameFormat.A_WITH_CRC, 0x44, METER, new byte[30]);
    byte[] chips = LineDecoder.encodeThreeOfSix(sent);
    chips[30] = 0;
    MalformedTelegramException e =
        assertThrows(
            MalformedTelegramException.class, () -> decode(chips, FrameKind.named("T1_3of6")));
    assertEquals(Kind.MALFORMED, e.kind());
    assertEquals(30, e.offset(), 1);
    byte[] pairs = LineDecoder.encodeManchester(sent);
    pairs[41] = 0;
    e =
        assertThrows(
            MalformedTelegramException.class,
            () -> decode(pairs, FrameKind.named("S1_manchester")));
    assertEquals(40, e.offset());
  }

  @Test
  public void controlFieldsHaveTheMeaningsOfTheStandard() {
    assertEquals(RadioControl.SND_NR, RadioControl.of(0x44));
    assertEquals(RadioControl.SND_IR, RadioControl.of(0x46));
    assertEquals(RadioControl.ACC_NR, RadioControl.of(0x47));
    assertEquals(RadioControl.ACC_DMD, RadioControl.of(0x48));
    assertEquals(RadioControl.SND_NKE, RadioControl.of(0x40));
    assertEquals(RadioControl.SND_UD, RadioControl.of(0x53));
    assertEquals(RadioControl.SND_UD, RadioControl.of(0x73));
    assertEquals(RadioControl.SND_UD2, RadioControl.of(0x43));
    assertEquals(RadioControl.REQ_UD1, RadioControl.of(0x5A));
    assertEquals(RadioControl.REQ_UD2, RadioControl.of(0x5B));
    assertEquals(RadioControl.REQ_UD2, RadioControl.of(0x7B));
    assertEquals(RadioControl.ACK, RadioControl.of(0x00));
    assertEquals(RadioControl.CNF_IR, RadioControl.of(0x06));
    assertEquals(RadioControl.RSP_UD, RadioControl.of(0x08));
    assertEquals(RadioControl.RSP_UD, RadioControl.of(0x18));
    assertEquals(RadioControl.RSP_UD, RadioControl.of(0x38));
    assertEquals(RadioControl.UNKNOWN, RadioControl.of(0x97));
    assertTrue(RadioControl.of(0x53).isToMeter());
    assertTrue(!RadioControl.of(0x08).isToMeter());
  }

  @Test
  public void kindsHaveNames() {
    assertEquals(
        new FrameKind(LineCode.PLAIN, FrameFormat.A_NO_CRC),
        FrameKind.named("A_no_crc_trailing_bytes"));
    assertEquals(
        new FrameKind(LineCode.PLAIN, FrameFormat.B_WITH_CRC), FrameKind.named("B_with_crc"));
    assertThrows(IllegalArgumentException.class, () -> FrameKind.named("Q"));
  }
}
