package org.joulegate.codec.dlms;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.Hex;
import org.jspecify.annotations.Nullable;

/**
 * A date and time as meters send it: twelve bytes (IEC 62056-6-2 and Blue Book, "Date and time
 * formats"). Any field may be left open, so that it need not be an instant.
 *
 * @param year 0 to 65535; FFFF: not specified
 * @param month 1 to 12; FD, FE: end and begin of daylight saving time; FF: not specified
 * @param dayOfMonth 1 to 31; FD, FE: second last and last of the month; FF: not specified
 * @param dayOfWeek 1 (Monday) to 7; FF: not specified
 * @param hour 0 to 23; FF: not specified
 * @param minute 0 to 59; FF: not specified
 * @param second 0 to 59; FF: not specified
 * @param hundredths 0 to 99; FF: not specified
 * @param deviation minutes from local time to UTC, -720 to 720 (local + deviation = UTC); -32768:
 *     not specified
 * @param clockStatus bit 0 invalid, bit 1 doubtful, bit 2 another clock base, bit 3 invalid status,
 *     bit 7 daylight saving active; FF: not specified
 */
public record DlmsDateTime(
    int year,
    int month,
    int dayOfMonth,
    int dayOfWeek,
    int hour,
    int minute,
    int second,
    int hundredths,
    int deviation,
    int clockStatus) {

  /** Bytes of a date-time. */
  public static final int BYTES = 12;

  /** The deviation that says nothing. */
  public static final int NO_DEVIATION = -0x8000;

  private static final int OPEN = 0xFF;
  private static final int OPEN_YEAR = 0xFFFF;
  private static final int INVALID = 1;
  private static final int DOUBTFUL = 2;
  private static final int SUMMER_TIME = 0x80;
  private static final int MOST_DEVIATION = 840;
  private static final int NANOS_IN_HUNDREDTH = 10_000_000;

  private static final DateTimeFormatter TIME_SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME_HUNDREDTHS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SS", Locale.ROOT);
  private static final DateTimeFormatter SECONDS = dated(TIME_SECONDS);
  private static final DateTimeFormatter HUNDREDTHS = dated(TIME_HUNDREDTHS);

  private static DateTimeFormatter dated(DateTimeFormatter time) {
    return new DateTimeFormatterBuilder()
        .append(DateTimeFormatter.ISO_LOCAL_DATE)
        .appendLiteral('T')
        .append(time)
        .toFormatter(Locale.ROOT);
  }

  /**
   * The fields of twelve bytes, whatever they say.
   *
   * @throws IllegalArgumentException when there are not twelve
   */
  public static DlmsDateTime of(ByteSlice bytes) {
    if (bytes.length() != BYTES) {
      throw new IllegalArgumentException("a date-time has 12 bytes, not " + bytes.length());
    }
    return new DlmsDateTime(
        bytes.u8(0) << 8 | bytes.u8(1),
        bytes.u8(2),
        bytes.u8(3),
        bytes.u8(4),
        bytes.u8(5),
        bytes.u8(6),
        bytes.u8(7),
        bytes.u8(8),
        (short) (bytes.u8(9) << 8 | bytes.u8(10)),
        bytes.u8(11));
  }

  /** The twelve bytes. */
  public byte[] encode() {
    return new byte[] {
      (byte) (year >> 8),
      (byte) year,
      (byte) month,
      (byte) dayOfMonth,
      (byte) dayOfWeek,
      (byte) hour,
      (byte) minute,
      (byte) second,
      (byte) hundredths,
      (byte) (deviation >> 8),
      (byte) deviation,
      (byte) clockStatus
    };
  }

  /**
   * Whether twelve bytes can be a date and time of these decades, so that a string of twelve bytes
   * is not an id.
   */
  static boolean looksLike(ByteSlice bytes) {
    if (bytes.length() != BYTES) {
      return false;
    }
    int year = bytes.u8(0) << 8 | bytes.u8(1);
    int deviation = (short) (bytes.u8(9) << 8 | bytes.u8(10));
    return year >= 1970
        && year < 2200
        && bytes.u8(2) >= 1
        && bytes.u8(2) <= 12
        && bytes.u8(3) >= 1
        && bytes.u8(3) <= 31
        && upTo(bytes.u8(4), 7)
        && bytes.u8(5) <= 23
        && bytes.u8(6) <= 59
        && upTo(bytes.u8(7), 59)
        && upTo(bytes.u8(8), 99)
        && (deviation == NO_DEVIATION || Math.abs(deviation) <= MOST_DEVIATION);
  }

  private static boolean upTo(int field, int most) {
    return field <= most || field == OPEN;
  }

  /** Why there is no {@link #instant()}, in a few words; null when there is one. */
  public @Nullable String missing() {
    if (year == OPEN_YEAR || month == OPEN || dayOfMonth == OPEN) {
      return "the date is not specified";
    }
    if (hour == OPEN || minute == OPEN) {
      return "the time of day is not specified";
    }
    if (local() == null) {
      return "it is no date and time";
    }
    if (deviation == NO_DEVIATION) {
      return "the deviation from UTC is not specified";
    }
    return Math.abs(deviation) > MOST_DEVIATION ? "the deviation is out of range" : null;
  }

  /** The instant, or null when a field that is needed is open or impossible. */
  public @Nullable Instant instant() {
    LocalDateTime local = missing() == null ? local() : null;
    return local == null ? null : local.toInstant(ZoneOffset.UTC).plusSeconds(60L * deviation);
  }

  /** Date and time on the meter's clock, or null when they are open or impossible. */
  public @Nullable LocalDateTime local() {
    int nanos = hundredths > 99 ? 0 : hundredths * NANOS_IN_HUNDREDTH;
    try {
      LocalTime time = LocalTime.of(hour, minute, second == OPEN ? 0 : second, nanos);
      return LocalDateTime.of(LocalDate.of(year, month, dayOfMonth), time);
    } catch (DateTimeException impossible) {
      return null;
    }
  }

  /** Whether the meter says that its clock is set and right; open status says nothing wrong. */
  public boolean clockGood() {
    return clockStatus == OPEN || (clockStatus & (INVALID | DOUBTFUL)) == 0;
  }

  /** Whether the meter says that it is summer time. */
  public boolean summerTime() {
    return clockStatus != OPEN && (clockStatus & SUMMER_TIME) != 0;
  }

  /**
   * Date and time in ISO 8601, with hundredths where they are not 0: in UTC where it is an instant,
   * else local time, else the bytes as hex digits.
   */
  public String text() {
    LocalDateTime local = local();
    if (local == null) {
      return Hex.format(encode());
    }
    boolean utc = missing() == null;
    LocalDateTime shown = utc ? local.plusMinutes(deviation) : local;
    return (shown.getNano() == 0 ? SECONDS : HUNDREDTHS).format(shown) + (utc ? "Z" : "");
  }

  /** ISO 8601 of a date of five bytes; null when a part of it is open or it is none. */
  static @Nullable String dateText(ByteSlice date) {
    int year = date.u8(0) << 8 | date.u8(1);
    try {
      return year == OPEN_YEAR ? null : LocalDate.of(year, date.u8(2), date.u8(3)).toString();
    } catch (DateTimeException open) {
      return null;
    }
  }

  /** ISO 8601 of a time of four bytes; null when more than the hundredths is open or it is none. */
  static @Nullable String timeText(ByteSlice time) {
    int hundredths = time.u8(3) > 99 ? 0 : time.u8(3);
    try {
      LocalTime shown =
          LocalTime.of(time.u8(0), time.u8(1), time.u8(2), hundredths * NANOS_IN_HUNDREDTH);
      return (hundredths == 0 ? TIME_SECONDS : TIME_HUNDREDTHS).format(shown);
    } catch (DateTimeException open) {
      return null;
    }
  }
}
