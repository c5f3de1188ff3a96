package org.joulegate.codec.sml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.sml.SmlBody.GetListResponse;
import org.joulegate.itests.kit.BitFlips;
import org.joulegate.itests.kit.Truncations;
import org.junit.Test;

public class SmlDecoderTest {

  @Test
  public void everyTruncationIsRefusedWhereTheBytesEnd() throws Exception {
    for (byte[] frame : SmlFixtures.all()) {
      Truncations.forEach(
          frame,
          (cut, length) -> {
            MalformedTelegramException fault = refused(cut);
            assertEquals(length == 0 ? Kind.MALFORMED : Kind.TRUNCATED, fault.kind());
            assertEquals(length, fault.offset());
          });
    }
  }

  @Test
  public void everyFlippedBitIsRefused() throws Exception {
    for (byte[] frame : SmlFixtures.all()) {
      BitFlips.forEach(
          frame,
          (damaged, bit) -> {
            assertNotNull(refused(damaged));
            SmlDecoder.Scan scan = SmlDecoder.scan(damaged, 0, damaged.length, SmlLimits.DEFAULT);
            assertTrue(scan.telegrams().isEmpty());
            assertEquals(1, scan.refused().size());
          });
    }
  }

  @Test
  public void everyFlippedBitOfAKermitFrameIsRefused() throws Exception {
    SmlFile basic = decode(SmlFixtures.basic());
    byte[] frame = SmlEncoder.frame(new SmlFile(basic.messages(), SmlCrc.KERMIT));
    assertEquals(SmlCrc.KERMIT, decode(frame).crc());
    BitFlips.forEach(frame, (damaged, bit) -> assertNotNull(refused(damaged)));
  }

  @Test
  public void aWrongMessageChecksumRefusesTheWholeFrame() {
    byte[] frame = SmlFixtures.basic();
    int lastMessage = frame.length - 8 - fill(frame) - 3;
    byte[] body = Arrays.copyOfRange(frame, 8, frame.length - 8 - fill(frame));
    body[lastMessage - 8] ^= 1;
    MalformedTelegramException fault = refused(SmlEncoder.transport(body, SmlCrc.X25));
    assertEquals(Kind.CRC, fault.kind());
    assertEquals(lastMessage, fault.offset());
  }

  @Test
  public void messagesWithAnotherKindOfChecksumThanTheFrameAreRefused() {
    byte[] frame = SmlFixtures.basic();
    byte[] body = Arrays.copyOfRange(frame, 8, frame.length - 8 - fill(frame));
    assertEquals(Kind.CRC, refused(SmlEncoder.transport(body, SmlCrc.KERMIT)).kind());
  }

  @Test
  public void valuesOfEveryWidthKeepSignAndScaler() throws Exception {
    assertEquals("131304", value("640200e8"));
    assertEquals("-1", value("52ff"));
    assertEquals("255", value("62ff"));
    assertEquals("-8388608", value("54800000"));
    assertEquals("1099511627775", value("66ffffffffff"));
    assertEquals("-2", value("57fffffffffffe"));
    assertEquals("72057594037927935", value("68ffffffffffffff"));
    assertEquals("18446744073709551615", value("69ffffffffffffffff"));
  }

  @Test
  public void aLongLengthFieldIsRead() throws Exception {
    SmlListEntry entry = entry("8302" + "ab".repeat(48));
    assertEquals(48, ((SmlValue.Octets) entry.value()).bytes().length());
    assertNull(entry.decimal());
  }

  @Test
  public void aListInThePlaceOfAValueIsCarried() throws Exception {
    SmlValue.Listed listed = (SmlValue.Listed) entry("72620172620165010237de").value();
    assertEquals(new SmlValue.Int(1, 1, false), listed.elements().get(0));
    SmlValue.Listed time = (SmlValue.Listed) listed.elements().get(1);
    assertEquals(new SmlValue.Int(0x010237DE, 4, false), time.elements().get(1));
  }

