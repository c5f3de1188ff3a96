package org.joulegate.itests.codecs;

import java.util.List;
import org.joulegate.codec.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder says of a telegram.
 *
 * @param data the trees of DLMS
 * @param error why it was not read, or null when it was
 */
record Answer(
    List<Register> registers, List<Measure> records, List<JsonValue> data, @Nullable String error) {

  /**
   * A value with an OBIS code; decimal text or any other.
   *
   * @param raw the number before its scaler, or null when there is none
   */
  record Register(
      String obis, @Nullable String value, @Nullable String unit, @Nullable String raw) {
    Register(String obis, @Nullable String value, @Nullable String unit) {
      this(obis, value, unit, null);
    }
  }

  /** A value of M-Bus; {@code value} is decimal text, a date, any other text, or null. */
  record Measure(
      String function,
      long storage,
      long tariff,
      long subunit,
      @Nullable String unit,
      @Nullable String value) {}

  static Answer registers(List<Register> registers) {
    return new Answer(registers, List.of(), List.of(), null);
  }

  static Answer records(List<Measure> records) {
    return new Answer(List.of(), records, List.of(), null);
  }

  static Answer refused(String why) {
    return new Answer(List.of(), List.of(), List.of(), why);
  }
}
