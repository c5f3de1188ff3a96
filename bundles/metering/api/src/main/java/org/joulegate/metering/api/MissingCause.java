package org.joulegate.metering.api;

/** Why a value is missing. The codes stand in signed reports and never change. */
public enum MissingCause {
  /** The meter marked the value as invalid. */
  MARKED_INVALID(1, "the meter marked it invalid"),
  /** The meter sent the register without a value. */
  NOT_SENT(2, "the meter sent no value"),
  /** The value is of a kind that has no exact decimal. */
  NOT_A_NUMBER(3, "the value is no number"),
  /** There is no reading before, so there is nothing to take a difference from. */
  NO_EARLIER_READING(4, "there is no earlier reading"),
  /** The index fell, and it was no roll-over. */
  INDEX_FELL(5, "the index fell"),
  /** The index ran over its last digit. */
  ROLL_OVER(6, "the index rolled over"),
  /** The meter was exchanged. */
  METER_SWAPPED(7, "the meter was exchanged"),
  /** The gateway's clock was set, so the interval's ends are not known. */
  CLOCK_STEPPED(8, "the gateway's clock was set"),
  /** The meter changed the unit of the register. */
  UNIT_CHANGED(9, "the register's unit changed"),
  /** The gap between two readings is longer than may be substituted. */
  GAP_TOO_LONG(10, "no reading for longer than may be substituted");

  private final int code;
  private final String sentence;

  MissingCause(int code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /** The number that stands for this cause in reports and in the journal. */
  public int code() {
    return code;
  }

  /** What a person reads. */
  public String sentence() {
    return sentence;
  }

  /**
   * The cause with a code.
   *
   * @throws IllegalArgumentException for an unknown code
   */
  public static MissingCause ofCode(int code) {
    for (MissingCause cause : values()) {
      if (cause.code == code) {
        return cause;
      }
    }
    throw new IllegalArgumentException("no cause of a missing value has the code " + code);
  }
}
