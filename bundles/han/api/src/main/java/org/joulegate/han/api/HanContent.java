package org.joulegate.han.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a resource shows: named values, which the protocol writes as SenML (RFC 8428).
 *
 * @param baseName the prefix of all names, such as {@code urn:joulegate:1EMH0012345678:}
 * @param values in order
 */
public record HanContent(String baseName, List<Value> values) {

  /** Copies the list. */
  public HanContent {
    values = List.copyOf(values);
  }

  /**
   * One value; exactly one of number and text is given.
   *
   * @param name what it is, behind the base name
   * @param number an exact number
   * @param text a text
   * @param unit the SenML unit (RFC 8428, clause 12.1; RFC 8798); null for none
   * @param at when it was measured; null for now
   */
  public record Value(
      String name,
      @Nullable BigDecimal number,
      @Nullable String text,
      @Nullable String unit,
      @Nullable Instant at) {

    /**
     * @throws IllegalArgumentException if not exactly one of number and text is given
     */
    public Value {
      if ((number == null) == (text == null)) {
        throw new IllegalArgumentException(name + ": a value is either a number or a text");
      }
    }
  }
}
