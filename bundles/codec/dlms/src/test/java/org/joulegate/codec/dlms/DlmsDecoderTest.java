package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.itests.kit.BitFlips;
import org.joulegate.itests.kit.Truncations;
import org.junit.Test;

/** Frames, segments, blocks and protections, good ones and others. */
public class DlmsDecoderTest {

  private static final byte[] PUSH = DlmsFixtures.apdu(DlmsFixtures.codes());
  private static final byte[] HDLC = DlmsFixtures.hdlc(PUSH);

  private static final String GET_REQUEST = "e6e600" + "c001c100080000010000ff0200";

  /** A frame that was put together by hand: a push of one number, 1-byte addresses. */
  private static final String BY_HAND =
      "7ea0160321132fc4" + "e6e700" + "0f4000000000" + "0600001234" + "00007e";

  @Test
  public void aFrameByHandIsRead() {
    byte[] frame = Hex.parse(BY_HAND);
    put(frame, 6, org.joulegate.codec.bytes.Crc16.x25(frame, 1, 5));
    int fcs = frame.length - 3;
    frame[2] = (byte) (frame.length - 2);
    put(frame, 6, org.joulegate.codec.bytes.Crc16.x25(frame, 1, 5));
    put(frame, fcs, org.joulegate.codec.bytes.Crc16.x25(frame, 1, fcs - 1));
    DlmsTelegram telegram = only(scan(frame));
    assertEquals(
        new DlmsApdu.DataNotification(0x40000000, null, DlmsFixtures.u32(0x1234), false),
        telegram.apdu());
    assertEquals(DlmsFraming.HDLC, telegram.framing());
  }

  private static void put(byte[] array, int at, int crc) {
    array[at] = (byte) crc;
    array[at + 1] = (byte) (crc >> 8);
  }

  @Test
  public void everyTruncationOfEveryFixtureIsRefused() throws Exception {
    for (byte[] telegram : DlmsFixtures.all()) {
      int whole = scan(telegram).telegrams().size();
      Truncations.forEach(
          telegram,
          (data, length) -> {
            DlmsDecoder.Scan scan = scan(data);
            assertTrue(scan.telegrams().size() < whole);
            assertFalse(scan.unread().isEmpty() && scan.damaged().isEmpty());
          });
    }
  }

  @Test
  public void everyFlippedBitOfAnHdlcFrameIsRefused() throws Exception {
    BitFlips.forEach(HDLC, (data, bit) -> assertTrue(scan(data).telegrams().isEmpty()));
    byte[] segments = DlmsEncoder.hdlc(PUSH, DlmsFixtures.CLIENT, DlmsFixtures.METER, 50);
    BitFlips.forEach(segments, (data, bit) -> assertTrue(scan(data).telegrams().isEmpty()));
    byte[] blocks = DlmsFixtures.inBlocks(PUSH, 60);
    BitFlips.forEach(blocks, (data, bit) -> assertTrue(scan(data).telegrams().isEmpty()));
  }

  @Test
  public void everyFlippedBitOfAnMbusFrameIsRefused() throws Exception {
    byte[] frames = DlmsEncoder.mbus(PUSH, 120);
    BitFlips.forEach(frames, (data, bit) -> assertTrue(scan(data).telegrams().isEmpty()));
  }

  @Test
  public void everyFlippedBitOfASealedPushIsRefused() throws Exception {
    byte[] packet = DlmsEncoder.wrapper(DlmsFixtures.sealed(0x30, PUSH), 1, 1);
    BitFlips.forEach(
        packet,
        (data, bit) -> {
          boolean ports = bit >= 16 && bit < 48;
          assertTrue(ports || scan(data).telegrams().isEmpty());
        });
  }

  @Test
  public void severalFramesWithNoiseBetweenAreAllRead() {
    byte[] noise = Hex.parse("00ff7e7e681234aa16");
    byte[] line = DlmsFixtures.join(List.of(noise, HDLC, noise, DlmsEncoder.mbus(PUSH, 200), HDLC));
    DlmsDecoder.Scan scan = scan(line);
    assertEquals(3, scan.telegrams().size());
    assertEquals(noise.length, scan.telegrams().get(0).offset());
    assertTrue(scan.noiseBytes() > noise.length);
    assertEquals(0, scan.noiseOffset());
  }

