package org.joulegate.itests.codecs;

import org.jspecify.annotations.Nullable;

/** A decoder that is measured. */
interface Contender {

  /** Its name and version. */
  String name();

  /**
   * Prepares what is not measured: a key table, for example; what is decoded, for each telegram.
   */
  Work prepare(Sample sample);

  /** How many bytes of a telegram it is given. */
  default int size(Sample sample) {
    return sample.bytes().length;
  }

  /** What it says of a telegram, or null when it is no decoder but a limit. */
  @Nullable Answer answer(Sample sample);

  /** Decoding one telegram. */
  @FunctionalInterface
  interface Work {

    /**
     * Decodes and looks at every value.
     *
     * @return something that depends on all values, so that nothing is left out
     * @throws Exception when the telegram is not read
     */
    long run() throws Exception;
  }
}
