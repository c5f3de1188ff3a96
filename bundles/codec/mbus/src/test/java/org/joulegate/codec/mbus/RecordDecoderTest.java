package org.joulegate.codec.mbus;

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

public class RecordDecoderTest {

  private static Records decode(String hex) {
    byte[] bytes = Hex.parse(hex);
    return RecordDecoder.decode(bytes, 0, bytes.length, MbusLimits.DEFAULT);
  }

  private static DataRecord one(String hex) {
    Records records = decode(hex);
    assertNull(hex + ": " + records.fault(), records.fault());
    assertEquals(hex, 1, records.records().size());
    return records.records().get(0);
  }

  private static String value(String hex) {
    return one(hex).value().text();
  }

  private static Absence absence(String hex) {
    return one(hex).absence();
  }

  private static MalformedTelegramException fault(String hex) {
    MalformedTelegramException fault = decode(hex).fault();
    assertNotNull(hex, fault);
    return fault;
  }

  @Test
  public void integersOfEveryWidthAreSigned() {
    assertEquals("5", value("01 2B 05"));
    assertEquals("-1", value("01 2B FF"));
    assertEquals("4660", value("02 2B 34 12"));
    assertEquals("-2", value("02 2B FE FF"));
    assertEquals("1193046", value("03 2B 56 34 12"));
    assertEquals("-3", value("03 2B FD FF FF"));
    assertEquals("305419896", value("04 2B 78 56 34 12"));
    assertEquals("20015998343868", value("06 2B BC 9A 78 56 34 12"));
    assertEquals("-4", value("06 2B FC FF FF FF FF FF"));
    assertEquals("1311768467463790320", value("07 2B F0 DE BC 9A 78 56 34 12"));
    assertEquals("-5", value("07 2B FB FF FF FF FF FF FF FF"));
  }

  @Test
  public void anIntegerOfOnlyItsSignBitIsMarkedAsInvalid() {
    assertEquals(Absence.INVALID_INTEGER, absence("01 2B 80"));
    assertEquals(Absence.INVALID_INTEGER, absence("02 2B 00 80"));
    assertEquals(Absence.INVALID_INTEGER, absence("03 13 00 00 80"));
    assertEquals(Absence.INVALID_INTEGER, absence("04 13 00 00 00 80"));
    assertEquals(Absence.INVALID_INTEGER, absence("06 13 00 00 00 00 00 80"));
    assertEquals(Absence.INVALID_INTEGER, absence("07 13 00 00 00 00 00 00 00 80"));
    assertEquals("bits may be those", "128", value("01 FD 17 80"));
    assertEquals("unsigned may be that", "32768", value("02 FD 61 00 80"));
  }

  @Test
  public void decimalsHaveTwoDigitsAByteAndPerhapsAMinusSign() {
    assertEquals("12", value("09 2B 12"));
    assertEquals("1234", value("0A 2B 34 12"));
    assertEquals("123456", value("0B 2B 56 34 12"));
    assertEquals("12345678", value("0C 2B 78 56 34 12"));
    assertEquals("123456789012", value("0E 2B 12 90 78 56 34 12"));
    assertEquals("-2", value("09 2B F2"));
    assertEquals("-345678", value("0C 2B 78 56 34 F0"));
    assertEquals("-23456789012", value("0E 2B 12 90 78 56 34 F2"));
  }

  @Test
  public void aDigitAboveNineIsAnErrorCode() {
    for (String digits : new String[] {"AA", "1B", "C1", "ED", "FF", "1F"}) {
      assertEquals(digits, Absence.ERROR_DIGIT, absence("09 2B " + digits));
    }
    assertEquals(Absence.ERROR_DIGIT, absence("0C 13 FF FF FF FF"));
    assertEquals(Absence.ERROR_DIGIT, absence("0C 13 78 F6 34 12"));
  }

  @Test
  public void numbersOfDevicesKeepTheirLeadingZerosAndHexDigits() {
    assertEquals("00123456", value("0C 78 56 34 12 00"));
    assertEquals("a0f23456", value("0C 79 56 34 F2 A0"));
    assertEquals("0102", value("0A 78 02 01"));
  }

  @Test
  public void realsAreTheShortestDecimalAndMayBeNone() {
    assertEquals("21.536703", value("05 5B 2B 4B AC 41"));
    assertEquals("0.1", value("05 2B CD CC CC 3D"));
    assertEquals("-2.5", value("05 2B 00 00 20 C0"));
    assertEquals("0", value("05 2B 00 00 00 80"));
    assertEquals(Absence.NOT_A_NUMBER, absence("05 2B 00 00 C0 7F"));
    assertEquals(Absence.NOT_A_NUMBER, absence("05 2B 00 00 80 FF"));
  }

