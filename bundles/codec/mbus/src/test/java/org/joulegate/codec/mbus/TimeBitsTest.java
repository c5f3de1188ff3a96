package org.joulegate.codec.mbus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.joulegate.codec.bytes.Hex;
import org.junit.Test;

/** Dates and times (EN 13757-3:2018, annex A). */
public class TimeBitsTest {

  private static DataRecord record(String hex) {
    byte[] bytes = Hex.parse(hex);
    Records records = RecordDecoder.decode(bytes, 0, bytes.length, MbusLimits.DEFAULT);
    assertEquals(null, records.fault());
    return records.records().get(0);
  }

  private static String text(String hex) {
    return record(hex).value().text();
  }

  private static Absence absence(String hex) {
    return record(hex).absence();
  }

  @Test
  public void typeGIsADate() {
    assertEquals("2007-12-31", text("02 6C FF 0C"));
    assertEquals("2024-02-29", text("02 6C 1D 32"));
    assertEquals("2080-01-01", text("02 6C 01 A1"));
    assertEquals("1981-01-01", text("02 6C 21 A1"));
    assertEquals("1999-12-31", text("02 6C 7F CC"));
  }

  @Test
  public void aDateThatIsNotSetIsAbsent() {
    assertEquals(Absence.DATE_UNSET, absence("02 6C 00 00"));
    assertEquals(Absence.DATE_UNSET, absence("02 6C FF FF"));
    assertEquals(Absence.DATE_UNSET, absence("04 6D 00 00 00 00"));
    assertEquals(Absence.DATE_UNSET, absence("04 6D FF FF FF FF"));
    assertEquals(Absence.DATE_UNSET, absence("06 6D FF FF FF FF FF FF"));
    assertEquals(Absence.DATE_UNSET, absence("03 6D FF FF FF"));
  }

  @Test
  public void aDateWithOpenFieldsRecurs() {
    assertEquals("every year", Absence.DATE_RECURRING, absence("02 6C E1 F1"));
    assertEquals("every month", Absence.DATE_RECURRING, absence("02 6C 01 2F"));
    assertEquals("every day", Absence.DATE_RECURRING, absence("02 6C 00 21"));
    assertEquals("every hour", Absence.DATE_RECURRING, absence("04 6D 00 1F 01 21"));
    assertEquals("every minute", Absence.DATE_RECURRING, absence("04 6D 3F 00 01 21"));
  }

  @Test
  public void fieldsThatAreNoCalendarDateAreAbsentAndDoNotRollOver() {
    assertEquals(Absence.NO_CALENDAR_DATE, absence("02 6C 1E 22"));
    assertEquals(Absence.NO_CALENDAR_DATE, absence("02 6C FD 02"));
    assertEquals(Absence.NO_CALENDAR_DATE, absence("02 6C 01 2D"));
    assertEquals(Absence.NO_CALENDAR_DATE, absence("02 6C 81 C1"));
    assertEquals(Absence.NO_CALENDAR_DATE, absence("04 6D 3C 00 01 21"));
    assertEquals(Absence.NO_CALENDAR_DATE, absence("04 6D 00 18 01 21"));
    assertEquals(Absence.NO_CALENDAR_DATE, absence("06 6D 3D 00 00 01 21 00"));
  }

  @Test
  public void typeFIsAMinuteWithSummerTimeAndCenturies() {
    assertEquals("2014-03-13T14:26", text("04 6D 1A 0E CD 13"));
    assertEquals("hundreds 1", "2021-07-07T22:01", text("04 6D 01 36 A7 27"));
    assertEquals("hundreds 2", "2121-07-07T22:01", text("04 6D 01 56 A7 27"));
    assertEquals("hundreds 3", "2221-07-07T22:01", text("04 6D 01 76 A7 27"));
    assertTrue(summer("04 6D 01 B6 A7 27"));
    assertFalse(summer("04 6D 01 36 A7 27"));
    assertEquals(Absence.TIME_INVALID, absence("04 6D 9C 02 17 32"));
  }

  private static boolean summer(String hex) {
    return ((Value.Time) record(hex).value()).time().summerTime();
  }

