package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.mbus.Meaning.Aspect;
import org.joulegate.codec.mbus.Qualifier.Type;
import org.junit.Test;

/** What differs from a plain quantity does not look like it, and what is no number gives none. */
public class QualifiedValueTest {

  private static DataRecord one(String hex) {
    Records records = read(hex);
    assertEquals(hex, 1, records.records().size());
    return records.records().get(0);
  }

  private static Records read(String hex) {
    byte[] bytes = Hex.parse(hex);
    Records records = RecordDecoder.decode(bytes, 0, bytes.length, MbusLimits.DEFAULT);
    assertNull(hex + ": " + records.fault(), records.fault());
    return records;
  }

  @Test
  public void aReservedExtensionDoesNotLeaveTheValuePlain() {
    for (String hex : List.of("04 96 4C 10270000", "02 DA FC 1A 1001", "02 DA FC 7F 1001")) {
      DataRecord record = one(hex);
      assertEquals(hex, Aspect.UNKNOWN, record.meaning().aspect());
      assertTrue(record.quantity(), record.quantity().startsWith("unknown kind of "));
    }
  }

  @Test
  public void aMakersExtensionBehindAStandardQuantityDoesNotLeaveTheValuePlain() {
    assertEquals(Aspect.UNKNOWN, one("04 93 FF 01 10270000").meaning().aspect());
    assertEquals(Aspect.VALUE, one("04 FF 81 01 10270000").meaning().aspect());
  }

  @Test
  public void whatIsUnknownStaysUnknownBehindFurtherExtensions() {
    assertEquals(Aspect.UNKNOWN, one("04 93 CC 48 10270000").meaning().aspect());
    assertEquals(Aspect.UNKNOWN, one("04 93 C8 4C 10270000").meaning().aspect());
    assertEquals(Aspect.UNKNOWN, one("04 93 98 4C 10270000").meaning().aspect());
    assertEquals(Aspect.UNSAFE, one("04 93 98 48 10270000").meaning().aspect());
    assertEquals(Aspect.UNSAFE, one("04 93 C8 18 10270000").meaning().aspect());
  }

  @Test
  public void aVolumeTimesATemperatureIsNoVolume() {
    DataRecord flow = one("04 96 44 10270000");
    assertEquals(Aspect.PRODUCT, flow.meaning().aspect());
    assertEquals("product of volume", flow.description());
    assertEquals("m^3*flow temperature/100", flow.unit());
    assertEquals("m^3*return temperature/100", one("04 96 45 10270000").unit());
  }

  @Test
  public void aDateHasNoProduct() {
    DataRecord record = one("02 EC 44 0131");
    assertEquals(Aspect.UNKNOWN, record.meaning().aspect());
  }

  @Test
  public void aRateOrProductKeepsItsUnitBehindALimitOrAnError() {
    for (String last : List.of("48", "18", "4C", "FF 01")) {
      String product = "04 96 C4 " + last + " 10270000";
      assertEquals(product, "m^3*flow temperature/100", one(product).unit());
      String rate = "04 93 A2 " + last + " 10270000";
      assertEquals(rate, "m^3/h", one(rate).unit());
    }
    assertEquals("limit of volume, upper limit", one("04 93 A2 48 10270000").description());
    assertEquals("s", one("04 93 A2 58 10270000").unit());
  }

  @Test
  public void aQualifierThatIsNotOfTheUnitIsToldInWords() {
    assertEquals("power, per month", one("04 AB 25 10270000").description());
    assertEquals(List.of("per month"), one("04 AB 25 10270000").remarks());
  }

  @Test
  public void anotherSensorAndAFinerRegisterAreTold() {
    assertEquals("of a secondary sensor", one("02 DA FC 0E 1001").qualifiers().get(0).text());
    assertEquals(Type.HIGH_RESOLUTION, one("04 93 FC 0F 10270000").qualifiers().get(0).type());
  }

  @Test
  public void aMoistureIsAShare() {
    DataRecord record = one("01 FD FD 3E 2A");
    assertEquals("moisture level", record.quantity());
    assertEquals("42 %", record.value().text() + " " + record.unit());
  }