  @Test
  public void framesMayShareAFlag() {
    byte[] line = Arrays.copyOf(HDLC, 2 * HDLC.length - 1);
    System.arraycopy(HDLC, 1, line, HDLC.length, HDLC.length - 1);
    assertEquals(2, scan(line).telegrams().size());
    assertEquals(0, scan(line).noiseBytes());
  }

  @Test
  public void aGoodFrameBehindACutOffOneIsRead() {
    for (int cut = 1; cut < HDLC.length - 1; cut++) {
      byte[] line = DlmsFixtures.join(List.of(Arrays.copyOf(HDLC, cut), HDLC));
      assertEquals("cut at " + cut, 1, scan(line).telegrams().size());
    }
  }

  @Test
  public void addressesOfOneTwoAndFourBytesAreRead() {
    for (String address : List.of("03", "0223", "02022223")) {
      ByteSlice source = ByteSlice.of(Hex.parse(address));
      only(scan(DlmsEncoder.hdlc(PUSH, DlmsFixtures.CLIENT, source, 2000)));
      only(scan(DlmsEncoder.hdlc(PUSH, source, DlmsFixtures.CLIENT, 2000)));
    }
    ByteSlice three = ByteSlice.of(Hex.parse("020223"));
    byte[] wrong = DlmsEncoder.hdlc(PUSH, three, DlmsFixtures.CLIENT, 2000);
    assertEquals(Kind.MALFORMED, scan(wrong).damaged().get(0).kind());
  }

  @Test
  public void aFrameWithoutInformationIsPassedOver() {
    byte[] frame = Hex.parse("7ea007032111" + "0000" + "7e");
    put(frame, 6, org.joulegate.codec.bytes.Crc16.x25(frame, 1, 5));
    DlmsDecoder.Scan scan = scan(frame);
    assertEquals(Kind.INCOMPLETE, scan.damaged().get(0).kind());
    assertEquals(1, scan(DlmsFixtures.join(List.of(frame, HDLC))).telegrams().size());
  }

  @Test
  public void missingHdlcSegmentsAreIncomplete() {
    byte[] frames = DlmsEncoder.hdlc(PUSH, DlmsFixtures.CLIENT, DlmsFixtures.METER, 50);
    int second = 50 + 3 + 2 + 1 + 2 + 3 + 2;
    DlmsDecoder.Scan first = scan(Arrays.copyOf(frames, second));
    assertEquals(Kind.INCOMPLETE, first.unread().get(0).kind());
    byte[] interrupted = DlmsFixtures.join(List.of(Arrays.copyOf(frames, second), HDLC));
    assertEquals(1, scan(interrupted).telegrams().size());
    assertEquals(Kind.INCOMPLETE, scan(interrupted).unread().get(0).kind());
  }

  @Test
  public void mbusLengthsModulo256AreRead() {
    DlmsData long1 = new DlmsData.Octets(ByteSlice.of(new byte[260]));
    byte[] apdu = DlmsFixtures.apdu(DlmsFixtures.push(long1));
    for (int most : new int[] {251, 252, 253, 290}) {
      byte[] frames = DlmsEncoder.mbus(apdu, most);
      assertEquals((Math.min(most, apdu.length) + 5) & 0xFF, frames[1] & 0xFF);
      only(scan(frames));
    }
  }

  @Test
  public void mbusSegmentsOutOfOrderAreIncomplete() {
    byte[] frames = DlmsEncoder.mbus(PUSH, 60);
    int size = 60 + 11;
    byte[] swapped = frames.clone();
    System.arraycopy(frames, size, swapped, 0, size);
    System.arraycopy(frames, 0, swapped, size, size);
    DlmsDecoder.Scan scan = scan(swapped);
    assertTrue(scan.telegrams().isEmpty());
    assertEquals(Kind.INCOMPLETE, scan.unread().get(0).kind());
    byte[] other = DlmsEncoder.mbus(PUSH, 200);
    other[6] = 0x72;
    other[other.length - 2] += 0x72 - 0x10;
    assertEquals(Kind.UNSUPPORTED, scan(other).unread().get(0).kind());
  }

