package org.joulegate.codec.mbus;

/**
 * Decodes data records (EN 13757-3:2018, clause 6). Pure: nothing is kept between calls, and
 * nothing is copied.
 */
public final class RecordDecoder {

  private RecordDecoder() {}

  /**
   * The records of a telegram from a meter, low byte first.
   *
   * @param array holds the records, which refer to it
   * @return what could be read; a fault is in it, with its position in the array
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static Records decode(byte[] array, int offset, int length, MbusLimits limits) {
    return decode(array, offset, length, true, false, limits);
  }

  /**
   * The records of any telegram.
   *
   * @param array holds the records, which refer to it
   * @param fromMeter whether a meter sent them: the same codes are errors from a meter and actions
   *     to it
   * @param highFirst whether numbers and text have their high byte first (mode 2, CI 76)
   * @return what could be read; a fault is in it, with its position in the array
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public static Records decode(
      byte[] array,
      int offset,
      int length,
      boolean fromMeter,
      boolean highFirst,
      MbusLimits limits) {
    return new RecordPass(array, offset, length, fromMeter, highFirst, limits).read();
  }
}