  @Test
  public void typeIIsASecond() {
    assertEquals("2016-07-22T08:00:00", text("06 6D 00 00 08 16 27 00"));
    assertEquals("2024-09-13T21:30:30", text("06 6D 1E 1E B5 0D 39 25"));
    assertTrue(summer("06 6D 5E 1E B5 0D 39 25"));
    assertEquals("leap year bit", "2024-09-13T21:30:30", text("06 6D 9E 1E B5 0D 39 25"));
    assertEquals(Absence.TIME_INVALID, absence("06 6D 1E 9E B5 0D 39 25"));
  }

  @Test
  public void typeJIsATimeOfDay() {
    assertEquals("21:30:05", text("03 6D 05 1E 15"));
    assertEquals(Absence.NO_CALENDAR_DATE, absence("03 6D 05 1E 18"));
  }

  @Test
  public void aDateInAFieldThatHasNoDateIsAbsent() {
    assertEquals(Absence.DATA_TYPE, absence("01 6C 05"));
    assertEquals(Absence.DATA_TYPE, absence("05 6D 00 00 80 3F"));
    assertEquals(Absence.DATA_TYPE, absence("0C 6D 00 00 00 01"));
  }

  @Test
  public void whatIsWrittenIsRead() {
    MeterTime[] times = {
      MeterTime.ofDate(2024, 2, 29),
      MeterTime.ofDate(1981, 1, 1),
      MeterTime.of(2024, 2, 29, 23, 59),
      MeterTime.of(2299, 12, 31, 0, 0),
      MeterTime.of(2024, 7, 1, 12, 30).inSummer(),
      MeterTime.of(2080, 12, 31, 23, 59, 59),
      MeterTime.of(2024, 7, 1, 12, 30, 5).inSummer(),
      MeterTime.ofTime(23, 59, 59)
    };
    int[] widths = {2, 2, 4, 4, 4, 6, 6, 3};
    for (int i = 0; i < times.length; i++) {
      assertEquals(
          times[i].packed(), TimeBits.read(TimeBits.write(times[i], widths[i]), widths[i]));
    }
  }

  @Test(expected = IllegalArgumentException.class)
  public void aSecondDoesNotFitIntoTheTypeOfMinutes() {
    TimeBits.write(MeterTime.of(2024, 2, 29, 23, 59, 1), 4);
  }

  @Test(expected = IllegalArgumentException.class)
  public void aYearOutsideTheRangeOfTheTypeIsRefused() {
    TimeBits.write(MeterTime.ofDate(2081, 1, 1), 2);
  }

  @Test
  public void timesMove() {
    assertEquals("2024-03-01", MeterTime.ofDate(2024, 2, 29).plusSeconds(86_400).text());
    assertEquals("2023-12-31T23:59", MeterTime.of(2024, 1, 1, 0, 0).plusSeconds(-60).text());
    assertEquals("2024-01-01T00:00:05", MeterTime.of(2024, 1, 1, 0, 0).plusSeconds(5).text());
    assertEquals("2024-02-29", MeterTime.ofDate(2024, 1, 31).plusMonths(1).text());
    assertEquals("2023-04-30", MeterTime.ofDate(2024, 2, 29).plusMonths(-10).text());
    assertEquals("2024-02-15", MeterTime.ofDate(2024, 1, 15).plusMonths(1).text());
    assertEquals("2024-01-31", MeterTime.ofDate(2024, 1, 15).plusHalfMonths(1).text());
    assertEquals("2024-02-15", MeterTime.ofDate(2024, 1, 31).plusHalfMonths(1).text());
    assertEquals("2023-12-31", MeterTime.ofDate(2024, 1, 15).plusHalfMonths(-1).text());
    assertEquals("2024-01-16", MeterTime.ofDate(2024, 1, 1).plusHalfMonths(1).text());
    assertEquals("2024-02-01", MeterTime.ofDate(2024, 1, 1).plusHalfMonths(2).text());
    assertEquals(null, MeterTime.ofDate(2024, 1, 7).plusHalfMonths(2));
    assertEquals(null, MeterTime.ofTime(1, 2, 3).plusMonths(2));
    assertEquals(null, MeterTime.ofDate(2024, 1, 1).plusSeconds(1));
  }
}
