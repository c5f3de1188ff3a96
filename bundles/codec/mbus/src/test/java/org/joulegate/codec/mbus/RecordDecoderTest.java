package org.joulegate.codec.mbus;

import static org.joulegate.codec.mbus.DecodedRecords.decode;
import static org.joulegate.codec.mbus.DecodedRecords.fault;
import static org.joulegate.codec.mbus.DecodedRecords.one;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.Meaning.Aspect;
import org.joulegate.codec.mbus.Qualifier.Type;
import org.junit.Test;

/** Which records there are, what they mean and where they end. */
public class RecordDecoderTest {

  @Test
  public void functionStorageTariffAndSubunitComeFromDifAndDife() {
    DataRecord record = one("F1 A3 55 2B 07");
    assertEquals(DataFunction.ERROR, record.function());
    // DIF bit 6 is 1, the DIFE add 3 << 1 and 5 << 5.
    assertEquals(1 + 6 + 160, record.storage());
    assertEquals(2 + (1 << 2), record.tariff());
    assertEquals(2, record.subunit());
    assertEquals(DataFunction.MAXIMUM, one("11 2B 01").function());
    assertEquals(DataFunction.MINIMUM, one("21 2B 01").function());
    assertEquals(1, one("41 2B 01").storage());
  }

  @Test
  public void aLastDifeOfZeroMakesTheStorageNumberThatOfARegister() {
    assertTrue(one("81 84 00 2B 01").isRegisterNumber());
    assertEquals(8, one("81 84 00 2B 01").storage());
    assertFalse(one("81 04 2B 01").isRegisterNumber());
  }

  @Test
  public void storageNumbersHaveAtMost32Bits() {
    assertEquals(0xFFFF_FFFFL, one("C1 8F 8F 8F 8F 8F 8F 8F 07 2B 01").storage());
    MalformedTelegramException fault = fault("81 80 80 80 80 80 80 80 08 2B 01");
    assertEquals(Kind.MALFORMED, fault.kind());
    assertEquals(0, fault.offset());
  }

  @Test
  public void tenDifeAreTakenAndElevenAreNot() {
    assertEquals(1 << 9, one("81" + "80".repeat(9) + "40 2B 01").subunit());
    assertEquals(3 << 18, one("81" + "80".repeat(9) + "30 2B 01").tariff());
    MalformedTelegramException fault = fault("81" + "80".repeat(10) + "40 2B 01");
    assertEquals("expected at most 10 DIFE in a record at byte 11, found 11", fault.getMessage());
  }

  @Test
  public void tenVifeAreTakenAndElevenAreNot() {
    assertEquals(10, one("01 AB" + "BB".repeat(9) + "3C 01").qualifiers().size());
    assertEquals(Kind.MALFORMED, fault("01 AB" + "BB".repeat(10) + "3C 01").kind());
    assertEquals(9, one("01 AB FF" + "81".repeat(8) + "01 01").qualifiers().size());
    assertEquals(Kind.MALFORMED, fault("01 AB FF" + "81".repeat(9) + "01 01").kind());
  }

  @Test
  public void everyNamedLimitHolds() {
    MbusLimits few =
        new MbusLimits(
            new Limit("records in a telegram", 2),
            new Limit("DIFE in a record", 1),
            new Limit("VIFE in a record", 1),
            new Limit("characters of a unit", 2),
            new Limit("values in a profile", 1));
    assertEquals("at most 2 records in a telegram", limited("01 2B 01 01 2B 01 01 2B 01", few));
    assertEquals("at most 1 DIFE in a record", limited("81 81 01 2B 01", few));
    assertEquals("at most 1 VIFE in a record", limited("01 AB BB 3C 01", few));
    assertEquals("at most 2 characters of a unit", limited("01 7C 03 41 42 43 01", few));
  }

  private static String limited(String hex, MbusLimits limits) {
    byte[] bytes = Hex.parse(hex);
    MalformedTelegramException fault = RecordDecoder.decode(bytes, 0, bytes.length, limits).fault();
    assertNotNull(hex, fault);
    return fault.expected();
  }

  @Test(expected = IllegalArgumentException.class)
  public void limitsBeyondTheStandardAreRefused() {
    new MbusLimits(
        new Limit("a", 1),
        new Limit("b", 11),
        new Limit("c", 1),
        new Limit("d", 1),
        new Limit("e", 1));
  }

  @Test
  public void aDurationOfALimitExceedIsNoFlow() {
    DataRecord record = one("02 BB 5A 03 00");
    assertEquals(Aspect.DURATION, record.meaning().aspect());
    assertEquals(Quantity.VOLUME_FLOW, record.meaning().quantity());
    assertEquals("10800", record.value().text());
    assertEquals("s", record.unit());
    assertEquals("duration of volume flow, first exceed of upper limit", record.description());
  }

  @Test
  public void aDateOfALimitExceedIsADate() {
    DataRecord record = one("04 BB 4A 1A 0E CD 13");
    assertEquals(Aspect.DATE, record.meaning().aspect());
    assertEquals("2014-03-13T14:26", record.value().text());
    assertEquals("", record.unit());
  }

