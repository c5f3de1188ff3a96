package org.joulegate.codec.iec62056;

import static org.joulegate.codec.iec62056.Fixtures.bytes;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.itests.kit.BitFlips;
import org.junit.Test;

public class TablesTest {

  @Test
  public void addressesOfEveryFormGiveTheirGroups() {
    String[][] rows = {
      {"1-0:1.8.0*255", "1-0:1.8.0*255"},
      {"1-0:1.8.0", "1-0:1.8.0"},
      {"0-1:24.2.1", "0-1:24.2.1"},
      {"1.8.0", "1.8.0"},
      {"1.8.1*01", "1.8.1*1"},
      {"1.8.1&12", "1.8.1*12"},
      {"6.8", "6.8"},
      {"6.8*01", "6.8*1"},
      {"C.1.0", "96.1.0"},
      {"F.F", "97.97"},
      {"F.F.0", "97.97.0"},
      {"L.1", "98.1"},
      {"P.01", "99.1"},
      {"0-0:C.51.2*01", "0-0:96.51.2*1"},
      {"0:96.7.19", "0:96.7.19"},
      {"1-0:21.7.0.255", "1-0:21.7.0*255"},
      {"1-0:A.8.0", "1-0:10.8.0"},
      {"1.8.0*FF", "1.8.0*255"},
      {"0.0", "0.0"},
    };
    for (String[] row : rows) {
      assertEquals(row[0], row[1], ObisGroups.text(parse(row[0])));
    }
  }

  @Test
  public void whatIsNoCodeIsNone() {
    String[] others = {
      "",
      "F",
      "FF",
      "1",
      "1.",
      ".8",
      "1-0:99:97.0",
      "1-0:1.8.0*",
      "1.8.0.1.2",
      "1-0",
      "1-0:1",
      "256.1",
      "1.8.0*256",
      "1-1-0:1.8.0",
      "1:2-3.4",
      "1.8 .0",
      "x.y",
      "1.8.0*1*2",
      "1000.1",
      "G.1"
    };
    for (String other : others) {
      assertEquals(other, ObisGroups.NONE, parse(other));
    }
    assertEquals("", ObisGroups.text(ObisGroups.NONE));
    assertFalse(ObisGroups.has(ObisGroups.NONE, 'A'));
  }

  @Test
  public void groupsLeftOutHaveTheirDefaults() {
    assertEquals("1-0:1.8.0*255", ObisGroups.text(ObisGroups.full(parse("1.8"))));
    assertEquals("7-1:97.97.3*2", ObisGroups.text(ObisGroups.full(parse("7-1:F.F.3*2"))));
    assertThrows(IllegalArgumentException.class, () -> ObisGroups.group(0, 'G'));
  }

  private static long parse(String code) {
    return ObisGroups.parse(bytes(code), 0, code.length());
  }

  @Test
  public void baudCharactersOfTheStandardsTable() {
    int[] bauds = {300, 600, 1200, 2400, 4800, 9600, 19_200};
    for (int i = 0; i < bauds.length; i++) {
      assertEquals(bauds[i], BaudRate.ofModeC((char) ('0' + i)).orElseThrow().baud());
      assertEquals('0' + i, BaudRate.values()[i].character());
      if (i > 0) {
        assertEquals(bauds[i], BaudRate.ofModeB((char) ('A' + i - 1)).orElseThrow().baud());
        assertEquals(bauds[i - 1], BaudRate.values()[i].lower().baud());
      }
    }
    assertEquals(Optional.empty(), BaudRate.ofModeC('7'));
    assertEquals(Optional.empty(), BaudRate.ofModeB('G'));
    assertEquals(BaudRate.B300, BaudRate.B300.lower());
  }

  @Test
  public void modesOfIdentifications() {
    assertEquals(ProtocolMode.C, Identification.of("/ABC5X").mode());
    assertEquals(ProtocolMode.E, Identification.of("/ABC5\\2X").mode());
    assertEquals(ProtocolMode.C, Identification.of("/ABC5\\\\2X").mode());
    assertEquals(ProtocolMode.B, Identification.of("/ABCAX").mode());
    assertEquals(ProtocolMode.A, Identification.of("/ABC X").mode());
    assertTrue(Identification.of("/ABc5X").fastReaction());
    assertFalse(Identification.of("/ABC5X").fastReaction());
    for (String wrong :
        new String[] {
          "ABC5X", "/AB", "/ABC5!", "/AB/5X", "/ABC5T/XYZ5O", "/ABC5\n", "/ABC5\u00e4"
        }) {
      assertThrows(IllegalArgumentException.class, () -> Identification.of(wrong));
    }
    assertEquals("ZMD3/02", Identification.of("/LGZ4ZMD3/02").name());
  }

