package org.joulegate.codec.mbus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A profile: one record that holds a list of values at equal distances (EN 13757-3:2018, annex F).
 *
 * @param record the record that holds the list
 * @param values the values, in the order sent
 */
public record Profile(DataRecord record, List<Entry> values) {

  /**
   * One value of a profile.
   *
   * @param storage its storage number, counted on from that of the record
   * @param time when it was taken, or null when the telegram does not tell
   * @param value the value in the unit of the record, or why there is none
   */
  public record Entry(long storage, @Nullable MeterTime time, Value value) {}
}