  @Test
  public void aTimeWithoutItsChoiceIsReadAndSaysSo() throws Exception {
    SmlFile file = decode(list("77070100010800ff0165000000ff621e52ff620101"));
    SmlListEntry entry = file.first(GetListResponse.class).values().get(0);
    assertEquals(new SmlTime(SmlTime.Kind.UNTAGGED, 255, 0, 0), entry.valTime());
    assertEquals("0.1", entry.decimal());
  }

  @Test
  public void otherMessagesAreNamedAndTheirStructureChecked() throws Exception {
    SmlBody.Other other =
        (SmlBody.Other) decode(message("630501", "7301026101")).messages().get(0).body();
    assertEquals(SmlMessageType.GET_PROC_PARAMETER_RESPONSE, other.type());
    assertEquals("7301026101", other.encoded().toHex());
    assertNull(((SmlBody.Other) decode(message("630999", "01")).messages().get(0).body()).type());
    assertEquals(Kind.MALFORMED, refused(message("630501", "730102")).kind());
  }

  @Test
  public void anAttentionIsRead() throws Exception {
    SmlBody.AttentionResponse attention =
        (SmlBody.AttentionResponse)
            decode(message("63ff01", "7401078181c7c7fe0203416101")).messages().get(0).body();
    assertEquals("8181c7c7fe02", attention.number().toHex());
    assertEquals("Aa", attention.message().toText());
  }

  /**
   * A find of the soak: what has one form for absent and empty may still be sent in two lengths.
   */
  @Test
  public void anEmptyStringWithALongerLengthIsAbsentToo() throws Exception {
    SmlBody.CloseResponse close =
        (SmlBody.CloseResponse) decode(message("630201", "718002")).messages().get(0).body();
    assertNull(close.signature());
    GetListResponse list =
        decode(list("77070100010800ff010101018002" + "01")).first(GetListResponse.class);
    assertNull(list.values().get(0).value());
  }

  @Test
  public void everyLimitIsKept() {
    assertRefused("at most 2 messages in a frame", limits(1000, 2, 100, 100, 9));
    assertRefused("at most 3 list elements", limits(1000, 9, 3, 100, 9));
    assertRefused("at most 9 bytes in an octet string", limits(1000, 9, 100, 9, 9));
    assertRefused("at most 64 bytes in a frame", limits(64, 9, 100, 100, 9));
    byte[] deep = list("77070100010800ff01010101" + "71".repeat(17) + "0101");
    assertTrue(refused(deep).getMessage().contains("at most 16 lists within lists"));
    byte[] skipped = message("630501", "71".repeat(17) + "01");
    assertTrue(refused(skipped).getMessage().contains("at most 16 lists within lists"));
  }

  @Test
  public void aLengthBeyondTheBytesIsRefusedBeforeMemoryIsTaken() {
    assertEquals(Kind.MALFORMED, refused(list("77070100010800ff01010101f83f0f01")).kind());
    assertEquals(Kind.MALFORMED, refused(list("77070100010800ff010101018f8f8f8f0f01")).kind());
  }

  @Test
  public void wrongTypesAreRefusedAtTheirByte() {
    for (String entry :
        List.of(
            "76070100010800ff0101010101",
            "77060100010800010101010101",
            "77070100010800ff52010101010101",
            "77070100010800ff0172620465000000010101010101",
            "77070100010800ff01016302000101010101",
            "77070100010800ff0101015300ff0101",
            "77070100010800ff010101016a0000000000000000000101",
            "77070100010800ff010101014300010101",
            "77070100010800ff0101010120010101")) {
      assertEquals(entry, Kind.MALFORMED, refused(list(entry)).kind());
    }
    assertEquals(Kind.MALFORMED, refused(Hex.parse("00112233")).kind());
    assertEquals(Kind.MALFORMED, refused(SmlEncoder.transport(new byte[0], SmlCrc.X25)).kind());
  }

