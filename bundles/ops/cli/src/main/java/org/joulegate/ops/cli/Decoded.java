package org.joulegate.ops.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of bytes says, whichever format it has.
 *
 * @param format short name of the format
 * @param meter identity of the meter, as text where the standard has one and as hex digits
 *     otherwise
 * @param telegrams how many good telegrams there were
 * @param registers of all telegrams, in order
 * @param quirks rules for makers' quirks that were applied, one sentence each
 * @param warnings what was wrong beside the good telegrams
 * @param error why there is no good telegram at all; null when there is one
 */
record Decoded(
    String format,
    @Nullable String meter,
    int telegrams,
    List<Register> registers,
    List<String> quirks,
    List<Problem> warnings,
    @Nullable Problem error) {

  /**
   * One register.
   *
   * @param obis its code as text
   * @param value exact decimal text, or null when it is no number
   * @param unit name of the unit, or null when it has none
   * @param text printable text, or null when it is none
   * @param hex hex digits of a string of bytes, or null when it is none
   * @param status the status word in decimal, or null when there is none
   */
  record Register(
      String obis,
      @Nullable String value,
      @Nullable String unit,
      @Nullable String text,
      @Nullable String hex,
      @Nullable String status) {}

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
    return new Decoded(format, null, 0, List.of(), List.of(), List.of(), error);
  }
}
