package org.joulegate.codec.dlms;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.dlms.DlmsApdu.DataNotification;
import org.junit.Test;

/** Pushes in the forms of several makers, and the registers in them. */
public class DlmsReadingTest {

  @Test
  public void codesNextToValuesGetTheScalersOfTheMaker() {
    DlmsReading reading = read(DlmsFixtures.codes());
    assertEquals("1234567890123456", reading.meter());
    assertEquals("Kamstrup, codes without scalers", reading.list());
    assertRegister(reading, "1-1:1.7.0*255", "1234", "1234", 27);
    assertRegister(reading, "1-1:31.7.0*255", "5.67", "567", 33);
    assertRegister(reading, "1-1:32.7.0*255", "231", "231", 35);
    assertRegister(reading, "1-1:1.8.0*255", "7654320", "765432", 30);
  }

  @Test
  public void aValueThatTheMeterLeavesOutIsARegisterWithoutNumber() {
    DlmsRegister register = register(read(DlmsFixtures.codes()), "1-1:51.7.0*255");
    assertNull(register.decimal());
    assertNull(register.scale());
    assertEquals(DlmsData.Empty.NULL_DATA, register.value());
  }

  @Test
  public void scalersInThePushComeFirst() {
    DlmsReading reading = read(DlmsFixtures.described());
    assertNull(reading.list());
    assertRegister(reading, "1-0:31.7.0*255", "-1.3", "-13", 33);
    assertRegister(reading, "1-0:1.8.0*255", "22721380", "2272138", 30);
    assertTrue(register(reading, "1-0:1.8.0*255").scale().sent());
  }

  @Test
  public void aListWithoutCodesGetsThemFromTheMakersTable() {
    DlmsReading reading = read(DlmsFixtures.bare());
    assertEquals("Kaifa, list 2, three phases", reading.list());
    assertEquals("6970631400000001", reading.meter());
    assertRegister(reading, "1-0:1.7.0*255", "4097", "4097", 27);
    assertRegister(reading, "1-0:31.7.0*255", "12.056", "12056", 33);
    assertRegister(reading, "1-0:52.7.0*255", "240.1", "2401", 35);
    assertEquals(DlmsFixtures.TIME, reading.time());
  }

  @Test
  public void captureObjectsNameTheValuesBehindThem() {
    DlmsReading reading = read(DlmsFixtures.captured());
    assertEquals("LGZ1030650000001", reading.meter());
    assertRegister(reading, "1-0:1.7.0*255", "77.7", "777", 27);
    assertRegister(reading, "1-1:1.8.0*255", "25149419", "25149419", 30);
    assertEquals(3, reading.registers().size());
  }

  @Test
  public void theRowOfAustrianOperatorsEndsWithTheMetersNumber() {
    DlmsReading reading = read(DlmsFixtures.row());
    assertEquals("181220000009", reading.meter());
    assertRegister(reading, "1-0:32.7.0*255", "233.7", "2337", 35);
    assertRegister(reading, "1-0:13.7.0*255", "1.000", "1000", 255);
  }

  @Test
  public void everyRowOfTheTableIsRecognisedAndNoOther() {
    Set<String> names = new HashSet<>();
    for (PushLists.Row row : PushLists.rows()) {
      assertTrue(row.name(), names.add(row.name()));
      List<DlmsData> elements = new ArrayList<>();
      for (PushLists.Column column : row.columns()) {
        elements.add(sample(column.type()));
      }
      elements.set(0, first(row));
      DataNotification push =
          new DataNotification(
              1, null, new DlmsData.Structure(elements), row.columns().size() == 1);
      DlmsReading reading = read(push);
      assertEquals(row.name(), reading.list());
      long named = row.columns().stream().filter(column -> column.obis() != 0).count();
      assertEquals(row.name(), named, reading.registers().size());
      for (DlmsRegister register : reading.registers()) {
        boolean quantity =
            register.value() instanceof DlmsData.Int number && number.value() == 1000;
        assertEquals(register.obis(), quantity, register.scale() != null);
      }
    }
  }

  private static DlmsData sample(char type) {
    return switch (type) {
      case 'o' -> DlmsFixtures.text("text");
      case 't' -> DlmsFixtures.time();
      case '4' -> DlmsFixtures.u32(1000);
      case '2' -> DlmsFixtures.u16(1000);
      default -> new DlmsData.Int(DlmsType.UNSIGNED, 1);
    };
  }

  private static DlmsData first(PushLists.Row row) {
    return switch (row.sign()) {
      case KAIFA -> DlmsFixtures.u32(1000);
      case FIRST_TEXT -> DlmsFixtures.text(row.text() + "001");
      case FIRST_ID -> DlmsFixtures.text("1SIE101234567890");
      case FIRST_DIGITS -> DlmsFixtures.text("12345678");
      case FIRST_NAME -> DlmsFixtures.name(0, 6, 25, 9, 0, 255);
    };
  }

  @Test
  public void anUnknownListGivesNoRegisters() {
    DlmsReading number = read(DlmsFixtures.push(DlmsFixtures.u32(5)));
    assertTrue(number.registers().isEmpty());
    assertNull(number.list());
    DlmsReading texts =
        read(
            DlmsFixtures.push(
                DlmsFixtures.text("XYZ12345"), DlmsFixtures.u32(1), DlmsFixtures.u32(2)));
    assertTrue(texts.registers().isEmpty());
  }

