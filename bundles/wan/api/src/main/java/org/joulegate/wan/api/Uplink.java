package org.joulegate.wan.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The gateway's end of the line to a centre. Safe for use by any thread. */
@ProviderType
public interface Uplink {
  /** How it is now. */
  State state();

  /**
   * How the line is.
   *
   * @param centre the centre's address
   * @param connected whether the last message was answered
   * @param sentence what a person reads: what is wrong, where and since when
   * @param accepted how many messages the centre accepted since the start
   * @param rejected how many it refused for good since the start
   * @param lastAccepted when it last accepted one; null if it did not since the start
   */
  record State(
      String centre,
      boolean connected,
      String sentence,
      long accepted,
      long rejected,
      @Nullable Instant lastAccepted) {}
}
