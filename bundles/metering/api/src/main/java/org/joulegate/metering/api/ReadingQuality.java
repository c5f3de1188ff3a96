package org.joulegate.metering.api;

/** How far a value can be trusted. The codes stand in signed reports and never change. */
public enum ReadingQuality {
  /** Sent by the meter and stamped within the tolerance. */
  MEASURED(0),
  /** Made from its neighbours, since the reading itself is missing. */
  SUBSTITUTED(1),
  /** There is no value; a {@link MissingCause} says why. */
  MISSING(2);

  private final int code;

  ReadingQuality(int code) {
    this.code = code;
  }

  /** The number that stands for this quality in reports and in the journal. */
  public int code() {
    return code;
  }

  /**
   * The quality with a code.
   *
   * @throws IllegalArgumentException for an unknown code
   */
  public static ReadingQuality ofCode(int code) {
    for (ReadingQuality quality : values()) {
      if (quality.code == code) {
        return quality;
      }
    }
    throw new IllegalArgumentException("no reading quality has the code " + code);
  }
}
