package org.joulegate.codec.iec62056.session;

import java.util.Arrays;

/**
 * Takes out of a line what an optical head or a two-wire loop gives back of the bytes just sent.
 * What only begins like an echo is let through.
 */
final class Echo {

  private byte[] sent = new byte[0];

  /** What matched as it came, which may be with parity bits. */
  private byte[] held = new byte[0];

  private int matched;

  /** These bytes may come back. */
  void expect(byte[] bytes) {
    sent = bytes;
    held = new byte[bytes.length];
    matched = 0;
  }

  /** Nothing comes back any more. */
  void stop() {
    sent = new byte[0];
    matched = 0;
  }

  /** Whether the byte may belong to an echo; if not, {@link #take} gives what was held back. */
  boolean hold(byte b) {
    if (matched < sent.length && ((sent[matched] ^ b) & 0x7F) == 0) {
      held[matched++] = b;
      if (matched == sent.length) {
        stop();
      }
      return true;
    }
    return false;
  }

  /** The bytes that were held back and are no echo. */
  byte[] take() {
    byte[] came = Arrays.copyOf(held, matched);
    stop();
    return came;
  }
}
