package org.joulegate.codec.mbus;

/**
 * Dates and times on the wire (EN 13757-3:2018, annex A, tables A.5 to A.8), both ways.
 *
 * <p>Reading gives the packed fields of a {@link MeterTime}, or -1 - n where n is the number of the
 * {@link Absence} that says why there is none.
 */
final class TimeBits {

  private static final int EVERY_MINUTE = 63;
  private static final int EVERY_HOUR = 31;
  private static final int EVERY_MONTH = 15;
  private static final int EVERY_YEAR = 127;

  private TimeBits() {}

  /**
   * Reads the type that the width tells: G in two bytes, J in three, F in four, I in six.
   *
   * @param bits the bytes as one number, the first lowest
   */
  static long read(long bits, int width) {
    return switch (width) {
      case 2 -> date((int) bits & 0xFFFF, 0);
      case 3 -> timeOfDay((int) bits);
      case 4 -> minute(bits);
      case 6 -> second(bits);
      default -> none(Absence.DATA_TYPE);
    };
  }

  private static long none(Absence reason) {
    return -1L - reason.ordinal();
  }

  /** Why a result below zero is no time. */
  static Absence reason(long result) {
    return DataRecord.absence((int) (-1L - result));
  }

  /** Type G: day and month with the year in the three upper bits of each. */
  private static long date(int bits, int centuries) {
    if (bits == 0 || bits == 0xFFFF) {
      return none(Absence.DATE_UNSET);
    }
    int day = bits & 0x1F;
    int month = bits >>> 8 & 0xF;
    int year = bits >>> 5 & 7 | bits >>> 9 & 0x78;
    if (day == 0 || month == EVERY_MONTH || year == EVERY_YEAR) {
      // All that is not open must still be possible, or nobody set this date.
      boolean possible = month != 0 && (month <= 12 || month == EVERY_MONTH);
      return none(possible ? Absence.DATE_RECURRING : Absence.DATE_UNSET);
    }
    if (year > 99 || month == 0 || month > 12) {
      return none(Absence.NO_CALENDAR_DATE);
    }
    int full = year(year, centuries);
    return day > MeterTime.daysOf(full, month)
        ? none(Absence.NO_CALENDAR_DATE)
        : MeterTime.date(full, month, day);
  }

  /** Years 0 to 80 without centuries are those of this century: table A.5. */
  private static int year(int year, int centuries) {
    return centuries == 0 && year <= 80 ? 2000 + year : 1900 + 100 * centuries + year;
  }

  /** Type F. */
  private static long minute(long bits) {
    if ((bits & 0x80) != 0) {
      return none(bits == 0xFFFF_FFFFL ? Absence.DATE_UNSET : Absence.TIME_INVALID);
    }
    int minute = (int) bits & 0x3F;
    int hour = (int) (bits >>> 8) & 0x1F;
    long date = date((int) (bits >>> 16) & 0xFFFF, (int) (bits >>> 13) & 3);
    if (date < 0) {
      return date;
    }
    if (minute == EVERY_MINUTE || hour == EVERY_HOUR) {
      return none(Absence.DATE_RECURRING);
    }
    if (minute > 59 || hour > 23) {
      return none(Absence.NO_CALENDAR_DATE);
    }
    long summer = (bits & 0x8000) != 0 ? MeterTime.summer() : 0;
    return date | MeterTime.time(hour, minute) | summer;
  }

  /** Type I; weekday, week and the size of the summer time step tell nothing that is not known. */
  private static long second(long bits) {
    if ((bits & 0x8000) != 0) {
      return none(bits == 0xFFFF_FFFF_FFFFL ? Absence.DATE_UNSET : Absence.TIME_INVALID);
    }
    long date = date((int) (bits >>> 24) & 0xFFFF, 0);
    if (date < 0) {
      return date;
    }
    long time = timeOfDay((int) bits & 0x1F_3F3F);
    long summer = (bits & 0x40) != 0 ? MeterTime.summer() : 0;
    return time < 0 ? time : date | time | summer;
  }

  /** Type J. */
  private static long timeOfDay(int bits) {
    if ((bits & 0xFF_FFFF) == 0xFF_FFFF) {
      return none(Absence.DATE_UNSET);
    }
    int second = bits & 0x3F;
    int minute = bits >>> 8 & 0x3F;
    int hour = bits >>> 16 & 0x1F;
    if (second == EVERY_MINUTE || minute == EVERY_MINUTE || hour == EVERY_HOUR) {
      return none(Absence.DATE_RECURRING);
    }
    return second > 59 || minute > 59 || hour > 23
        ? none(Absence.NO_CALENDAR_DATE)
        : MeterTime.time(hour, minute) | MeterTime.second(second);
  }

  /**
   * The bytes of a time as one number, the first lowest.
   *
   * @param width 2, 3, 4 or 6
   * @throws IllegalArgumentException when the type of that width cannot hold the time
   */
  static long write(MeterTime time, int width) {
    boolean fits =
        switch (width) {
          case 2 -> time.hasDate() && !time.hasTime();
          case 3 -> !time.hasDate() && time.hasSecond();
          case 4 -> time.hasDate() && time.hasTime() && !time.hasSecond();
          case 6 -> time.hasDate() && time.hasSecond();
          default -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException(width + " bytes cannot hold " + time.text());
    }
    return switch (width) {
      case 2 -> dateBits(time, false);
      case 3 -> clockBits(time);
      case 4 -> minuteBits(time);
      default -> clockBits(time) | (time.summerTime() ? 0x40 : 0) | dateBits(time, false) << 24;
    };
  }

  private static long clockBits(MeterTime time) {
    return time.second() | (long) time.minute() << 8 | (long) time.hour() << 16;
  }

  private static long minuteBits(MeterTime time) {
    int centuries = (time.year() - 1900) / 100;
    return time.minute()
        | (long) time.hour() << 8
        | (long) centuries << 13
        | (time.summerTime() ? 0x8000 : 0)
        | dateBits(time, true) << 16;
  }

  private static long dateBits(MeterTime time, boolean withCenturies) {
    int first = withCenturies ? 1900 : 1981;
    int last = withCenturies ? 2299 : 2080;
    if (time.year() < first || time.year() > last) {
      throw new IllegalArgumentException("a year from " + first + " to " + last);
    }
    int year = time.year() % 100;
    return time.day()
        | (long) (year & 7) << 5
        | (long) time.month() << 8
        | (long) (year >> 3) << 12;
  }
}
