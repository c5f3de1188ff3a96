package org.joulegate.metering.api;

/**
 * What happened. The codes stand in the journal and in signed notices and never change.
 *
 * <p>The three kinds of failure of a reading are those of ETSI TR 102 691, clause 5.2.3: it could
 * not be registered (no value came from the meter), recorded (it could not be stored) or sent.
 */
public enum EventKind {
  /** A meter was read for the first time. */
  METER_SEEN(1, Failure.NONE),
  /** A metering point is read by another meter than before. */
  METER_SWAPPED(2, Failure.NONE),
  /** Nothing that could be read came from a line for the configured time. */
  LINE_SILENT(3, Failure.REGISTER),
  /** A line that was silent is read again. */
  LINE_RESTORED(4, Failure.NONE),
  /** An adapter ended with a fault and is being started again. */
  ADAPTER_FAILED(5, Failure.REGISTER),
  /** An index ran over its last digit. */
  ROLL_OVER(10, Failure.NONE),
  /** An index fell, and it was no roll-over. */
  NEGATIVE_DIFFERENCE(11, Failure.REGISTER),
  /** The gateway's clock was set by more than it drifts. */
  CLOCK_STEPPED(12, Failure.REGISTER),
  /** A register changed its unit. */
  UNIT_CHANGED(13, Failure.REGISTER),
  /** A reading is missing at an interval's end, and its value was substituted. */
  VALUE_SUBSTITUTED(14, Failure.REGISTER),
  /** Entries could not be stored. */
  RECORD_FAILED(20, Failure.RECORD),
  /** Storing works again; the text says what was refused meanwhile. */
  RECORD_RESTORED(21, Failure.NONE),
  /** Old entries were removed; the text names the anchor that stands in their place. */
  RETENTION_APPLIED(22, Failure.NONE),
  /** Old entries were kept, since a consumer has not read them. */
  RETENTION_HELD(23, Failure.NONE),
  /** Old entries were removed although a consumer had not read them. */
  RETENTION_FORCED(24, Failure.RECORD),
  /** A report could not be sent to its centre. */
  SEND_FAILED(30, Failure.SEND),
  /** Reports are accepted by the centre again. */
  SEND_RESTORED(31, Failure.NONE),
  /** The centre refused a report for good. */
  REPORT_REJECTED(32, Failure.SEND);

  /** Which step of a reading's way failed (ETSI TR 102 691, clause 5.2.3, alternative flow 1). */
  public enum Failure {
    /** None: the event is a piece of information. */
    NONE,
    /** Failure to register a reading with its time stamp. */
    REGISTER,
    /** Failure to record it in memory. */
    RECORD,
    /** Failure to send it. */
    SEND
  }

  private final int code;
  private final Failure failure;

  EventKind(int code, Failure failure) {
    this.code = code;
    this.failure = failure;
  }

  /** The number that stands for this kind. */
  public int code() {
    return code;
  }

  /** Which step of a reading's way failed. */
  public Failure failure() {
    return failure;
  }

  /**
   * The kind with a code.
   *
   * @throws IllegalArgumentException for an unknown code
   */
  public static EventKind ofCode(int code) {
    for (EventKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of event has the code " + code);
  }
}
