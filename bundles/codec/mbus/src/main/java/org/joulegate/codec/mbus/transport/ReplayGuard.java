package org.joulegate.codec.mbus.transport;

import java.util.HashMap;
import java.util.Map;
import org.joulegate.codec.bytes.Limit;

/**
 * Remembers the highest message counter of each meter in each layer, so that a message that
 * somebody recorded and sends again is told from a new one (EN 13757-7:2018, 9.3).
 *
 * <p>The decoder keeps no state: whoever receives calls this with what was opened and
 * authenticated, and only then, else a forged counter would shut the meter out. Mode 5 has no
 * counter, and its access number, which comes round after 256 messages, is no protection.
 *
 * <p>The session number of the extended link layer and the message counter of the transport layer
 * count apart. Commands to a meter have counters of their own and need a guard of their own.
 *
 * <p>One thread at a time.
 */
public final class ReplayGuard {

  /** The most counters that are remembered when nothing else is said. */
  public static final Limit DEFAULT_LIMIT = new Limit("counters of meters", 16_384);

  private record Source(MeterAddress meter, Security.Layer layer) {}

  private final Limit limit;
  private final Map<Source, Long> highest = new HashMap<>();

  /**
   * A guard that has seen nothing.
   *
   * @param counters how many are remembered; one for each meter and layer
   */
  public ReplayGuard(Limit counters) {
    limit = counters;
  }

  /**
   * Whether a message is new, which it is when its counter is higher than every one before. The
   * counter is remembered when it is.
   *
   * <p>When the limit is reached, nothing from further meters is new: what was seen of the others
   * is not forgotten for their sake.
   *
   * @param layer where the protection is, {@link Security#layer()}
   * @param counter 0 to 2^32 - 1
   */
  public boolean accept(MeterAddress meter, Security.Layer layer, long counter) {
    Source source = new Source(meter, layer);
    Long before = highest.get(source);
    if (before == null ? highest.size() >= limit.most() : counter <= before) {
      return false;
    }
    highest.put(source, counter);
    return true;
  }

  /** Forgets a meter, for example when it was given a new key and counts from 0 again. */
  public void forget(MeterAddress meter) {
    for (Security.Layer layer : Security.Layer.values()) {
      highest.remove(new Source(meter, layer));
    }
  }
}
