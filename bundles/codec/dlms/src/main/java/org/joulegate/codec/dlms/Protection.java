package org.joulegate.codec.dlms;

import java.util.ArrayList;
import java.util.List;

/**
 * What an APDU came in.
 *
 * @param headers the outermost first; of a transfer of sealed blocks those of the first block and,
 *     behind them, those of the last, between which the counters rise
 * @param uses the key that each header asked for
 * @param authenticated whether a tag over it, over each block of it, was checked
 * @param signed whether it came under a signature
 */
record Protection(
    List<DlmsSecurity> headers, List<DlmsKeyUse> uses, boolean authenticated, boolean signed) {

  static final Protection NONE = new Protection(List.of(), List.of(), false, false);

  /** This one with another inside. */
  Protection sealed(DlmsSecurity header, DlmsKeyUse use, boolean checked) {
    return new Protection(
        joined(headers, List.of(header)),
        joined(uses, List.of(use)),
        authenticated || checked,
        signed);
  }

  /** This one with a signature inside. */
  Protection withSignature() {
    return new Protection(headers, uses, authenticated, true);
  }

  /** Whether another one is the same but for its invocation counters. */
  boolean isAlike(Protection other) {
    if (other.headers.size() != headers.size()
        || other.authenticated != authenticated
        || other.signed != signed
        || !other.uses.equals(uses)) {
      return false;
    }
    for (int i = 0; i < headers.size(); i++) {
      DlmsSecurity one = headers.get(i);
      DlmsSecurity two = other.headers.get(i);
      if (one.control() != two.control() || !one.systemTitle().equals(two.systemTitle())) {
        return false;
      }
    }
    return true;
  }

  /** Whether every invocation counter is higher than that of one that is alike. */
  boolean isLaterThan(Protection before) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers.get(i).invocationCounter() <= before.headers.get(i).invocationCounter()) {
        return false;
      }
    }
    return true;
  }

  /** How hard it is to make without the key: 0 for no secret, 1 where encrypted, 2 with a tag. */
  int strength() {
    if (authenticated) {
      return 2;
    }
    for (DlmsSecurity header : headers) {
      if (header.encrypted()) {
        return 1;
      }
    }
    return 0;
  }

  /** That of blocks from this one's up to that of the last, which is alike. */
  Protection upTo(Protection last) {
    return new Protection(
        joined(headers, last.headers), joined(uses, last.uses), authenticated, signed);
  }

  private static <T> List<T> joined(List<T> one, List<T> two) {
    List<T> both = new ArrayList<>(one.size() + two.size());
    both.addAll(one);
    both.addAll(two);
    return List.copyOf(both);
  }
}