  @Test
  public void timesOfEveryForm() {
    String[][] rows = {
      {"180104231507W", "2018-01-04T22:15:07Z"},
      {"180704231507S", "2018-07-04T21:15:07Z"},
      {"0180104231507", "2018-01-04T22:15:07Z"},
      {"1180704231507", "2018-07-04T21:15:07Z"},
      {"2180704231507", "2018-07-04T23:15:07Z"},
      {"181231240000W", "2018-12-31T23:00:00Z"},
      {"1703172015", null},
      {"170317201500", null},
      {"19-01-01 05:00:00", null},
    };
    for (String[] row : rows) {
      MeterTime time = MeterTime.parse(value(row[0]));
      Instant instant = time.instant(ZoneOffset.ofHours(1));
      assertEquals(row[0], row[1] == null ? null : Instant.parse(row[1]), instant);
    }
    String[] none = {
      "",
      "000000000000W",
      "181304231507W",
      "180230231507W",
      "180104241507W",
      "3180104231507",
      "632525252525W",
      "35255255255255255S",
      "18010423150",
      "0180104231507W",
      "180104231507X"
    };
    for (String text : none) {
      assertNull(text, MeterTime.parse(value(text)));
    }
  }

  private static DataValue value(String text) {
    return ReadoutEncoder.dataSet("0.0", text).first();
  }

  @Test
  public void numbersNearTheEndOfTheirMessageAreReadAsAnyOther() {
    for (String number : new String[] {"1", "00123.456", "123456789.12345678", "-0.5", "+7"}) {
      String plain = new BigDecimal(number).stripTrailingZeros().toPlainString();
      for (String behind : new String[] {"", "\r\n1.8.1(00000000*kWh)"}) {
        String text = "1.8.0(" + number + "*kWh)" + behind;
        DataBlock block = new DataBlock(bytes(text), text.length(), ReadoutLimits.DEFAULT);
        block.read(0);
        DataValue value = block.sets().get(0).first();
        assertEquals(plain, new BigDecimal(value.decimal()).stripTrailingZeros().toPlainString());
        assertEquals("kWh", value.unit());
      }
    }
  }

  @Test
  public void blanksAroundAUnitAreNotOfIt() {
    assertEquals("kWh", value("1*kWh ").unit());
    assertEquals("xyz", value("1* xyz").unit());
    assertNull(value("1* ").unit());
    assertEquals("1", value("1* ").decimal());
  }

  @Test
  public void everyUnitOfTheTableIsFoundAndOthersAreKept() {
    for (String unit : new String[] {"kWh", "m3", "Gcal", "%", "kvarh", "xyz", "m3/h", "MegaWh"}) {
      assertEquals(unit, value("1*" + unit).unit());
    }
  }

  @Test
  public void messagesOfProgrammingMode() throws Exception {
    ProgrammingMessage read = programming("\u0001R5\u0002" + "1.8.0()\u0003");
    assertEquals(ProgrammingMessage.Command.READ, read.command());
    assertEquals('5', read.type());
    assertEquals("1.8.0", read.dataSets().get(0).address());
    ProgrammingMessage password = programming("\u0001P1\u0002(secret)\u0003");
    assertEquals(ProgrammingMessage.Command.PASSWORD, password.command());
    assertFalse(password.toString().contains("secret"));
    assertEquals(ProgrammingMessage.Command.BREAK, programming("\u0001B0\u0003").command());
    assertEquals(
        ProgrammingMessage.Command.WRITE, programming("\u0001W1\u0002C.1(1)\u0003").command());
    assertTrue(programming("\u0002(ER12)\u0003").isError());
    ProgrammingMessage part = programming("\u0002P.01(1)(2)\r\n\u0004");
    assertTrue(part.more());
    assertFalse(part.isError());
    byte[] ack = {6};
    assertEquals(
        ProgrammingMessage.Command.ACKNOWLEDGED,
        ProgrammingMessage.decode(ack, 0, 1, ReadoutLimits.DEFAULT).command());
    byte[] nak = {0x15};
    assertTrue(ProgrammingMessage.starts(nak, 0, 1));
    assertEquals(
        ProgrammingMessage.Command.REPEAT,
        ProgrammingMessage.decode(nak, 0, 1, ReadoutLimits.DEFAULT).command());
  }

  @Test
  public void damagedMessagesOfProgrammingModeAreRefused() throws Exception {
    byte[] whole = checked("\u0001R5\u0002" + "1.8.0()\u0003");
    BitFlips.forEach(
        whole,
        (damaged, bit) ->
            assertThrows(
                MalformedTelegramException.class,
                () ->
                    ProgrammingMessage.decode(damaged, 0, damaged.length, ReadoutLimits.DEFAULT)));
    for (int length = 0; length < whole.length; length++) {
      int cut = length;
      assertThrows(
          MalformedTelegramException.class,
          () -> ProgrammingMessage.decode(whole, 0, cut, ReadoutLimits.DEFAULT));
    }
  }

  private static ProgrammingMessage programming(String text) throws MalformedTelegramException {
    byte[] bytes = checked(text);
    return ProgrammingMessage.decode(bytes, 0, bytes.length, ReadoutLimits.DEFAULT);
  }

  private static byte[] checked(String text) {
    byte[] bytes = bytes(text + "?");
    bytes[bytes.length - 1] = BlockCheck.of(bytes, 1, bytes.length - 2);
    return bytes;
  }
}