  @Test
  public void anEndDateIsNoVolume() {
    DataRecord record = one("02 93 FC 13 3F 3C");
    assertEquals(Aspect.DATE, record.meaning().aspect());
    assertEquals("", record.unit());
    assertTrue(record.value() instanceof Value.Time);
  }

  @Test
  public void aNonMetricUnitIsNotGivenAsTheMetricOne() {
    for (String hex : List.of("04 93 3D 10270000", "04 93 FC 0D 10270000")) {
      DataRecord record = one(hex);
      assertEquals("10000", record.value().text());
      assertEquals("", record.unit());
      assertEquals(Aspect.UNKNOWN, record.meaning().aspect());
      assertEquals(Type.NON_METRIC, record.qualifiers().get(0).type());
    }
  }

  @Test
  public void anObisDeclarationIsNoMeasurement() {
    DataRecord record = one("06 83 3F 01 00 01 08 00 FF");
    assertEquals("0100010800ff", record.value().text());
    assertTrue(record.value() instanceof Value.Bytes);
    assertEquals("", record.unit());
    assertEquals("declaration of energy", record.quantity());
  }

  @Test
  public void contentThatIsNoNumberIsNoneInFieldsOfFixedLengthEither() {
    for (String vife : List.of("1D", "13", "1E", "1F", "3F")) {
      for (String field : List.of("04 93 %s 10270000", "0C 93 %s FFFFFFFF", "05 93 %s 10270000")) {
        String hex = field.replace("%s", vife);
        assertTrue(hex, one(hex).value() instanceof Value.Bytes);
      }
      assertEquals(Absence.NO_DATA, one("00 93 " + vife).absence());
      assertEquals(Absence.SELECTION, one("08 93 " + vife).absence());
    }
  }

  @Test
  public void aValueWithADataErrorIsGivenAndIsNotThePlainOne() {
    DataRecord record = one("0A A6 18 03 21");
    assertEquals("7570800", record.value().text());
    assertEquals("s", record.unit());
    assertEquals(Aspect.UNSAFE, record.meaning().aspect());
    assertEquals("unsafe operating time", record.quantity());
    assertEquals(Type.RECORD_ERROR, record.qualifiers().get(0).type());
    assertEquals("data error", record.qualifiers().get(0).text());
  }

  @Test
  public void decimalsOfVariableLengthAreNoDate() {
    assertEquals(Absence.DATA_TYPE, one("0D 6D C3 123456").absence());
    assertEquals(Absence.DATA_TYPE, one("0D 6C D2 1234").absence());
  }

  @Test
  public void realsOfAProfileAreRead() {
    Records records = read("0D 93 1F EA 35 01 00000040 00004040");
    List<Profile.Entry> values = records.profiles(MbusLimits.DEFAULT).get(0).values();
    assertEquals("0.002", values.get(0).value().text());
    assertEquals("0.003", values.get(1).value().text());
  }

  @Test
  public void realsAsStepsOfAProfileAreNotCalledInvalidIntegers() {
    Records records = read("04 13 05000000 0D 93 1F EA 75 01 00000040 0000807F");
    List<Profile.Entry> values = records.profiles(MbusLimits.DEFAULT).get(0).values();
    assertEquals(new Value.Absent(Absence.DATA_TYPE), values.get(0).value());
    assertEquals(
        new Value.Absent(Absence.NOT_A_NUMBER),
        read("0D 93 1F E6 35 01 0000807F")
            .profiles(MbusLimits.DEFAULT)
            .get(0)
            .values()
            .get(0)
            .value());
  }

  @Test
  public void flagsInADecimalFieldAreItsBits() {
    assertEquals("10", one("0A FD 17 0A 00").value().text());
    assertEquals("6699", one("0A FD 1B 2B 1A").value().text());
  }

  @Test
  public void aVersionMayHaveHexDigits() {
    assertEquals("f10f", one("0A FD 0E 0F F1").value().text());
    assertEquals("0102", one("0A FD 0F 02 01").value().text());
  }

  @Test
  public void aPowerOfTenDoesNotMakeFlagsDisappear() {
    assertEquals("5", one("01 FD 97 75 05").value().text());
  }

  @Test
  public void theTemperatureOfTheFixedStructureIsNotCalledExternal() {
    assertEquals(Quantity.TEMPERATURE, FixedData.unit(0x38).quantity());
  }
}
