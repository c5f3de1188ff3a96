package org.joulegate.itests.kit;

/** What is to hold for a damaged telegram. */
@FunctionalInterface
public interface Damaged {

  /**
   * Asserts.
   *
   * @param data the damaged telegram
   * @param at where the damage is
   */
  void accept(byte[] data, int at) throws Exception;
}