  @Test
  public void aCodeWithoutAnyScaleKeepsTheNumberAsSent() {
    DlmsReading reading =
        read(DlmsFixtures.push(DlmsFixtures.name(1, 0, 1, 8, 0, 255), DlmsFixtures.u32(5)));
    assertEquals("5", register(reading, "1-0:1.8.0*255").decimal());
    assertNull(register(reading, "1-0:1.8.0*255").scale());
  }

  @Test
  public void anEventNotificationIsOneRegister() {
    DlmsReading reading =
        read(
            new DlmsApdu.EventNotification(
                DlmsFixtures.TIME,
                3,
                ByteSlice.of(Hex.parse("0100010800FF")),
                2,
                DlmsFixtures.u32(5)));
    assertEquals("5", register(reading, "1-0:1.8.0*255").decimal());
    assertEquals(DlmsFixtures.TIME, reading.time());
  }

  @Test
  public void obisCodesAreText() {
    assertEquals("1-0:1.8.0*255", DlmsObis.text(ByteSlice.of(Hex.parse("0100010800FF"))));
    assertEquals("1-0:96.50.1*1", DlmsObis.text(ByteSlice.of(Hex.parse("010060320101"))));
    assertEquals("15-255:255.255.255*255", DlmsObis.text(ByteSlice.of(Hex.parse("0FFFFFFFFFFF"))));
  }

  @Test
  public void captureObjectsAreNeverTakenForValues() {
    DlmsData captures = captures();
    DlmsApdu.GetResponse response =
        new DlmsApdu.GetResponse(1, List.of(new DlmsApdu.GetResponse.Result(captures, null)));
    assertTrue(read(response).registers().isEmpty());
    DlmsReading short1 = read(DlmsFixtures.push(captures, DlmsFixtures.u32(5)));
    assertTrue(short1.registers().isEmpty());
    DlmsReading behindText =
        read(
            DlmsFixtures.push(
                DlmsFixtures.text("AB"), captures, DlmsFixtures.u32(5), DlmsFixtures.u32(6)));
    assertEquals("5", register(behindText, "1-0:1.8.0*255").decimal());
    assertEquals("6", register(behindText, "1-0:2.8.0*255").decimal());
    assertEquals(2, behindText.registers().size());
  }

  private static DlmsData captures() {
    return new DlmsData.Array(List.of(capture(1), capture(2)));
  }

  private static DlmsData capture(int quantity) {
    return DlmsFixtures.structure(
        DlmsFixtures.u16(3),
        DlmsFixtures.name(1, 0, quantity, 8, 0, 255),
        DlmsFixtures.i8(2),
        DlmsFixtures.u16(0));
  }

  @Test
  public void aNameInFrontOfANameIsATitleAndShiftsNothing() {
    DlmsReading reading =
        read(
            DlmsFixtures.push(
                DlmsFixtures.name(0, 8, 25, 9, 0, 255),
                DlmsFixtures.name(1, 0, 1, 8, 0, 255),
                DlmsFixtures.u32(4096),
                DlmsFixtures.name(1, 0, 2, 8, 0, 255),
                DlmsFixtures.u32(8192)));
    assertEquals("4096", register(reading, "1-0:1.8.0*255").decimal());
    assertEquals("8192", register(reading, "1-0:2.8.0*255").decimal());
    assertEquals(2, reading.registers().size());
  }

  @Test
  public void theTimeOfAMaximumIsNotTheTimeOfTheReading() {
    DlmsDateTime before = new DlmsDateTime(2023, 12, 31, 7, 23, 15, 0, 0xFF, -60, 0);
    DlmsData maximum =
        DlmsFixtures.structure(
            DlmsFixtures.name(1, 0, 1, 6, 0, 255),
            DlmsFixtures.u32(5),
            new DlmsData.Octets(ByteSlice.of(before.encode())));
    assertEquals(DlmsFixtures.TIME, read(DlmsFixtures.push(maximum)).time());
    DlmsData body = DlmsFixtures.structure(maximum);
    assertNull(read(new DataNotification(1, null, body, false)).time());
    DlmsData first =
        DlmsFixtures.structure(new DlmsData.Octets(ByteSlice.of(before.encode())), maximum);
    assertEquals(before, read(new DataNotification(1, null, first, false)).time());
  }

  private static DlmsReading read(DlmsApdu apdu) {
    return DlmsReading.of(new DlmsTelegram(0, DlmsFraming.NONE, List.of(), false, false, 0, apdu));
  }

  private static DlmsRegister register(DlmsReading reading, String obis) {
    for (DlmsRegister register : reading.registers()) {
      if (register.obis().equals(obis)) {
        return register;
      }
    }
    throw new AssertionError("no register " + obis);
  }

  private static void assertRegister(
      DlmsReading reading, String obis, String decimal, String raw, int unit) {
    DlmsRegister register = register(reading, obis);
    assertEquals(decimal, register.decimal());
    assertEquals(raw, register.raw());
    assertEquals(unit, register.scale().unit());
  }
}
