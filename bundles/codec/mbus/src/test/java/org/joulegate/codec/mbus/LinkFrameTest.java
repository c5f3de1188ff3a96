package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.LinkFrame.FrameKind;
import org.junit.Test;

public class LinkFrameTest {

  private static LinkFrame decode(String hex) throws MalformedTelegramException {
    byte[] bytes = Hex.parse(hex);
    return LinkFrame.decode(bytes, 0, bytes.length);
  }

  private static Kind refused(String hex, int offset) {
    MalformedTelegramException fault =
        assertThrows(hex, MalformedTelegramException.class, () -> decode(hex));
    assertEquals(hex, offset, fault.offset());
    return fault.kind();
  }

  @Test
  public void theFourKindsAreRead() throws Exception {
    assertEquals(FrameKind.ACKNOWLEDGEMENT, decode("E5").kind());
    LinkFrame request = decode("10 7B FE 79 16");
    assertEquals(FrameKind.SHORT, request.kind());
    assertEquals(254, request.address());
    LinkFrame control = decode("68 03 03 68 53 FE BD 0E 16");
    assertEquals(FrameKind.CONTROL, control.kind());
    assertEquals(1, control.userLength());
    LinkFrame data = decode("68 06 06 68 53 FE 51 01 7A 08 25 16");
    assertEquals(FrameKind.LONG, data.kind());
    assertEquals(4, data.userLength());
    assertEquals(6, data.userOffset());
    assertFalse(data.fromMeter());
  }

  @Test
  public void theControlFieldIsReadBothWays() {
    assertEquals("SND-NKE", new ControlField(0x40).text());
    assertEquals("SND-UD FCV", new ControlField(0x53).text());
    assertEquals("SND-UD FCB FCV", new ControlField(0x73).text());
    assertEquals("REQ-UD2 FCV", new ControlField(0x5B).text());
    assertEquals("REQ-UD2 FCB FCV", new ControlField(0x7B).text());
    assertEquals("REQ-UD1 FCV", new ControlField(0x5A).text());
    assertEquals("REQ-SKE", new ControlField(0x49).text());
    assertEquals("RSP-UD", new ControlField(0x08).text());
    assertEquals("RSP-UD DFC", new ControlField(0x18).text());
    assertEquals("RSP-UD ACD", new ControlField(0x28).text());
    assertEquals("RSP-UD ACD DFC", new ControlField(0x38).text());
    assertTrue(new ControlField(0x73).fcb());
    assertFalse(new ControlField(0x28).fcb());
  }

  @Test
  public void addressesHaveTheirMeaning() {
    assertEquals("a meter without an address", LinkFrame.addressText(0));
    assertEquals("the meter with address 250", LinkFrame.addressText(250));
    assertEquals("reserved", LinkFrame.addressText(252));
    assertEquals("the meter selected by its secondary address", LinkFrame.addressText(253));
    assertEquals("any meter, which answers", LinkFrame.addressText(254));
    assertEquals("all meters, none of which answers", LinkFrame.addressText(255));
    assertTrue(LinkFrame.addressText(251).contains("repeater"));
  }

  @Test
  public void damageIsToldWithItsPlace() {
    assertEquals(Kind.CRC, refused("10 7B FE 78 16", 3));
    assertEquals(Kind.MALFORMED, refused("10 7B FE 79 15", 4));
    assertEquals(Kind.MALFORMED, refused("68 03 04 68 53 FE BD 0E 16", 2));
    assertEquals(Kind.MALFORMED, refused("68 03 03 69 53 FE BD 0E 16", 3));
    assertEquals(Kind.MALFORMED, refused("68 02 02 68 53 FE 51 16", 1));
    assertEquals(Kind.TRUNCATED, refused("68 03 03 68 53 FE BD", 7));
    assertEquals(Kind.MALFORMED, refused("00", 0));
    assertEquals(Kind.TRUNCATED, refused("", 0));
  }

  @Test
  public void theLengthNeededIsKnownFromTheFirstBytes() {
    assertEquals(0, needed(""));
    assertEquals(1, needed("E5"));
    assertEquals(5, needed("10"));
    assertEquals(0, needed("68 1F"));
    assertEquals(0, needed("68 1F 1F"));
    assertEquals(0x1F + 6, needed("68 1F 1F 68"));
    assertEquals(-1, needed("68 1F 1E"));
    assertEquals(-1, needed("68 1F 1F 67"));
    assertEquals(-1, needed("68 02"));
    assertEquals(-1, needed("00"));
  }

  private static int needed(String hex) {
    byte[] bytes = Hex.parse(hex);
    return LinkFrame.needed(bytes, 0, bytes.length);
  }

  @Test
  public void whatIsEncodedIsDecoded() throws Exception {
    for (int i = 0; i < 256; i++) {
      byte[] request = MbusEncoder.shortFrame(i, 255 - i);
      LinkFrame frame = LinkFrame.decode(request, 0, request.length);
      assertEquals(i, frame.controlBits());
      assertEquals(255 - i, frame.address());
      byte[] data = MbusEncoder.longFrame(i, i, i, new byte[i % 253]);
      LinkFrame decoded = LinkFrame.decode(data, 0, data.length);
      assertEquals(data.length, decoded.length());
      assertEquals(1 + i % 253, decoded.userLength());
    }
    assertEquals("e5", Hex.format(MbusEncoder.acknowledgement()));
  }

  @Test(expected = IllegalArgumentException.class)
  public void aFrameHoldsNoMoreThanItsLengthCanTell() {
    MbusEncoder.longFrame(8, 1, 0x72, new byte[253]);
  }
}
