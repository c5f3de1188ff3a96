package org.joulegate.codec.senml;

/**
 * What a decoder of SenML accepts at most.
 *
 * @param maxTotalBytes length of the whole pack in bytes
 * @param maxRecords records in one pack
 * @param maxStringBytes length of one text or data value in bytes
 * @param floats what to do with binary floating point in CBOR
 */
public record SenmlLimits(int maxTotalBytes, int maxRecords, int maxStringBytes, Floats floats) {

  /** How a number that came as binary floating point is taken. */
  public enum Floats {
    /**
     * As the short decimal that reads back as the same double: what its sender most likely meant.
     */
    AS_DECIMAL,
    /** Not at all: for values that are billed. */
    REFUSED
  }

  /** 1 MiB in all, 10,000 records, 64 KiB a string, floats taken as decimals. */
  public static final SenmlLimits DEFAULT =
      new SenmlLimits(1 << 20, 10_000, 1 << 16, Floats.AS_DECIMAL);

  /**
   * Checks the limits themselves.
   *
   * @throws IllegalArgumentException if one of them is below 1
   */
  public SenmlLimits {
    if (maxTotalBytes < 1 || maxRecords < 1 || maxStringBytes < 1) {
      throw new IllegalArgumentException("a limit of SenML must be at least 1");
    }
  }

  /** The same limits, with floats refused. */
  public SenmlLimits withoutFloats() {
    return new SenmlLimits(maxTotalBytes, maxRecords, maxStringBytes, Floats.REFUSED);
  }
}
