package org.joulegate.metering.journal.internal;

import java.util.Arrays;
import org.joulegate.metering.api.JournalHead;

/**
 * The end of the chain as the writer uses it.
 *
 * @param sequence the last entry's number; 0 for none
 * @param hash the chain's hash after it
 */
record Tip(long sequence, byte[] hash) {
  static final Tip EMPTY = new Tip(0, HashChain.start());

  JournalHead head() {
    return HashChain.head(sequence, hash);
  }

  boolean same(Tip other) {
    return sequence == other.sequence && Arrays.equals(hash, other.hash);
  }
}
