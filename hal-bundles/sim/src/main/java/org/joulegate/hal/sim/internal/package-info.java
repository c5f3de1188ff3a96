/** Simulated lines, replays, and faults on request. */
@NullMarked
package org.joulegate.hal.sim.internal;

import org.jspecify.annotations.NullMarked;