  @Test
  public void variableLengthHoldsTextDecimalsOrBinaryNumbers() {
    assertEquals("WTT16", value("0D FD 0B 05 36 31 54 54 57"));
    assertEquals("", value("0D FD 0B 00"));
    assertEquals("1234", value("0D 2B C2 34 12"));
    assertEquals("-1234", value("0D 2B D2 34 12"));
    assertEquals("123456789012345678", value("0D 2B C9 78 56 34 12 90 78 56 34 12"));
    assertEquals("-123456789012345678", value("0D 2B D9 78 56 34 12 90 78 56 34 12"));
    assertEquals(Absence.ERROR_DIGIT, absence("0D 2B C9 78 56 34 12 90 78 56 34 F2"));
    assertEquals(Absence.ERROR_DIGIT, absence("0D 2B C8 78 56 34 12 90 78 56 F4"));
    assertEquals("-2", value("0D 2B E5 FE FF FF FF FF"));
    assertEquals("123456", value("0D 2B E3 40 E2 01"));
    assertEquals(
        "00112233445566778899aabbccddeeff", value("0D 2B F0 00112233445566778899AABBCCDDEEFF"));
    assertEquals(Absence.NO_DATA, absence("0D 2B E0"));
    assertEquals(48, one("0D 2B F5 " + "00".repeat(48)).data().length());
    assertEquals(64, one("0D 2B F6 " + "00".repeat(64)).data().length());
    assertEquals(32, one("0D 2B F4 " + "00".repeat(32)).data().length());
    for (String reserved : new String[] {"CA", "CF", "DA", "DF", "F7", "FF"}) {
      assertEquals(reserved, Kind.MALFORMED, fault("0D 2B " + reserved).kind());
    }
  }

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
  public void durationsAreGivenInSeconds() {
    assertEquals("120", value("01 21 02"));
    assertEquals("7200", value("01 22 02"));
    assertEquals("172800", value("01 23 02"));
    assertEquals("5400.0", value("05 22 00 00 C0 3F"));
    assertEquals(MbusUnit.SECOND, one("01 23 02").meaning().unit());
    assertEquals(Absence.OUT_OF_RANGE, absence("07 23 00 00 00 00 00 00 00 40"));
  }

  @Test
  public void multipliersMoveThePowerOfTen() {
    assertEquals("0.000005", value("01 AB 70 05"));
    assertEquals("50", value("01 AB 77 05"));
    assertEquals("5000", value("01 AB 7D 05"));
    assertEquals("0.05", value("01 AB F5 75 05"));
  }

  @Test
  public void aConstantToBeAddedIsToldAndNotAdded() {
    DataRecord record = one("01 DB 7A 05");
    assertEquals("5", record.value().text());
    assertEquals(-1, record.qualifier(Type.OFFSET).exponent());
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
  public void aRecordErrorTakesThePlaceOfTheValue() {
    for (String code : new String[] {"01", "0C", "15", "16", "1C"}) {
      assertEquals(code, Absence.RECORD_ERROR, absence("02 93 " + code + " 05 00"));
    }
    assertEquals("0.005", value("02 93 00 05 00"));
    assertEquals("no data available", one("02 93 15 05 00").qualifiers().get(0).text());
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
  public void theDataTypeMayBeToldByAnExtension() {
    assertEquals("65535", value("02 AB FC 11 FF FF"));
    assertEquals("32768", value("02 FD BA FC 12 00 80"));
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
  public void selectionAndNoDataHaveNoValue() {
    assertEquals(Absence.SELECTION, absence("08 13"));
    assertEquals(Absence.NO_DATA, absence("00 13"));
  }

  @Test
  public void theHighByteMayComeFirst() {
    byte[] bytes = Hex.parse("04 13 00 00 12 34 0C 78 12 34 56 78 0D FD 0B 03 41 42 43");
    Records records = RecordDecoder.decode(bytes, 0, bytes.length, true, true, MbusLimits.DEFAULT);
    assertNull(records.fault());
    assertEquals("4.660", records.records().get(0).value().text());
    assertEquals("12345678", records.records().get(1).value().text());
    assertEquals("ABC", records.records().get(2).value().text());
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
  public void unsignedNumbersOf64BitsAreWhole() {
    assertEquals("18446744073709551615", value("07 FD 61 FF FF FF FF FF FF FF FF"));
    assertEquals("9223372036854775808", value("07 FD 17 00 00 00 00 00 00 00 80"));
  }

  @Test
  public void theTextOfARecordShowsNoValue() {
    assertEquals(
        "volume, instantaneous, storage 0, tariff 0, subunit 0", one("01 13 05").toString());
  }
}