  @Test
  public void faultsBehindDoubledEscapesAreToldAtTheirPlaceOnTheWire() {
    byte[] frame = list("77070100000009ff01010101051b1b1b1b01" + "ff");
    MalformedTelegramException fault = refused(frame);
    int at = Hex.format(frame).indexOf("01ff") / 2 + 1;
    assertEquals(at, fault.offset());
  }

  @Test
  public void fourFillBytesAreTakenAsDzgSendsThemAndFiveAreNot() throws Exception {
    assertEquals(1, decode(filled(4)).messages().size());
    assertEquals(Kind.MALFORMED, refused(filled(5)).kind());
  }

  /** A frame of one message, with so many fill bytes. */
  private static byte[] filled(int fill) {
    byte[] message = bodyOf(message("630501", "01"));
    byte[] body = Arrays.copyOf(message, message.length + fill);
    byte[] frame = SmlEncoder.transport(body, SmlCrc.X25);
    byte[] exact = Arrays.copyOf(frame, 8 + body.length + 8);
    System.arraycopy(frame, frame.length - 8, exact, exact.length - 8, 8);
    exact[exact.length - 3] = (byte) fill;
    int crc = SmlCrc.X25.onWire(exact, 0, exact.length - 2);
    exact[exact.length - 2] = (byte) (crc >>> 8);
    exact[exact.length - 1] = (byte) crc;
    return exact;
  }

  private static void assertRefused(String part, SmlLimits limits) {
    byte[] frame = SmlFixtures.basic();
    MalformedTelegramException fault =
        assertThrows(
            MalformedTelegramException.class,
            () -> SmlDecoder.decode(frame, 0, frame.length, limits));
    assertEquals(Kind.MALFORMED, fault.kind());
    assertTrue(fault.getMessage(), fault.getMessage().contains(part));
  }

  private static SmlLimits limits(int frame, int messages, int elements, int octets, int depth) {
    SmlLimits d = SmlLimits.DEFAULT;
    return new SmlLimits(
        new Limit(d.frameBytes().name(), frame),
        new Limit(d.messages().name(), messages),
        new Limit(d.listElements().name(), elements),
        new Limit(d.octets().name(), octets),
        new Limit(d.depth().name(), depth));
  }

  private static int fill(byte[] frame) {
    return frame[frame.length - 3];
  }

  private static byte[] bodyOf(byte[] frame) {
    return Arrays.copyOfRange(frame, 8, frame.length - 8 - fill(frame));
  }

  private static String value(String encoded) throws Exception {
    return entry(encoded).decimal();
  }

  private static SmlListEntry entry(String value) throws Exception {
    SmlFile file = decode(list("77070100010800ff01010101" + value + "01"));
    return file.first(GetListResponse.class).values().get(0);
  }

  /** A frame whose one message is a list with one entry, all given in hex. */
  private static byte[] list(String entry) {
    return message("630701", "7701" + "0201" + "01" + "01" + "71" + entry + "0101");
  }

  private static byte[] message(String tag, String body) {
    byte[] checked = Hex.parse("7601" + "62006200" + "72" + tag + body);
    int crc = SmlCrc.X25.onWire(checked, 0, checked.length);
    byte[] whole = Hex.parse(Hex.format(checked) + String.format("63%04x00", crc));
    return SmlEncoder.transport(whole, SmlCrc.X25);
  }

  static SmlFile decode(byte[] frame) throws MalformedTelegramException {
    return SmlDecoder.decode(frame, 0, frame.length, SmlLimits.DEFAULT);
  }

  private static MalformedTelegramException refused(byte[] frame) {
    MalformedTelegramException fault =
        assertThrows(MalformedTelegramException.class, () -> decode(frame));
    assertTrue(fault.offset() >= 0 && fault.offset() <= frame.length);
    return fault;
  }

  @Test
  public void noMessageShowsPayload() {
    ByteSlice secret = SmlFixtures.hex("736563726574");
    byte[] frame = list("77070100000009ff01010101" + "07" + secret.toHex() + "52");
    assertTrue(!refused(frame).getMessage().contains("secret"));
  }
}
