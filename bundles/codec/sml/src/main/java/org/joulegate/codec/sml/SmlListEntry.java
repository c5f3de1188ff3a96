package org.joulegate.codec.sml;

import org.joulegate.codec.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * One value of a meter's list (SML_ListEntry).
 *
 * @param objName the six bytes of the OBIS code, A in the highest; see {@link SmlObis}
 * @param hasStatus whether a status word came with the value
 * @param status the status word, 0 when there is none
 * @param valTime when the meter took the value, if it says
 * @param unit code of the DLMS unit (IEC 62056-6-2), 0 to 255; {@link #NO_UNIT} when absent
 * @param scaler power of ten that the value is multiplied by, -128 to 127; 0 when absent
 * @param value the value, or null when the meter leaves it out
 * @param signature signature of this value, if there is one
 */
public record SmlListEntry(
    long objName,
    boolean hasStatus,
    long status,
    @Nullable SmlTime valTime,
    int unit,
    int scaler,
    @Nullable SmlValue value,
    @Nullable ByteSlice signature) {

  /** The unit of a value that has none. */
  public static final int NO_UNIT = -1;

  /** Checks the ranges. */
  public SmlListEntry {
    if (objName >>> 48 != 0) {
      throw new IllegalArgumentException("an OBIS code has six bytes");
    }
    if (unit < NO_UNIT || unit > 0xFF || scaler < Byte.MIN_VALUE || scaler > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("unit " + unit + " or scaler " + scaler + " out of range");
    }
  }

  /** A number with unit and scaler, without status, time and signature. */
  public static SmlListEntry of(long objName, int unit, int scaler, SmlValue value) {
    return new SmlListEntry(objName, false, 0, null, unit, scaler, value, null);
  }

  /** The same entry with another value. */
  public SmlListEntry withValue(SmlValue other) {
    return new SmlListEntry(objName, hasStatus, status, valTime, unit, scaler, other, signature);
  }

  /** The same entry with a status word. */
  public SmlListEntry withStatus(long word) {
    return new SmlListEntry(objName, true, word, valTime, unit, scaler, value, signature);
  }

  /** The same entry with the time and the status of a period. */
  SmlListEntry during(@Nullable SmlTime time, boolean withStatus, long word) {
    return new SmlListEntry(objName, withStatus, word, time, unit, scaler, value, signature);
  }

  /** The exact decimal text of a number with its scaler, or null when the value is no number. */
  public @Nullable String decimal() {
    return value instanceof SmlValue.Int number ? number.decimal(scaler) : null;
  }

  /** The OBIS code as text, for example {@code 1-0:1.8.0*255}. */
  public String obis() {
    return SmlObis.format(objName);
  }
}
