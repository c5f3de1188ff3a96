package org.joulegate.codec.sml;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * One period of a profile (SML_ProfObjPeriodEntry).
 *
 * @param valTime when it ended
 * @param hasStatus whether a status word came with it
 * @param status the status word, 0 when there is none
 * @param values one for each entry of the profile's header, in its order
 * @param signature over the period
 */
public record SmlProfilePeriod(
    @Nullable SmlTime valTime,
    boolean hasStatus,
    long status,
    List<Value> values,
    @Nullable ByteSlice signature) {

  /**
   * One value (SML_ValueEntry).
   *
   * @param value null when the meter leaves it out
   * @param signature of this value, if there is one
   */
  public record Value(@Nullable SmlValue value, @Nullable ByteSlice signature) {}

  /** The value at an index with what the header says of it. */
  SmlListEntry entry(SmlListEntry header, int index) {
    Value value = values.get(index);
    return new SmlListEntry(
        header.objName(),
        hasStatus,
        status,
        valTime,
        header.unit(),
        header.scaler(),
        value.value(),
        value.signature());
  }
}
