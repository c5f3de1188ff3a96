package org.joulegate.metering.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instant of the gateway's clock, with what is needed to know whether to believe it.
 *
 * @param at the instant
 * @param state how good the clock was
 * @param steppedAt when the clock was last set by more than it drifts, in the time after the step;
 *     null if it was not since the runtime started. Two stamps that differ here have a step between
 *     them, and their distance means nothing.
 */
public record Stamp(Instant at, ClockState state, @Nullable Instant steppedAt) {}
