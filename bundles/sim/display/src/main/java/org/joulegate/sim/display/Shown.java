package org.joulegate.sim.display;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value as the display shows it.
 *
 * @param name its whole name, such as {@code urn:joulegate:meter:1EMH0012345678:1-0:16.7.0}
 * @param text the number's digits as they came, or the text
 * @param number whether it is a number
 * @param unit the SenML unit; null for none
 * @param at when it was measured
 */
public record Shown(String name, String text, boolean number, @Nullable String unit, Instant at) {
  /** The number or text with its unit. */
  @Override
  public String toString() {
    return name + " = " + text + (unit == null ? "" : " " + unit) + " at " + at;
  }
}
