package org.joulegate.codec.cbor;

import java.util.HashSet;
import java.util.Set;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/** An array or map that a {@link CborReader} has open. */
final class CborFrame {

  final @Nullable CborFrame parent;

  /** Offset of its head. */
  final int start;

  final boolean map;

  /** Items (not pairs) still to come, or {@link CborInput#INDEFINITE}. */
  int left;

  /** Items read so far, counted for an indefinite length only. */
  int seen;

  /** Whether the next item is a key of this map. */
  boolean keyNext;

  /** Where the key read last stands; its end is 0 before the first one. */
  private int keyStart;

  private int keyEnd;
  private @Nullable Set<Object> keys;

  CborFrame(@Nullable CborFrame parent, int start, boolean map, int left) {
    this.parent = parent;
    this.start = start;
    this.map = map;
    this.left = left;
    this.keyNext = map;
  }

  /** Checks that the key just read is greater than the one before it (RFC 8949 section 4.2.1). */
  void checkOrder(CborInput in, int from) throws MalformedTelegramException {
    int to = in.position();
    if (keyEnd > 0) {
      int order = in.compare(keyStart, keyEnd, from, to);
      if (order >= 0) {
        throw in.malformed(
            from, "map keys in bytewise order", order == 0 ? "the same key again" : "a lower one");
      }
    }
    keyStart = from;
    keyEnd = to;
  }

  /** The keys read so far, for a lenient reader. */
  Set<Object> keys() {
    Set<Object> set = keys;
    if (set == null) {
      set = new HashSet<>();
      keys = set;
    }
    return set;
  }
}
