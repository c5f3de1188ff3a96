package org.joulegate.codec.iec62056;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time as a meter writes it: its local legal time, and what it says about summer time.
 *
 * @param local year 2000 to 2099, to the second
 * @param season what the meter says beside
 */
public record MeterTime(LocalDateTime local, Season season) {

  /** What a meter says about the offset of its local time. */
  public enum Season {
    /** Normal time: {@code W} in P1, a leading 0 in VDEW's form. */
    WINTER,
    /** Summer time, an hour ahead of normal time: {@code S} in P1, a leading 1 in VDEW's form. */
    SUMMER,
    /** Coordinated universal time: a leading 2 in VDEW's form. */
    UTC,
    /** Nothing. */
    UNSAID
  }

  private static final int CENTURY = 2000;
  private static final int DATE_AND_MINUTE = 10;
  private static final int DATE_AND_SECOND = 12;
  private static final int LONGEST = 20;
  private static final int END_OF_DAY = 240_000;

  /**
   * The time in a value, or null when it holds none that exists.
   *
   * <p>Read are {@code YYMMDDhhmmss} with {@code S} or {@code W} behind it (DSMR P1 5.0.2, 6.4 TST)
   * or without, {@code YYMMDDhhmm}, both with the season's digit in front (VDEW 2.1, ZST), and the
   * same digits with {@code -}, {@code :}, a comma or a blank between them. 24 h is midnight at the
   * end of the day.
   */
  public static @Nullable MeterTime parse(DataValue value) {
    if (value.unitLength() > 0 || value.length() < DATE_AND_MINUTE || value.length() > LONGEST) {
      return null;
    }
    int count = 0;
    long digits = 0;
    Season season = Season.UNSAID;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + c - '0';
        count++;
      } else if (i == value.length() - 1 && (c == 'S' || c == 'W')) {
        season = c == 'S' ? Season.SUMMER : Season.WINTER;
      } else if (!isSeparator(c)) {
        return null;
      }
      if (count > DATE_AND_SECOND + 1) {
        return null;
      }
    }
    return of(digits, count, season);
  }

  /** What may stand between the digits of a time. */
  static boolean isSeparator(char c) {
    return c == '-' || c == ':' || c == ' ' || c == ',';
  }

  private static @Nullable MeterTime of(long allDigits, int count, Season letter) {
    long digits = allDigits;
    Season season = letter;
    int plain = count;
    if (count == DATE_AND_MINUTE + 1 || count == DATE_AND_SECOND + 1) {
      long scale = count == DATE_AND_MINUTE + 1 ? 10_000_000_000L : 1_000_000_000_000L;
      int first = (int) (digits / scale);
      if (letter != Season.UNSAID || first > 2) {
        return null;
      }
      season = first == 0 ? Season.WINTER : first == 1 ? Season.SUMMER : Season.UTC;
      digits %= scale;
      plain--;
    }
    if (plain == DATE_AND_MINUTE) {
      digits *= 100;
    } else if (plain != DATE_AND_SECOND) {
      return null;
    }
    return local(digits, season);
  }

  private static @Nullable MeterTime local(long digits, Season season) {
    int time = (int) (digits % 1_000_000);
    int date = (int) (digits / 1_000_000);
    int month = date / 100 % 100;
    int day = date % 100;
    boolean endOfDay = time == END_OF_DAY;
    int hour = endOfDay ? 0 : time / 10_000;
    int minute = time / 100 % 100;
    int second = time % 100;
    if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    try {
      int year = CENTURY + date / 10_000;
      LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second);
      return new MeterTime(local, season).plus(Duration.ofDays(endOfDay ? 1 : 0));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** So much later in the same season; null behind the year 2099. */
  @Nullable MeterTime plus(Duration time) {
    LocalDateTime later = local.plus(time);
    return later.getYear() < CENTURY + 100 ? new MeterTime(later, season) : null;
  }

  /**
   * The instant, where the meter says its season.
   *
   * @param winter the offset of the meter's normal time; {@code +01:00} for central Europe
   * @return null when the season is unsaid: around the end of summer time an hour comes twice
   */
  public @Nullable Instant instant(ZoneOffset winter) {
    return switch (season) {
      case WINTER -> local.toInstant(winter);
      case SUMMER -> local.minusHours(1).toInstant(winter);
      case UTC -> local.toInstant(ZoneOffset.UTC);
      case UNSAID -> null;
    };
  }

  /** The time as P1 writes it, {@code 180104231507W}; without a letter where nothing is said. */
  public String toP1() {
    StringBuilder text = new StringBuilder(DATE_AND_SECOND + 1);
    two(text, local.getYear() - CENTURY);
    two(text, local.getMonthValue());
    two(text, local.getDayOfMonth());
    two(text, local.getHour());
    two(text, local.getMinute());
    two(text, local.getSecond());
    text.append(season == Season.WINTER ? "W" : season == Season.SUMMER ? "S" : "");
    return text.toString();
  }

  private static void two(StringBuilder text, int value) {
    text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
