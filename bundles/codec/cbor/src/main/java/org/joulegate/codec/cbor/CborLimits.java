package org.joulegate.codec.cbor;

/**
 * What a {@link CborReader} accepts at most. A limit is checked before anything is allocated.
 *
 * @param maxDepth how many arrays and maps may stand inside each other, 1 to 1,000
 * @param maxTotalBytes length of the whole input in bytes
 * @param maxStringBytes length of one text or byte string in bytes
 * @param maxItems elements of one array, or pairs of one map
 */
public record CborLimits(int maxDepth, int maxTotalBytes, int maxStringBytes, int maxItems) {

  /** 16 levels, 1 MiB in all, 256 KiB a string, 16,384 elements. */
  public static final CborLimits DEFAULT = new CborLimits(16, 1 << 20, 1 << 18, 1 << 14);

  /**
   * Checks the limits themselves.
   *
   * @throws IllegalArgumentException if one of them is out of range
   */
  public CborLimits {
    if (maxDepth < 1 || maxDepth > 1_000) {
      throw new IllegalArgumentException("maxDepth must be 1 to 1000, is " + maxDepth);
    }
    if (maxTotalBytes < 1 || maxStringBytes < 0 || maxItems < 0) {
      throw new IllegalArgumentException("a limit of CBOR must not be negative");
    }
  }
}
