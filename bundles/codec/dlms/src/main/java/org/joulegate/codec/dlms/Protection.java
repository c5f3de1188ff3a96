package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.List;

/**
 * What an APDU came in.
 *
 * @param headers the outermost first; of a transfer of sealed blocks those of the first block and,
 *     behind them, those of the last, between which the counters rise
 * @param uses the key that each header asked for
 * @param last how many headers at the end are those of the last block
 * @param authenticated whether a tag over it, over each block of it, was checked
 * @param signed whether it came under a signature
 */
record Protection(
    List<DlmsSecurity> headers,
    List<DlmsKeyUse> uses,
    int last,
    boolean authenticated,
    boolean signed) {

  static final Protection NONE = new Protection(List.of(), List.of(), 0, false, false);

  boolean isNone() {
    return headers.isEmpty() && !signed;
  }

  /** This one with another inside. */
  Protection sealed(DlmsSecurity header, DlmsKeyUse use, boolean checked) {
    List<DlmsSecurity> more = new ArrayList<>(headers);
    more.add(header);
    List<DlmsKeyUse> keys = new ArrayList<>(uses);
    keys.add(use);
    return new Protection(
        List.copyOf(more), List.copyOf(keys), last + 1, authenticated || checked, signed);
  }

  /** This one with a signature inside. */
  Protection withSignature() {
    return new Protection(headers, uses, last, authenticated, true);
  }

  /** Whether a block in another protection can be the next of a transfer: the same, and later. */
  boolean continuedBy(Protection next) {
    if (next.last != last || next.headers.size() != last || next.signed != signed) {
      return false;
    }
    int from = headers.size() - last;
    for (int i = 0; i < last; i++) {
      DlmsSecurity before = headers.get(from + i);
      DlmsSecurity header = next.headers.get(i);
      if (header.control() != before.control()
          || !header.systemTitle().equals(before.systemTitle())
          || next.uses.get(i) != uses.get(from + i)
          || header.invocationCounter() <= before.invocationCounter()) {
        return false;
      }
    }
    return true;
  }

  /** That of the blocks up to the next one. */
  Protection and(Protection next) {
    List<DlmsSecurity> both = new ArrayList<>(headers.subList(0, last));
    both.addAll(next.headers);
    List<DlmsKeyUse> keys = new ArrayList<>(uses.subList(0, last));
    keys.addAll(next.uses);
    return new Protection(
        List.copyOf(both), List.copyOf(keys), last, authenticated && next.authenticated, signed);
  }
}