  @Test
  public void aRateHasAUnitOfItsOwn() {
    assertEquals("m^3/day", one("02 93 23 05 00").unit());
    assertEquals("W/K", one("02 AB 2F 05 00").unit());
    assertEquals("Wh/h*s/V", one("02 83 A2 37 05 00").unit());
  }

  @Test
  public void aPeriodOfAMaximumIsNoRate() {
    DataRecord record = one("12 AE 25 09 00");
    assertEquals("W", record.unit());
    assertEquals("9000", record.value().text());
    assertEquals("power, per month", record.description());
  }

  @Test
  public void theSameCodesAreActionsInTelegramsToTheMeter() {
    byte[] bytes = Hex.parse("02 93 01 05 00");
    Records records =
        RecordDecoder.decode(bytes, 0, bytes.length, false, false, MbusLimits.DEFAULT);
    assertEquals(Type.ACTION, records.records().get(0).qualifiers().get(0).type());
    assertEquals("0.005", records.records().get(0).value().text());
  }

  @Test
  public void phasesAndQuadrantsStandBehindTheExtensionOfTheTable() {
    assertEquals("at phase L3", one("02 FD C8 FC 03 05 00").qualifiers().get(0).text());
    assertEquals("at quadrant Q2", one("02 FB 82 FC 09 05 00").qualifiers().get(0).text());
  }

  @Test
  public void codesBehindAManufacturersVifAreTheManufacturers() {
    DataRecord record = one("02 FF F4 3C 05 00");
    assertEquals(Quantity.MANUFACTURER_SPECIFIC, record.meaning().quantity());
    assertEquals("5", record.value().text());
    assertEquals(2, record.qualifiers().size());
    assertEquals(Type.MANUFACTURER, record.qualifiers().get(1).type());
    assertEquals(0x3C, record.qualifiers().get(1).code());
  }

  @Test
  public void codesBehindAManufacturersVifeAreTheManufacturers() {
    DataRecord record = one("04 83 FF 09 05 00 00 00");
    assertEquals("5", record.value().text());
    assertEquals("Wh", record.unit());
    assertEquals(Type.MANUFACTURER, record.qualifiers().get(0).type());
    assertEquals(9, record.qualifiers().get(0).code());
  }

  @Test
  public void aPlainTextNamesTheValue() {
    DataRecord record = one("02 FC 03 48 52 25 74 22 15");
    assertEquals("%RH", record.meaning().text());
    assertEquals("54.10", record.value().text());
    assertEquals("", record.unit());
    assertEquals("%RH", one("02 7C 03 48 52 25 22 15").quantity());
  }

  @Test
  public void reservedCodesAreReadAsNumbersWithoutMeaning() {
    for (String codes : new String[] {"6F", "EF 01", "FB 06", "FD 7F", "FD FD 05"}) {
      DataRecord record = one("01 " + codes + " 05");
      assertEquals(codes, Quantity.RESERVED, record.meaning().quantity());
      assertEquals(codes, "5", record.value().text());
    }
  }

  @Test
  public void manufacturerDataEndsTheRecords() {
    Records records = decode("01 2B 05 0F 01 02 03");
    assertEquals(1, records.records().size());
    assertEquals("010203", records.manufacturerData().toHex());
    assertFalse(records.moreRecordsFollow());
    Records more = decode("01 2B 05 1F");
    assertTrue(more.moreRecordsFollow());
    assertEquals(0, more.manufacturerData().length());
  }

  @Test
  public void fillersArePassedOverAndReservedDifAreNot() {
    Records records = decode("2F 2F 01 2B 05 2F 01 2B 06 2F");
    assertNull(records.fault());
    assertEquals(2, records.records().size());
    for (String dif : new String[] {"3F", "4F", "5F", "6F", "8F", "FF"}) {
      MalformedTelegramException fault = fault("01 2B 05 " + dif + " 01");
      assertEquals(dif, 3, fault.offset());
    }
    assertTrue(decode("7F").globalReadout());
  }

  @Test
  public void recordsBeforeAFaultAreThere() {
    Records records = decode("01 2B 05 04 13 01");
    assertEquals(1, records.records().size());
    assertEquals(Kind.TRUNCATED, records.fault().kind());
    assertEquals(6, records.fault().offset());
  }

  @Test
  public void aRecordKnowsWhereItsPartsStand() {
    DataRecord record = decode("2F 84 01 93 3A 01 02 03 04").records().get(0);
    assertEquals(1, record.offset());
    assertEquals(2, record.dibLength());
    assertEquals(2, record.vibLength());
    assertEquals(5, record.dataOffset());
    assertEquals(4, record.dataLength());
    assertEquals("01020304", record.data().toHex());
    assertEquals("8401933a", record.header().toHex());
    assertEquals(4, record.dataField());
  }

  @Test
  public void theTextOfARecordShowsNoValue() {
    assertEquals(
        "volume, instantaneous, storage 0, tariff 0, subunit 0", one("01 13 05").toString());
  }
}
