package org.joulegate.codec.sml;

import org.jspecify.annotations.Nullable;

/**
 * What a list in the place of a value means (SML_ListType, SML 1.05: a choice of three). EDL40
 * meters send the time of an event as {@link Time}.
 */
public sealed interface SmlListType {

  /** A time (choice 1). */
  record Time(SmlTime time) implements SmlListType {}

  /**
   * A value with a time and a status of its own (choice 2).
   *
   * @param status null when there is none
   * @param value null when there is none
   */
  record Timestamped(SmlTime time, SmlValue.@Nullable Int status, @Nullable SmlValue value)
      implements SmlListType {}

  /**
   * Scaler and unit of a COSEM object (choice 3).
   *
   * @param scaler power of ten, -128 to 127
   * @param unit code of the DLMS unit, 0 to 255
   */
  record ScalerUnit(int scaler, int unit) implements SmlListType {}

  /** What a list means, or null when it is none of the three. */
  static @Nullable SmlListType of(SmlValue.Listed list) {
    return SmlListTypes.of(list);
  }
}
