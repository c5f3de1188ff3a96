package org.joulegate.hal.sim.internal;

/** What happens when a recording is at its end. */
enum ReplayEnd {
  /** The line stays open and silent. */
  QUIET,
  /** The line is lost; opened anew, the recording begins again. */
  LOST,
  /** The recording begins again one second of its own time after its last event. */
  LOOP
}
