package org.joulegate.codec.mbus;

/** Why a record has no value. */
public enum Absence {
  /** The data field says that no data follows. */
  NO_DATA("no data in the record"),
  /** The record only selects a value for read-out. */
  SELECTION("selected for read-out"),
  /** A binary integer that is 80h…00h (EN 13757-3:2018, annex A, type B). */
  INVALID_INTEGER("integer marked as invalid"),
  /** A decimal digit above nine (EN 13757-3:2018, annex B). */
  ERROR_DIGIT("error code in place of a decimal digit"),
  /** A real number that is infinite or not a number. */
  NOT_A_NUMBER("real is infinite or not a number"),
  /** A date that the meter has not set: all its fields are zero or all are open. */
  DATE_UNSET("date not set"),
  /** A date that recurs, with some fields open (every year, every month, every day). */
  DATE_RECURRING("date that recurs"),
  /** A time whose invalid bit is set. */
  TIME_INVALID("time marked as invalid"),
  /** Fields that are no date of the calendar. */
  NO_CALENDAR_DATE("no date of the calendar"),
  /** The record carries an error code of the meter in place of a valid value. */
  RECORD_ERROR("record error reported by the meter"),
  /** A value of a profile that builds upon one that is missing. */
  BASE_MISSING("value before it is missing"),
  /** A number beyond 64 bits after scaling. */
  OUT_OF_RANGE("number beyond 64 bits"),
  /** A date in a data field that has no date format. */
  DATA_TYPE("data field does not fit the value");

  private final String text;

  Absence(String text) {
    this.text = text;
  }

  /** The reason in a few words. */
  public String text() {
    return text;
  }
}
