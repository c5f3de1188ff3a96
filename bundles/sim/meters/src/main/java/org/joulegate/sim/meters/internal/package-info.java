/** Simulated meters, and the time in which they live. */
@NullMarked
package org.joulegate.sim.meters.internal;

import org.jspecify.annotations.NullMarked;
