package org.joulegate.codec.iec62056;

import java.util.List;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.jspecify.annotations.Nullable;

/**
 * A read-out (IEC 62056-21, 6.3.2 identification and 6.3.4 data message), with what could be read
 * of it when it is faulty.
 *
 * @param identification who sends it; null when the bytes hold data alone
 * @param dataSets in order; none when a check character says that they are damaged
 * @param check what the check character says
 * @param warnings what is odd about it
 * @param fault why it is refused as a whole, or null when all of it was read
 * @param offset position of its first byte: the slash, or the first byte of data
 * @param end position behind its last byte, line ends that follow it not counted
 */
public record Readout(
    @Nullable Identification identification,
    List<DataSet> dataSets,
    Check check,
    List<ReadoutWarning> warnings,
    @Nullable MalformedTelegramException fault,
    int offset,
    int end) {

  /** What protects a message. */
  public enum Check {
    /** Nothing: the message has no checksum. */
    NONE,
    /** A block check character or a checksum, and it is right. */
    RIGHT,
    /** A block check character or a checksum, and it is wrong. */
    WRONG
  }

  /** The first data set with just this address, or null. */
  public @Nullable DataSet dataSet(String address) {
    for (DataSet set : dataSets) {
      if (set.hasAddress(address)) {
        return set;
      }
    }
    return null;
  }

  /** The error register F.F as written, or null when there is none (IEC 62056-61, annex A). */
  public @Nullable String errorRegister() {
    for (DataSet set : dataSets) {
      if (set.isObis(97, 97, 0)) {
        return set.first().text();
      }
    }
    return null;
  }
}
