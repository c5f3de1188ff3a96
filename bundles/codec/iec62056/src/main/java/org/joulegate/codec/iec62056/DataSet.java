package org.joulegate.codec.iec62056;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address and its values (IEC 62056-21, 6.3.14): {@code 1.8.0(000285.4*kWh)}. Several values
 * follow each other in brackets, also on further lines that begin with a bracket: the rows of a
 * load profile, or the gas reading of an older P1.
 *
 * <p>A data set refers to the array that was decoded.
 */
public final class DataSet {

  private final byte[] bytes;
  private final int offset;
  private final int addressLength;
  private final int length;
  private final long obis;
  private final int firstLine;
  private final List<DataValue> values;

  DataSet(
      byte[] bytes,
      int offset,
      int addressLength,
      int length,
      long obis,
      int firstLine,
      List<DataValue> values) {
    this.bytes = bytes;
    this.offset = offset;
    this.addressLength = addressLength;
    this.length = length;
    this.obis = obis;
    this.firstLine = firstLine;
    this.values = values;
  }

  /** The address as the meter wrote it, {@code 1-0:1.8.0*255}; empty when it wrote none. */
  public String address() {
    return new String(bytes, offset, addressLength, StandardCharsets.US_ASCII);
  }

  /** The address as an OBIS code for {@link ObisGroups}, or {@link ObisGroups#NONE}. */
  public long obis() {
    return obis;
  }

  /** Whether the address is an OBIS code with these groups C, D and E, E being 0 when unwritten. */
  public boolean isObis(int c, int d, int e) {
    return obis != ObisGroups.NONE
        && ((obis >>> 8) & 0xFFFFFF) == ((long) c << 16 | (long) d << 8 | e);
  }

  /** Whether the address is just this text. */
  public boolean hasAddress(String text) {
    if (text.length() != addressLength) {
      return false;
    }
    for (int i = 0; i < addressLength; i++) {
      if (bytes[offset + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** All values in order, at least one. */
  public List<DataValue> values() {
    return values;
  }

  /** The first value. */
  public DataValue first() {
    return values.get(0);
  }

  /** How many of the values stand on the line of the address; the others are on further lines. */
  public int valuesOnFirstLine() {
    return firstLine;
  }

  /** The head and the rows, where these values are a load profile or a log; null where not. */
  public @Nullable LoadProfile profile() {
    return LoadProfile.of(this);
  }

  /** Position of the first character of the address. */
  public int offset() {
    return offset;
  }

  /** Characters of the address. */
  public int addressLength() {
    return addressLength;
  }

  /** Bytes from the address to the last closing bracket. */
  public int length() {
    return length;
  }

  /** Equal are data sets with the same address and the same values, wherever they stand. */
  @Override
  public boolean equals(Object other) {
    return other instanceof DataSet that
        && Arrays.equals(
            bytes,
            offset,
            offset + addressLength,
            that.bytes,
            that.offset,
            that.offset + that.addressLength)
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(obis) + values.hashCode();
  }

  /** The address, without the values. */
  @Override
  public String toString() {
    return address() + " with " + values.size() + " values";
  }
}
