package org.joulegate.codec.sml;

import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.ExactDecimal;
import org.jspecify.annotations.Nullable;

/** A value of an SML list: what stands on the wire, before unit and scaler are looked at. */
public sealed interface SmlValue {

  /**
   * An integer.
   *
   * @param value the number; when it is unsigned and eight bytes wide, all 64 bits count
   * @param width 1 to 8 bytes on the wire; odd widths occur
   * @param signed true when the type on the wire is a signed one
   */
  record Int(long value, int width, boolean signed) implements SmlValue {
    /** Checks the width. */
    public Int {
      if (width < 1 || width > Long.BYTES) {
        throw new IllegalArgumentException("integers have 1 to 8 bytes, not " + width);
      }
    }

    /**
     * Exact decimal text of value × 10^scaler.
     *
     * @param scaler -128 to 127
     */
    public String decimal(int scaler) {
      return signed
          ? ExactDecimal.format(value, scaler)
          : ExactDecimal.formatUnsigned(value, scaler);
    }

    /** False for an unsigned number above what a {@code long} holds as a positive one. */
    public boolean fitsLong() {
      return signed || value >= 0;
    }
  }

  /** A string of bytes: an id, a name, a key, a signature. */
  record Octets(ByteSlice bytes) implements SmlValue {}

  /** A truth value. */
  record Bool(boolean value) implements SmlValue {}

  /**
   * A list in the place of a value, carried as it is; {@link SmlListType#of} tells what it means.
   * An element that is absent is null.
   */
  record Listed(List<@Nullable SmlValue> elements) implements SmlValue {}
}
