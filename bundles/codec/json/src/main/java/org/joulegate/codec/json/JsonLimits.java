package org.joulegate.codec.json;

/**
 * What {@link JsonReader} accepts at most.
 *
 * @param depth objects and arrays around a value, the outermost included: 1, which is a flat
 *     object, to {@value #MOST_DEPTH}
 * @param length characters (UTF-16) of the whole text, 1 or more
 */
public record JsonLimits(int depth, int length) {

  /** The greatest depth that may be asked for; the reader needs a stack frame for each level. */
  public static final int MOST_DEPTH = 500;

  /** 16 levels, 16 Mi characters. */
  public static final JsonLimits DEFAULT = new JsonLimits(16, 1 << 24);

  /** An object without objects and arrays in it, 16 Mi characters. */
  public static final JsonLimits FLAT = new JsonLimits(1, 1 << 24);

  /**
   * Checks the limits themselves.
   *
   * @throws IllegalArgumentException when one is outside its range
   */
  public JsonLimits {
    if (depth < 1 || depth > MOST_DEPTH) {
      throw new IllegalArgumentException("depth outside 1 to " + MOST_DEPTH + ": " + depth);
    }
    if (length < 1) {
      throw new IllegalArgumentException("the length is 1 or more, not " + length);
    }
  }
}
