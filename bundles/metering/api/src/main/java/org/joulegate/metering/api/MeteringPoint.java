package org.joulegate.metering.api;

import java.util.regex.Pattern;

/**
 * The place that is metered and billed. It outlives its meter, the adapter that reads it and the
 * gateway (in Germany: the thirty-three characters of a market or metering location id).
 *
 * @param id 1 to 64 of the characters A-Z a-z 0-9 {@code . _ -}
 */
public record MeteringPoint(String id) implements Comparable<MeteringPoint> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * @throws IllegalArgumentException if the id has another character or length
   */
  public MeteringPoint {
    if (!ALLOWED.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "a metering point's id has 1 to 64 of A-Z a-z 0-9 . _ -, not \"" + id + "\"");
    }
  }

  @Override
  public int compareTo(MeteringPoint other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