  @Test
  public void keysThatAreMissingOrWrongAreKinds() {
    byte[] sealed = DlmsFixtures.hdlc(DlmsFixtures.sealed(0x30, PUSH));
    byte[] encrypted = DlmsFixtures.hdlc(DlmsFixtures.sealed(0x20, PUSH));
    DlmsCipher wrong = SoftwareDlmsCipher.of(new byte[16], DlmsFixtures.AUTH_KEY);
    assertEquals(Kind.KEY_MISSING, refusal(sealed, DlmsCipher.NONE).kind());
    assertEquals(Kind.KEY_WRONG, refusal(sealed, wrong).kind());
    assertEquals(Kind.KEY_WRONG, refusal(encrypted, wrong).kind());
    DlmsTelegram telegram = only(scan(sealed));
    assertTrue(telegram.authenticated());
    assertEquals(35, telegram.security().get(0).invocationCounter());
    assertFalse(only(scan(encrypted)).authenticated());
  }

  @Test
  public void aServicesOwnCipheringIsUnsupportedWithoutTheSendersTitle() {
    byte[] apdu = Hex.parse("C8122001234567411312FF935A47566827C467BC");
    assertEquals(Kind.UNSUPPORTED, refusal(apdu, DlmsFixtures.cipher()).kind());
  }

  @Test
  public void aSignedPushIsReadAndItsSignatureLeftUnchecked() {
    String content = Hex.format(PUSH);
    byte[] apdu = Hex.parse("DF0101000000" + "00" + "81" + hex(PUSH.length) + content + "02AABB");
    DlmsTelegram telegram = only(scan(apdu));
    assertTrue(telegram.signed());
    assertEquals(DlmsFixtures.codes(), telegram.apdu());
  }

  private static String hex(int value) {
    return Hex.ofByte(value).substring(2);
  }

  @Test
  public void errorsOfTheMeterAreApplicationErrors() {
    assertRefusal("D80205", "service-unknown, deciphering-error");
    assertRefusal("D8010600000011", "invocation-counter-error, the counter is 17");
    assertRefusal("0E010600", "initiateError, initiate 0");
    assertEquals(
        "object-undefined",
        ((DlmsApdu.GetResponse) only(scan(Hex.parse("C401810104"))).apdu())
            .results()
            .get(0)
            .refusal());
  }

  private static void assertRefusal(String hex, String text) {
    MalformedTelegramException fault = refusal(Hex.parse(hex), DlmsCipher.NONE);
    assertEquals(Kind.APPLICATION_ERROR, fault.kind());
    assertTrue(fault.getMessage(), fault.getMessage().contains(text));
  }

  @Test
  public void getResponsesOfAListAndOfOneBlockAreRead() {
    DlmsApdu.GetResponse list =
        (DlmsApdu.GetResponse)
            only(scan(Hex.parse("C40381" + "02" + "000600000007" + "0104"))).apdu();
    assertEquals(DlmsFixtures.u32(7), list.results().get(0).data());
    assertEquals("object-undefined", list.results().get(1).refusal());
    DlmsApdu.GetResponse block =
        (DlmsApdu.GetResponse)
            only(scan(Hex.parse("C40281" + "01" + "00000001" + "00" + "05" + "0600000007"))).apdu();
    assertEquals(DlmsFixtures.u32(7), block.results().get(0).data());
    MalformedTelegramException more =
        refusal(Hex.parse("C4028100000000010005" + "0600000007"), DlmsCipher.NONE);
    assertEquals(Kind.INCOMPLETE, more.kind());
  }

  @Test
  public void apdusWithoutDataOfAMeterAreUnsupported() {
    MalformedTelegramException fault = refusal(Hex.parse(GET_REQUEST), DlmsCipher.NONE);
    assertEquals(Kind.UNSUPPORTED, fault.kind());
    assertTrue(fault.getMessage(), fault.getMessage().contains("get-request (0xc0)"));
  }

