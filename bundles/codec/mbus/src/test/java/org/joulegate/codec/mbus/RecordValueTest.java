package org.joulegate.codec.mbus;

import static org.joulegate.codec.mbus.DecodedRecords.absence;
import static org.joulegate.codec.mbus.DecodedRecords.fault;
import static org.joulegate.codec.mbus.DecodedRecords.one;
import static org.joulegate.codec.mbus.DecodedRecords.value;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import org.joulegate.codec.bytes.Hex;
import org.joulegate.codec.bytes.MalformedTelegramException.Kind;
import org.joulegate.codec.mbus.Qualifier.Type;
import org.junit.Test;

/** The values of records, of every data field. */
public class RecordValueTest {

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
  public void aRecordErrorTakesThePlaceOfTheValue() {
    for (String code : new String[] {"01", "0C", "15", "16", "1C"}) {
      assertEquals(code, Absence.RECORD_ERROR, absence("02 93 " + code + " 05 00"));
    }
    assertEquals("0.005", value("02 93 00 05 00"));
    assertEquals("no data available", one("02 93 15 05 00").qualifiers().get(0).text());
  }

  @Test
  public void theDataTypeMayBeToldByAnExtension() {
    assertEquals("65535", value("02 AB FC 11 FF FF"));
    assertEquals("32768", value("02 FD BA FC 12 00 80"));
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
  public void unsignedNumbersOf64BitsAreWhole() {
    assertEquals("18446744073709551615", value("07 FD 61 FF FF FF FF FF FF FF FF"));
    assertEquals("9223372036854775808", value("07 FD 17 00 00 00 00 00 00 00 80"));
  }
}
