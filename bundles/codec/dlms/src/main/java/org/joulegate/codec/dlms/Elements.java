package org.joulegate.codec.dlms;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The elements of a list as the decoder read them: an array that nobody else has. */
final class Elements extends AbstractList<DlmsData> implements RandomAccess {

  private final DlmsData[] array;

  /** A list of an array that is left unchanged from now on. */
  Elements(DlmsData... array) {
    this.array = array;
  }

  @Override
  public DlmsData get(int index) {
    return array[index];
  }

  @Override
  public int size() {
    return array.length;
  }
}