  @Test
  public void bytesBehindTheApduAreAFaultUnlessAChecksumCoversThem() {
    byte[] longer = Arrays.copyOf(PUSH, PUSH.length + 2);
    assertEquals(Kind.MALFORMED, refusal(longer, DlmsCipher.NONE).kind());
    assertEquals(2, only(scan(DlmsFixtures.hdlc(longer))).trailing());
  }

  @Test
  public void faultsNameTheByteOfTheInputAlsoInsideWhatWasPutTogetherOrOpened() {
    byte[] wrong = PUSH.clone();
    int at = PUSH.length - 5;
    wrong[at] = 0x7C;
    int header = 3 + 1 + 2 + 1 + 2 + 3;
    assertEquals(at + header, refusal(DlmsFixtures.hdlc(wrong), DlmsCipher.NONE).offset());
    byte[] sealed = DlmsFixtures.sealed(0x30, wrong);
    int content = sealed.length - wrong.length - DlmsSecurity.TAG_BYTES;
    assertEquals(at + content, refusal(sealed, DlmsFixtures.cipher()).offset());
    byte[] segments = DlmsEncoder.mbus(wrong, 100);
    int inSegment = at + 9 + (at / 100) * 11;
    assertEquals(inSegment, refusal(segments, DlmsCipher.NONE).offset());
  }

  @Test
  public void oneApduOfAFramerIsDecodedAndABlockAloneIsNot() throws Exception {
    ByteSlice apdu = ByteSlice.of(PUSH);
    assertEquals(
        DlmsFixtures.codes(),
        DlmsDecoder.decode(apdu, DlmsFraming.HDLC, DlmsCipher.NONE, DlmsLimits.DEFAULT).apdu());
    ByteSlice block = ByteSlice.of(DlmsEncoder.blocks(PUSH, 50).get(0));
    assertThrows(
        MalformedTelegramException.class,
        () -> DlmsDecoder.decode(block, DlmsFraming.HDLC, DlmsCipher.NONE, DlmsLimits.DEFAULT));
  }

  @Test
  public void aTraceExplainsEveryByteOfEveryFixture() {
    for (byte[] telegram : DlmsFixtures.all()) {
      DlmsTrace trace = new DlmsTrace("input", telegram);
      DlmsDecoder.scan(
          telegram, 0, telegram.length, DlmsFixtures.cipher(), DlmsLimits.DEFAULT, trace);
      assertCovered(trace);
    }
  }

  private static void assertCovered(DlmsTrace trace) {
    boolean[] seen = new boolean[trace.bytes().length];
    for (DlmsTrace.Field field : trace.fields()) {
      for (int i = field.offset(); i < field.offset() + field.length(); i++) {
        // A flag between two frames belongs to both.
        assertTrue("byte " + i + " twice", !seen[i] || trace.bytes()[i] == 0x7E);
        seen[i] = true;
      }
    }
    for (int i = 0; i < seen.length; i++) {
      assertTrue(trace.title() + ", byte " + i, seen[i]);
    }
    trace.blocks().forEach(DlmsDecoderTest::assertCovered);
  }

  private static DlmsTelegram only(DlmsDecoder.Scan scan) {
    assertTrue("" + scan.unread() + scan.damaged(), scan.unread().isEmpty());
    assertEquals(1, scan.telegrams().size());
    return scan.telegrams().get(0);
  }

  private static MalformedTelegramException refusal(byte[] bytes, DlmsCipher cipher) {
    DlmsDecoder.Scan scan = DlmsDecoder.scan(bytes, 0, bytes.length, cipher, DlmsLimits.DEFAULT);
    assertTrue(scan.telegrams().isEmpty());
    return scan.unread().get(0);
  }

  private static DlmsDecoder.Scan scan(byte[] bytes) {
    return DlmsDecoder.scan(bytes, 0, bytes.length, DlmsFixtures.cipher(), DlmsLimits.DEFAULT);
  }
}
