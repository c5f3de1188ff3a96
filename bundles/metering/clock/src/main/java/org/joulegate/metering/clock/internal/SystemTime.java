package org.joulegate.metering.clock.internal;

import java.time.Instant;

/** Where time comes from: a wall clock that people and time sources set, and one that only runs. */
interface SystemTime {
  /** What the operating system says that it is. */
  Instant wall();

  /** Nanoseconds since some moment, never set (CLOCK_MONOTONIC); only differences mean anything. */
  long running();

  /** The operating system's own. */
  SystemTime REAL =
      new SystemTime() {
        @Override
        public Instant wall() {
          return Instant.now();
        }

        @Override
        public long running() {
          return System.nanoTime();
        }
      };
}
