package org.joulegate.hal.sim.internal;

import org.joulegate.hal.api.LinkException;
import org.joulegate.hal.api.LinkOptions;

/**
 * What goes wrong on request.
 *
 * @param noisePerMille of how many bytes in a thousand one bit is flipped
 * @param seed of the noise: the same seed gives the same noise
 * @param dropEvery after how many bytes the line is lost; 0 never
 */
record Faults(int noisePerMille, long seed, long dropEvery) {
  static Faults of(LinkOptions options) throws LinkException {
    return new Faults(
        (int) options.integer("noise", 0, 1_000, 0),
        options.integer("seed", 0, Integer.MAX_VALUE, 1),
        options.integer("drop-every", 1, Integer.MAX_VALUE, 0));
  }

  boolean none() {
    return noisePerMille == 0 && dropEvery == 0;
  }
}
