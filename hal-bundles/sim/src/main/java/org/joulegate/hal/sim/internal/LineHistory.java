package org.joulegate.hal.sim.internal;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.joulegate.hal.api.LineClock;
import org.joulegate.hal.api.LinkAddress;
import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkOptions;

/**
 * What a simulated line keeps while nobody has it open: its clock, so that its time never goes
 * back; its place in a recording after a disconnect; and how often it was opened.
 */
final class LineHistory {
  private final Map<LinkAddress, LineClock> clocks = new ConcurrentHashMap<>();
  private final Map<LinkAddress, Long> places = new ConcurrentHashMap<>();
  private final Map<LinkAddress, Long> openings = new ConcurrentHashMap<>();

  /** The clock of a line: the shared one, unless its option {@code speed} asks for its own. */
  LineClock clock(LinkAddress address, LineClock shared, LinkOptions options) throws LinkException {
    String speed = options.text("speed").orElse("");
    if (speed.isEmpty()) {
      return shared;
    }
    LineClock known = clocks.get(address);
    if (known != null) {
      return known;
    }
    LineClock made =
        switch (speed) {
          case "real" -> LineClock.real();
          case "max" -> LineClock.leaping(shared.now());
          default -> LineClock.scaled(shared.now(), factor(options));
        };
    LineClock first = clocks.putIfAbsent(address, made);
    return first == null ? made : first;
  }

  private static BigDecimal factor(LinkOptions options) throws LinkException {
    try {
      return options.decimal("speed", LineClock.MIN_FACTOR, LineClock.MAX_FACTOR, BigDecimal.ONE);
    } catch (LinkException e) {
      throw options.refusal("speed", "real, max, or a factor from 0.001 to 1000000");
    }
  }

  /** Where to go on in a recording; forgotten when it is asked for. */
  long takePlace(LinkAddress address) {
    Long place = places.remove(address);
    return place == null ? 0 : place;
  }

  void keepPlace(LinkAddress address, long place) {
    if (place > 0) {
      places.put(address, place);
    }
  }

  /** The how-manieth opening this is, from 0 on. */
  long opening(LinkAddress address) {
    return openings.merge(address, 0L, (before, zero) -> before + 1);
  }
}
