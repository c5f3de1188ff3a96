package org.joulegate.hal.api;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens the lines of some schemes. A service: there is one per kind of hardware.
 *
 * <p>Duties: {@link #open} gives the right reason and one sentence; it neither retries nor waits
 * for a line to appear (whoever supervises does, see {@link BackOff}); an option that the provider
 * does not know is refused by name, before the line is touched; when the provider stops, its open
 * links end with CLOSED. All methods may be called by any thread.
 */
@ConsumerType
public interface LinkProvider {
  /** The schemes that this provider serves; constant, never empty. */
  Set<String> schemes();

  /**
   * Opens a line for one user alone. May take as long as a connection takes (seconds).
   *
   * @param address of one of {@link #schemes()}
   * @throws LinkException NOT_FOUND, IN_USE, DENIED, BAD_ADDRESS, INTERRUPTED, IO; CLOSED when the
   *     provider has stopped
   */
  SerialLink open(LinkAddress address) throws LinkException;
}
