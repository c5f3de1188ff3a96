package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.List;
import org.joulegate.codec.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of bytes says, whichever format it has.
 *
 * @param format short name of the format
 * @param meter identity of the meter, as text where the standard has one and as hex digits
 *     otherwise
 * @param telegrams how many good telegrams there were
 * @param registers values with an OBIS code, of all telegrams, in order
 * @param records values of M-Bus, of all telegrams, in order
 * @param data typed trees, one for each telegram that has one
 * @param details what else the format has to say, each under a name of its own
 * @param quirks rules for makers' quirks that were applied, one sentence each
 * @param warnings what was wrong beside the good telegrams
 * @param error why not all was read that the bytes announce; null when all was
 */
record Decoded(
    String format,
    @Nullable String meter,
    int telegrams,
    List<Register> registers,
    List<MeterRecord> records,
    List<JsonValue> data,
    List<Detail> details,
    List<String> quirks,
    List<Problem> warnings,
    @Nullable Problem error) {

  /**
   * One register.
   *
   * @param obis its code as text
   * @param value exact decimal text, or null when it is no number
   * @param unit name of the unit, or null when it has none
   * @param raw the number as it was sent, before its scale; null where the format has no scale
   * @param text printable text, or null when it is none
   * @param hex hex digits of a string of bytes, or null when it is none
   * @param status the status word in decimal, or null when there is none
   * @param time when it was measured, if the meter says so of this value alone; ISO 8601, with the
   *     season behind a blank where a local time says it
   * @param absent why there is no value, or null when there is one
   */
  record Register(
      String obis,
      @Nullable String value,
      @Nullable String unit,
      @Nullable String raw,
      @Nullable String text,
      @Nullable String hex,
      @Nullable String status,
      @Nullable String time,
      @Nullable String absent) {

    /** A number. */
    static Register number(String obis, String value, @Nullable String unit) {
      return new Register(obis, value, unit, null, null, null, null, null, null);
    }

    /** A text. */
    static Register text(String obis, String text) {
      return new Register(obis, null, null, null, text, null, null, null, null);
    }

    /** A value that is missing, with the cause. */
    static Register absent(String obis, String why) {
      return new Register(obis, null, null, null, null, null, null, null, why);
    }

    Register withRaw(@Nullable String sent) {
      return new Register(obis, value, unit, sent, text, hex, status, time, absent);
    }

    Register withHex(@Nullable String digits) {
      return new Register(obis, value, unit, raw, text, digits, status, time, absent);
    }

    Register withStatus(@Nullable String word) {
      return new Register(obis, value, unit, raw, text, hex, word, time, absent);
    }

    Register withTime(@Nullable String instant) {
      return new Register(obis, value, unit, raw, text, hex, status, instant, absent);
    }
  }

  /**
   * One data record of M-Bus (EN 13757-3).
   *
   * @param function instantaneous, minimum, maximum or error
   * @param storage storage number
   * @param tariff 0: none
   * @param subunit number of the part of the device
   * @param quantity what was measured
   * @param unit its unit, or null when it has none
   * @param value exact decimal text, a date, or a text; null when it is absent
   * @param qualifiers what narrows the quantity, in the standard's words
   * @param time the instant of a value out of a profile, ISO 8601; null for others
   * @param absent why there is no value, or null when there is one
   */
  record MeterRecord(
      String function,
      long storage,
      int tariff,
      int subunit,
      String quantity,
      @Nullable String unit,
      @Nullable String value,
      List<String> qualifiers,
      @Nullable String time,
      @Nullable String absent) {}

  /**
   * Something that only some formats say.
   *
   * @param name as a member of the answer
   * @param value its value there
   * @param text the same for a person, without the name
   */
  record Detail(String name, JsonValue value, String text) {}

  /**
   * Something wrong.
   *
   * @param kind one of the words of the command's output
   * @param offset byte where it is
   * @param message one sentence for a person
   */
  record Problem(String kind, int offset, String message) {}

  /** Nothing but an error. */
  static Decoded failed(String format, Problem error) {
    return new Builder(format).error(error).build();
  }

  /** Collects what is read. Not safe for use by several threads. */
  static final class Builder {

    private final String format;
    private final List<Register> registers = new ArrayList<>();
    private final List<MeterRecord> records = new ArrayList<>();
    private final List<JsonValue> data = new ArrayList<>();
    private final List<Detail> details = new ArrayList<>();
    private final List<String> quirks = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private @Nullable String meter;
    private @Nullable Problem error;
    private int telegrams;

    Builder(String format) {
      this.format = format;
    }

    /** The meter, when it is known by now. */
    @Nullable String meter() {
      return meter;
    }

    Builder meter(@Nullable String identity) {
      meter = identity;
      return this;
    }

    /** The meter of a telegram; one that is not the first meter is a warning. */
    Builder meter(@Nullable String identity, int offset) {
      if (meter == null) {
        meter = identity;
      } else if (identity != null && !identity.equals(meter)) {
        warning("incomplete", offset, "this telegram is of another meter, " + identity);
      }
      return this;
    }

    /** How many good telegrams there are by now. */
    int telegrams() {
      return telegrams;
    }

    /** One more good telegram. */
    Builder telegram() {
      telegrams++;
      return this;
    }

    Builder register(Register register) {
      registers.add(register);
      return this;
    }

    Builder record(MeterRecord meterRecord) {
      records.add(meterRecord);
      return this;
    }

    Builder data(JsonValue tree) {
      data.add(tree);
      return this;
    }

    /** What the first telegram says under a name; of those behind it the name says no more. */
    Builder detail(String name, JsonValue value, String text) {
      for (Detail detail : details) {
        if (detail.name().equals(name)) {
          return this;
        }
      }
      details.add(new Detail(name, value, text));
      return this;
    }

    /** A quirk; the same one is said once. */
    Builder quirk(String sentence) {
      if (!quirks.contains(sentence)) {
        quirks.add(sentence);
      }
      return this;
    }

    Builder warning(String kind, int offset, String message) {
      return warning(new Problem(kind, offset, message));
    }

    Builder warning(Problem problem) {
      warnings.add(problem);
      return this;
    }

    /** Why not all was read; the first one said stays. */
    Builder error(@Nullable Problem problem) {
      error = error == null ? problem : error;
      return this;
    }

    Decoded build() {
      return new Decoded(
          format,
          meter,
          telegrams,
          List.copyOf(registers),
          List.copyOf(records),
          List.copyOf(data),
          List.copyOf(details),
          List.copyOf(quirks),
          List.copyOf(warnings),
          error);
    }
  }
}
