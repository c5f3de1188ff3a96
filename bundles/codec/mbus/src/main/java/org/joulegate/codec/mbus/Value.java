package org.joulegate.codec.mbus;

import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.ExactDecimal;

/** What a record holds. */
public sealed interface Value {

  /** The value as text: a decimal, an ISO date, characters, hex digits; empty when absent. */
  String text();

  /**
   * A number, exactly mantissa × 10^exponent.
   *
   * @param mantissa any
   * @param exponent -128 to 127
   */
  record Number(long mantissa, int exponent) implements Value {
    @Override
    public String text() {
      return ExactDecimal.format(mantissa, exponent);
    }
  }

  /**
   * An integer of 64 bits above the range of a {@code long}, or single bits.
   *
   * @param bits all 64 bits, to be read as unsigned
   */
  record Unsigned(long bits) implements Value {
    @Override
    public String text() {
      return Long.toUnsignedString(bits);
    }
  }

  /**
   * Characters, or the digits of a name.
   *
   * @param text in reading order
   */
  record Text(String text) implements Value {}

  /**
   * A date, a time or both, in the legal time of the meter's place.
   *
   * @param time the fields
   */
  record Time(MeterTime time) implements Value {
    @Override
    public String text() {
      return time.text();
    }
  }

  /**
   * Bytes with a meaning of their own, as they are on the wire.
   *
   * @param bytes a view of the telegram
   */
  record Bytes(ByteSlice bytes) implements Value {
    @Override
    public String text() {
      return bytes.toHex();
    }
  }

  /**
   * No value.
   *
   * @param reason why not
   */
  record Absent(Absence reason) implements Value {
    @Override
    public String text() {
      return "";
    }
  }
}
