package org.joulegate.metering.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The meters that were seen, what each said last, and the metering points they belong to.
 *
 * <p>All methods are safe for use by any thread and return at once.
 */
@ProviderType
public interface MeterDirectory {
  /** All meters that were ever seen, as far as the journal goes back, by id. */
  List<MeterState> meters();

  /** A meter, if it was ever seen. */
  Optional<MeterState> meter(MeterId meter);

  /**
   * The metering point that a meter serves: the one that is configured for it, else one that bears
   * the meter's own id.
   */
  MeteringPoint pointOf(MeterId meter);
}
