package org.joulegate.codec.sml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

public class SmlTablesTest {

  /** SML 1.04, table of message bodies. */
  private static final String[][] MESSAGES = {
    {"0100", "PUBLIC_OPEN_REQUEST"},
    {"0101", "PUBLIC_OPEN_RESPONSE"},
    {"0200", "PUBLIC_CLOSE_REQUEST"},
    {"0201", "PUBLIC_CLOSE_RESPONSE"},
    {"0300", "GET_PROFILE_PACK_REQUEST"},
    {"0301", "GET_PROFILE_PACK_RESPONSE"},
    {"0400", "GET_PROFILE_LIST_REQUEST"},
    {"0401", "GET_PROFILE_LIST_RESPONSE"},
    {"0500", "GET_PROC_PARAMETER_REQUEST"},
    {"0501", "GET_PROC_PARAMETER_RESPONSE"},
    {"0600", "SET_PROC_PARAMETER_REQUEST"},
    {"0700", "GET_LIST_REQUEST"},
    {"0701", "GET_LIST_RESPONSE"},
    {"ff01", "ATTENTION_RESPONSE"},
  };

  @Test
  public void messageTypesAreThoseOfTheStandard() {
    assertEquals(MESSAGES.length, SmlMessageType.values().length);
    for (String[] row : MESSAGES) {
      int tag = Integer.parseInt(row[0], 16);
      assertEquals(row[1], SmlMessageType.of(tag).name());
      assertEquals(tag, SmlMessageType.of(tag).tag());
    }
    assertNull(SmlMessageType.of(0x0601));
  }

  @Test
  public void obisCodesAreWrittenAsUsual() {
    assertEquals("1-0:1.8.0*255", SmlObis.format(SmlObis.ENERGY_IMPORT));
    assertEquals("129-129:199.130.3*255", SmlObis.format(SmlObis.of(129, 129, 199, 130, 3, 255)));
    assertThrows(IllegalArgumentException.class, () -> SmlObis.of(1, 0, 256, 8, 0, 255));
  }

  @Test
  public void serverIdsOfDin43863GiveFourteenCharacters() {
    assertServerId("0a01445a4700039f0001", "1DZG0060751873", "DZG", 60_751_873);
    assertServerId("090149534b0000bc614e", "1ISK0012345678", "ISK", 12_345_678);
    assertServerId("0a01484c590200000001", "1HLY0200000001", "HLY", 1);
    assertServerId("0907454d480a05f5e0ff", "7EMH0A99999999", "EMH", 99_999_999);
  }

  @Test
  public void olderServerIdsGiveTheMaker() {
    assertServerId("06454d48010000000102", null, "EMH", -1);
    assertServerId("01a815785634120102", null, "EMH", 12_345_678);
  }

  @Test
  public void whatIsNoServerIdGivesNone() {
    for (String id :
        new String[] {
          "", "0a01445a4700039f00", "0a01445a4700ffffffff", "0a01645a4700039f0001",
          "0a11445a4700039f0001", "3031323334353637", "01a8157856341201", "01a8157a56341201ff",
          "010000785634120102", "ff01445a4700039f0001", "0a01445a4700039f000100"
        }) {
      assertNull(id, SmlServerId.parse(SmlFixtures.hex(id)));
    }
    assertNull(SmlServerId.parse(null));
    assertEquals("3031323334353637", SmlServerId.textOrHex(SmlFixtures.hex("3031323334353637")));
    assertEquals("1DZG0060751873", SmlServerId.textOrHex(SmlFixtures.DZG_NEW_METER));
  }

  @Test
  public void entriesOutOfRangeAreRefused() {
    SmlValue one = new SmlValue.Int(1, 1, false);
    assertThrows(IllegalArgumentException.class, () -> SmlListEntry.of(1L << 48, 30, 0, one));
    assertThrows(IllegalArgumentException.class, () -> SmlListEntry.of(1, 256, 0, one));
    assertThrows(IllegalArgumentException.class, () -> SmlListEntry.of(1, 30, 128, one));
    assertThrows(IllegalArgumentException.class, () -> new SmlValue.Int(1, 9, false));
  }

  private static void assertServerId(String hex, String text, String maker, long serial) {
    assertEquals(new SmlServerId(maker, serial, text), SmlServerId.parse(SmlFixtures.hex(hex)));
  }
}
