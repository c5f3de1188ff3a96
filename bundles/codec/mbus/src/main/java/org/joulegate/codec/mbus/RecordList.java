package org.joulegate.codec.mbus;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** Records in order, not to be changed: one object in place of a list and a view of it. */
final class RecordList extends AbstractList<DataRecord> implements RandomAccess {

  private final DataRecord[] records;
  private final int size;

  /**
   * A list of the first records of an array.
   *
   * @param records not changed afterwards
   */
  RecordList(DataRecord[] records, int size) {
    this.records = records;
    this.size = size;
  }

  @Override
  public DataRecord get(int index) {
    return records[Objects.checkIndex(index, size)];
  }

  @Override
  public int size() {
    return size;
  }
}
