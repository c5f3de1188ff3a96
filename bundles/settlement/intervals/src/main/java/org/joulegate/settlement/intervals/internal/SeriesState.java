package org.joulegate.settlement.intervals.internal;

import java.time.Instant;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.RegisterValue;
import org.joulegate.settlement.api.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Where the settlement of one index stands.
 *
 * @param meter the meter of the last reading
 * @param lastAt when the last reading counts
 * @param receivedAt when it was received
 * @param lastIndex what it said
 * @param steppedAt the last step of the gateway's clock before it, null for none
 * @param open the interval that is not closed yet
 * @param start the index at its start
 * @param closedAny whether any interval was closed before it
 */
record SeriesState(
    MeterId meter,
    Instant lastAt,
    Instant receivedAt,
    RegisterValue lastIndex,
    @Nullable Instant steppedAt,
    Interval open,
    Boundary start,
    boolean closedAny) {}
