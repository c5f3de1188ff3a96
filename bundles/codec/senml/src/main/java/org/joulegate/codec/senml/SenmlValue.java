package org.joulegate.codec.senml;

import java.math.BigDecimal;
import org.joulegate.codec.bytes.ByteSlice;

/** What a record says: exactly one of the value fields of RFC 8428 section 4.2. */
public sealed interface SenmlValue {

  /**
   * A number (field v), exact.
   *
   * @param number at most 64 bits of mantissa; kept in one form, so that 1.10 equals 1.1
   */
  record Number(BigDecimal number) implements SenmlValue {
    /**
     * Brings the number into its one form.
     *
     * @throws IllegalArgumentException if it has more than 64 bits of mantissa, or is out of range
     */
    public Number {
      number = SenmlNumbers.normal(number);
    }

    /** The number {@code mantissa × 10^exponent}; the exponent from -400 to 400. */
    public static Number of(long mantissa, int exponent) {
      return new Number(BigDecimal.valueOf(mantissa, -exponent));
    }
  }

  /** A text (field vs). */
  record Text(String text) implements SenmlValue {
    /**
     * Checks that the text can be written as UTF-8.
     *
     * @throws IllegalArgumentException if it holds an unpaired surrogate
     */
    public Text {
      SenmlTexts.requireWellFormed(text);
    }
  }

  /** True or false (field vb). */
  record Flag(boolean flag) implements SenmlValue {}

  /** Octets (field vd). */
  record Data(ByteSlice octets) implements SenmlValue {}
}
