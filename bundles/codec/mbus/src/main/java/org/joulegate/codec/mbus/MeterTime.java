package org.joulegate.codec.mbus;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A date, a time or both, as a meter tells it: legal time of its place, to the second, the minute
 * or the day (EN 13757-3:2018, annex A, types F, G, I and J).
 *
 * <p>All fields are kept in one number, so that a record of a telegram needs no object for them.
 *
 * @param packed the fields; see {@link #of}
 */
public record MeterTime(long packed) {

  private static final int SECOND_AT = 0;
  private static final int MINUTE_AT = 6;
  private static final int HOUR_AT = 12;
  private static final int DAY_AT = 17;
  private static final int MONTH_AT = 22;
  private static final int YEAR_AT = 26;
  private static final int HAS_DATE = 42;
  private static final int HAS_TIME = 43;
  private static final int HAS_SECOND = 44;
  private static final int SUMMER = 45;

  private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  /** A day. */
  public static MeterTime ofDate(int year, int month, int day) {
    return new MeterTime(date(year, month, day));
  }

  /** A minute of a day. */
  public static MeterTime of(int year, int month, int day, int hour, int minute) {
    return new MeterTime(date(year, month, day) | time(hour, minute));
  }

  /** A second of a day. */
  public static MeterTime of(int year, int month, int day, int hour, int minute, int second) {
    return new MeterTime(date(year, month, day) | time(hour, minute) | second(second));
  }

  /** A second of any day. */
  public static MeterTime ofTime(int hour, int minute, int second) {
    return new MeterTime(time(hour, minute) | second(second));
  }

  static long date(int year, int month, int day) {
    return 1L << HAS_DATE
        | (long) year << YEAR_AT
        | (long) month << MONTH_AT
        | (long) day << DAY_AT;
  }

  static long time(int hour, int minute) {
    return 1L << HAS_TIME | (long) hour << HOUR_AT | (long) minute << MINUTE_AT;
  }

  static long second(int second) {
    return 1L << HAS_SECOND | (long) second << SECOND_AT;
  }

  static long summer() {
    return 1L << SUMMER;
  }

  /** The same, said to be in summer time. */
  public MeterTime inSummer() {
    return new MeterTime(packed | summer());
  }

  /** How many days a month has. */
  static int daysOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : MONTH_DAYS[month - 1];
  }

  /** Whether there is a date. */
  public boolean hasDate() {
    return bits(HAS_DATE, 1) != 0;
  }

  /** Whether there is a time of day. */
  public boolean hasTime() {
    return bits(HAS_TIME, 1) != 0;
  }

  /** Whether the time of day is told to the second, not only to the minute. */
  public boolean hasSecond() {
    return bits(HAS_SECOND, 1) != 0;
  }

  /** Whether the meter says that this is summer time; without that, nothing is known. */
  public boolean summerTime() {
    return bits(SUMMER, 1) != 0;
  }

  /** The year, four digits; 0 without a date. */
  public int year() {
    return bits(YEAR_AT, 16);
  }

  /** The month, 1 to 12; 0 without a date. */
  public int month() {
    return bits(MONTH_AT, 4);
  }

  /** The day of the month, 1 to 31; 0 without a date. */
  public int day() {
    return bits(DAY_AT, 5);
  }

  /** The hour, 0 to 23. */
  public int hour() {
    return bits(HOUR_AT, 5);
  }

  /** The minute, 0 to 59. */
  public int minute() {
    return bits(MINUTE_AT, 6);
  }

  /** The second, 0 to 59. */
  public int second() {
    return bits(SECOND_AT, 6);
  }

  /**
   * This time moved by whole seconds; null without a date, or when seconds are to be added to a
   * date without time that are no whole days.
   */
  @Nullable MeterTime plusSeconds(long seconds) {
    if (!hasDate() || (!hasTime() && seconds % 86_400 != 0)) {
      return null;
    }
    long total = hour() * 3600L + minute() * 60L + second() + seconds;
    LocalDate date = LocalDate.of(year(), month(), day()).plusDays(Math.floorDiv(total, 86_400L));
    if (date.getYear() < 0 || date.getYear() > 9999) {
      return null;
    }
    int of = (int) Math.floorMod(total, 86_400L);
    return withDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth())
        .withTime(of / 3600, of / 60 % 60, of % 60);
  }

  /** This time moved by months; the last day of a month stays the last day. Null without date. */
  @Nullable MeterTime plusMonths(long months) {
    if (!hasDate()) {
      return null;
    }
    long index = year() * 12L + month() - 1 + months;
    int year = (int) Math.floorDiv(index, 12L);
    int month = (int) Math.floorMod(index, 12L) + 1;
    if (year < 0 || year > 9999) {
      return null;
    }
    int days = daysOf(year, month);
    boolean last = day() == daysOf(year(), month());
    return withDate(year, month, last ? days : Math.min(day(), days));
  }

  /**
   * This time moved by half months: from the 15th to the last day and on to the 15th, or from the
   * 1st to the 16th and on to the 1st. Null for other days.
   */
  @Nullable MeterTime plusHalfMonths(long halves) {
    boolean last = hasDate() && day() == daysOf(year(), month());
    boolean second = last || day() == 16;
    if (!hasDate() || !(second || day() == 15 || day() == 1)) {
      return null;
    }
    long index = halves + (second ? 1 : 0);
    boolean ends = last || day() == 15;
    MeterTime first = withDate(year(), month(), ends ? 15 : 1);
    MeterTime moved = first.plusMonths(Math.floorDiv(index, 2L));
    if (moved == null || Math.floorMod(index, 2L) == 0) {
      return moved;
    }
    int day = ends ? daysOf(moved.year(), moved.month()) : 16;
    return moved.withDate(moved.year(), moved.month(), day);
  }

  private MeterTime withDate(int year, int month, int day) {
    long timeOfDay = packed & ((1L << DAY_AT) - 1);
    long flags = packed >>> HAS_TIME << HAS_TIME & ~summer();
    return new MeterTime(timeOfDay | flags | date(year, month, day));
  }

  private MeterTime withTime(int hour, int minute, int second) {
    if (!hasTime()) {
      return this;
    }
    long rest = packed >>> DAY_AT << DAY_AT;
    return new MeterTime(
        rest
            | time(hour, minute)
            | (long) second << SECOND_AT
            | (second != 0 ? 1L << HAS_SECOND : 0));
  }

  /**
   * ISO 8601 without zone, as long as what the meter tells: {@code 2024-09-13}, {@code
   * 2024-09-13T21:30}, {@code 2024-09-13T21:30:30}, {@code 21:30:30}.
   */
  public String text() {
    StringBuilder text = new StringBuilder(19);
    if (hasDate()) {
      digits(text, year() / 100).append((char) ('0' + year() / 10 % 10));
      text.append((char) ('0' + year() % 10)).append('-');
      digits(text, month()).append('-');
      digits(text, day());
    }
    if (hasTime()) {
      if (hasDate()) {
        text.append('T');
      }
      digits(text, hour()).append(':');
      digits(text, minute());
      if (hasSecond()) {
        digits(text.append(':'), second());
      }
    }
    return text.toString();
  }

  private static StringBuilder digits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private int bits(int at, int width) {
    return (int) (packed >>> at) & ((1 << width) - 1);
  }

  @Override
  public String toString() {
    return text();
  }
}
