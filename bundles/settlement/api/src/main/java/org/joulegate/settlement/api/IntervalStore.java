package org.joulegate.settlement.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;
import org.osgi.annotation.versioning.ProviderType;

/** The closed intervals. Safe for use by any thread. */
@ProviderType
public interface IntervalStore {
  /** The most intervals that one call returns: a hundred days of one register. */
  int MAX_RESULT = 10_000;

  /**
   * The closed intervals of one register at one point.
   *
   * @param from the first interval's start, inclusive
   * @param to exclusive
   * @return by time, at most {@link #MAX_RESULT}; every closed interval is there, those without a
   *     value too
   * @throws IntervalsUnavailableException if the journal cannot be read now
   */
  List<IntervalValue> find(MeteringPoint point, ObisCode obis, Instant from, Instant to)
      throws IntervalsUnavailableException;

  /**
   * For each point that has any, the registers with the end of their last closed interval:
   * everything before is final.
   *
   * @throws IntervalsUnavailableException if the journal cannot be read now
   */
  Map<MeteringPoint, Map<ObisCode, Instant>> closedThrough() throws IntervalsUnavailableException;
}
