package org.joulegate.codec.mbus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.joulegate.codec.bytes.Hex;
import org.junit.Test;

/** The table of CI fields beside the printed one (EN 13757-7:2018, Table 2). */
public class CiFieldTest {

  /** Header by CI field, sixteen a line: none, short, long, LINK layer, AFL, NWL. */
  private static final String[] HEADERS = {
    "nnnnnnnnnnnnnnnn", // 00
    "nnnnnnnnnnnnnnnn", // 10
    "nnnnnnnnnnnnnnnn", // 20
    "nnnnnnnnnnnnnnnn", // 30
    "nnnnnnnnnnnnnnnn", // 40
    "nnnlnlnnnnslnnnl", // 50
    "lsnnlsnslnslllsl", // 60
    "nnllslnnnnsslsls", // 70
    "lNlnlLLlsnslEEEE", // 80
    "Annnnnnnnnnnnnsl", // 90
    "nnnnnnnnnnnnnnnn", // A0
    "nnnnnnnnnnnnnnnn", // B0
    "lsllslnnnnnnnnnn", // C0
  };

  @Test
  public void headersAreThoseOfTheStandard() {
    for (int ci = 0; ci < HEADERS.length * 16; ci++) {
      char expected = HEADERS[ci / 16].charAt(ci % 16);
      CiField.Header header =
          switch (expected) {
            case 's' -> CiField.Header.SHORT;
            case 'l' -> CiField.Header.LONG;
            case 'E' -> CiField.Header.LINK;
            case 'A' -> CiField.Header.AUTHENTICATION;
            case 'N' -> CiField.Header.NETWORK;
            case 'L' -> ci == 0x86 ? CiField.Header.LINK : CiField.Header.LONG;
            default -> CiField.Header.NONE;
          };
      assertEquals(Hex.ofByte(ci), header, CiField.of(ci).header());
      assertEquals(ci, CiField.of(ci).ci());
    }
  }

  @Test
  public void contentsAreThoseOfTheStandard() {
    assertEquals(CiField.Content.DLMS, CiField.of(0x00).content());
    assertEquals(CiField.Content.APPLICATION_SELECT, CiField.of(0x50).content());
    assertEquals(CiField.Content.RECORDS, CiField.of(0x5B).content());
    assertEquals(CiField.Content.FORMAT, CiField.of(0x6A).content());
    assertEquals(CiField.Content.TIME, CiField.of(0x6C).content());
    assertEquals(CiField.Content.APPLICATION_ERROR, CiField.of(0x6E).content());
    assertEquals(CiField.Content.ALARM, CiField.of(0x75).content());
    assertEquals(CiField.Content.RECORDS, CiField.of(0x72).content());
    assertEquals(CiField.Content.COMPACT, CiField.of(0x73).content());
    assertEquals(CiField.Content.RECORDS, CiField.of(0x78).content());
    assertEquals(CiField.Content.COMPACT, CiField.of(0x79).content());
    assertEquals(CiField.Content.RECORDS, CiField.of(0x7A).content());
    assertEquals(CiField.Content.COMPACT, CiField.of(0x7B).content());
    assertEquals(CiField.Content.NOTHING, CiField.of(0x8A).content());
    assertEquals(CiField.Content.MANUFACTURER, CiField.of(0xA0).content());
    assertEquals(CiField.Content.MANUFACTURER, CiField.of(0xB7).content());
    assertEquals(CiField.Content.BAUD_RATE, CiField.of(0xBB).content());
    assertEquals(CiField.Content.SECURITY, CiField.of(0xC3).content());
    assertEquals(CiField.Content.RESERVED, CiField.of(0xC6).content());
  }

  @Test
  public void addressesComeBackInBothOrders() {
    byte[] link = Hex.parse("9315785634123303");
    byte[] header = Hex.parse("7856341293153303");
    MeterAddress address = MeterAddress.ofLink(link, 0);
    assertEquals(new MeterAddress("ELS", "12345678", 0x33, 3), address);
    assertEquals(address, MeterAddress.ofLongHeader(header, 0));
    byte[] written = new byte[8];
    address.writeLink(written, 0);
    assertEquals(Hex.format(link), Hex.format(written));
    address.writeLongHeader(written, 0);
    assertEquals(Hex.format(header), Hex.format(written));
    assertEquals("ELS", address.manufacturer());
    assertEquals("12345678", address.id());
    assertEquals("1234abcd", new MeterAddress("ELS", "1234ABCD", 0, 0).id());
    assertEquals(false, MeterAddress.ofLink(Hex.parse("1486785634120000"), 0).isUnique());
    assertEquals("APT", MeterAddress.ofLink(Hex.parse("1486785634120000"), 0).manufacturer());
    assertThrows(IllegalArgumentException.class, () -> new MeterAddress("EL", "12345678", 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new MeterAddress("ELS", "1234", 0, 0));
  }
}
