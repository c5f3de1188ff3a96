package org.joulegate.codec.dlms;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The elements of a list as the decoder read them: an array that nobody else has. */
final class Elements<E> extends AbstractList<E> implements RandomAccess {

  private final E[] array;

  /** A list of an array that is left unchanged from now on. */
  Elements(E[] array) {
    this.array = array;
  }

  @Override
  public E get(int index) {
    return array[index];
  }

  @Override
  public int size() {
    return array.length;
  }
}
