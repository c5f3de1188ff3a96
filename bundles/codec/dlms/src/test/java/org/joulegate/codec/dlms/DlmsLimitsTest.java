package org.joulegate.codec.dlms;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.joulegate.codec.bytes.Limit;
import org.junit.Test;

public class DlmsLimitsTest {

  private static final byte[] PUSH = DlmsFixtures.apdu(DlmsFixtures.codes());
  private static final byte[] HDLC = DlmsFixtures.hdlc(PUSH);

  @Test
  public void everyLimitIsNamed() {
    DlmsLimits d = DlmsLimits.DEFAULT;
    Limit one = new Limit("things", 1);
    byte[] nested = DlmsFixtures.apdu(DlmsFixtures.captured());
    assertLimit(
        nested,
        new DlmsLimits(
            d.frameBytes(), d.apduBytes(), d.octets(), one, d.elements(), d.depth(), d.layers()));
    assertLimit(
        nested,
        new DlmsLimits(
            d.frameBytes(),
            d.apduBytes(),
            d.octets(),
            d.listElements(),
            one,
            d.depth(),
            d.layers()));
    assertLimit(
        nested,
        new DlmsLimits(
            d.frameBytes(),
            d.apduBytes(),
            d.octets(),
            d.listElements(),
            d.elements(),
            one,
            d.layers()));
    assertLimit(
        nested,
        new DlmsLimits(
            d.frameBytes(),
            d.apduBytes(),
            one,
            d.listElements(),
            d.elements(),
            d.depth(),
            d.layers()));
    assertLimit(
        DlmsFixtures.sealed(0x20, PUSH),
        new DlmsLimits(
            d.frameBytes(),
            one,
            d.octets(),
            d.listElements(),
            d.elements(),
            d.depth(),
            d.layers()));
    assertLimit(
        DlmsFixtures.sealed(0x30, DlmsFixtures.sealed(0x30, PUSH)),
        new DlmsLimits(
            d.frameBytes(),
            d.apduBytes(),
            d.octets(),
            d.listElements(),
            d.elements(),
            d.depth(),
            one));
    DlmsLimits small =
        new DlmsLimits(
            new Limit("bytes in a frame", 20),
            d.apduBytes(),
            d.octets(),
            d.listElements(),
            d.elements(),
            d.depth(),
            d.layers());
    assertFalse(DlmsDecoder.scan(HDLC, 0, HDLC.length, DlmsCipher.NONE, small).damaged().isEmpty());
  }

  private static void assertLimit(byte[] bytes, DlmsLimits limits) {
    DlmsDecoder.Scan scan = DlmsDecoder.scan(bytes, 0, bytes.length, DlmsFixtures.cipher(), limits);
    assertTrue(scan.telegrams().isEmpty());
    String message = scan.unread().get(0).getMessage();
    assertTrue(message, message.contains("at most 1 things"));
  }
}
