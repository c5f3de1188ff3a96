package org.joulegate.adapter.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What the host knows of the adapters that it runs. Safe for use by any thread. */
@ProviderType
public interface AdapterSupervision {
  /** All adapters, by instance. */
  List<Supervised> adapters();

  /**
   * One adapter.
   *
   * @param instance its name
   * @param line where it reads
   * @param status how it is
   * @param sentence one sentence for a person; empty if nothing is wrong
   * @param since when it became so, by the gateway's clock
   * @param readings how many readings it stored since it was started
   * @param refusedTelegrams how many telegrams it refused since it was started
   * @param lastRefusal why it refused the last one; null if it refused none
   * @param starts how often {@link MeterAdapter#run} was called
   * @param revokedCalls how many calls came after its context was revoked
   */
  record Supervised(
      String instance,
      String line,
      AdapterStatus status,
      String sentence,
      Instant since,
      long readings,
      long refusedTelegrams,
      @Nullable String lastRefusal,
      long starts,
      long revokedCalls) {}
}
