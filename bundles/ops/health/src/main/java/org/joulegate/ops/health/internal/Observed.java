package org.joulegate.ops.health.internal;

import java.util.List;
import org.joulegate.adapter.api.AdapterSupervision;
import org.joulegate.han.api.HanEndpoint;
import org.joulegate.metering.api.MeterDirectory;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.wan.api.Uplink;
import org.jspecify.annotations.Nullable;

/**
 * Whom the status asks. A runtime has only some of them: a head-end has no meters, a gateway
 * without a centre has no line to one.
 *
 * @param clock the clock of readings
 * @param keys the key memory, for the runtime's identity
 * @param adapters the adapters' host
 * @param meters the directory
 * @param journal the journal
 * @param uplinks the lines to centres
 * @param endpoints where the home is served
 */
record Observed(
    @Nullable MeteringClock clock,
    @Nullable KeyMemory keys,
    @Nullable AdapterSupervision adapters,
    @Nullable MeterDirectory meters,
    @Nullable ReadingJournal journal,
    List<Uplink> uplinks,
    List<HanEndpoint> endpoints) {}
