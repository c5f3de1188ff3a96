package org.joulegate.itests.kit;

import java.util.List;

/**
 * One decoder put to bytes that nobody promised to be a telegram.
 *
 * <p>An implementation has a public constructor without parameters and lives among the tests of its
 * codec. It is used by one thread at a time.
 */
public interface FuzzTarget {

  /** The format, one word: {@code sml}. */
  String name();

  /** Good telegrams from which damaged ones are made; not empty, and the same at every call. */
  List<byte[]> seeds();

  /**
   * Decodes.
   *
   * @param data any bytes; the target may change them
   * @return whether anything was read: the share tells whether the damage gets past the checksums
   * @throws AssertionError when a property of the codec does not hold; anything else that is thrown
   *     is a fault as well
   */
  boolean run(byte[] data);
}
