package org.joulegate.itests.codecs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder says of a telegram.
 *
 * @param error why it was not read, or null when it was
 */
record Answer(List<Register> registers, List<Measure> records, @Nullable String error) {

  /** A value with an OBIS code; decimal text or any other. */
  record Register(String obis, @Nullable String value, @Nullable String unit) {}

  /** A value of M-Bus; {@code value} is decimal text, a date, any other text, or null. */
  record Measure(
      String function,
      long storage,
      long tariff,
      long subunit,
      @Nullable String unit,
      @Nullable String value) {}

  static Answer registers(List<Register> registers) {
    return new Answer(registers, List.of(), null);
  }

  static Answer records(List<Measure> records) {
    return new Answer(List.of(), records, null);
  }

  static Answer refused(String why) {
    return new Answer(List.of(), List.of(), why);
  }
}
