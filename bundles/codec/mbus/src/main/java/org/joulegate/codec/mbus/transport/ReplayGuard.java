package org.joulegate.codec.mbus.transport;

import java.util.HashMap;
import java.util.Map;

/**
 * Remembers the highest message counter of each meter, so that a message that somebody recorded and
 * sends again is told from a new one (EN 13757-7:2018, 9.3).
 *
 * <p>The decoder keeps no state: whoever receives calls this with what was opened and
 * authenticated, and only then, else a forged counter would shut the meter out. Mode 5 has no
 * counter, and its access number, which comes round after 256 messages, is no protection.
 *
 * <p>One thread at a time.
 */
public final class ReplayGuard {

  private final Map<MeterAddress, Long> highest = new HashMap<>();

  /**
   * Whether a message is new, which it is when its counter is higher than every one before. The
   * counter is remembered when it is.
   *
   * @param counter 0 to 2^32 - 1
   */
  public boolean accept(MeterAddress meter, long counter) {
    Long before = highest.get(meter);
    if (before != null && counter <= before) {
      return false;
    }
    highest.put(meter, counter);
    return true;
  }

  /** Forgets a meter, for example when it was given a new key and counts from 0 again. */
  public void forget(MeterAddress meter) {
    highest.remove(meter);
  }
}
