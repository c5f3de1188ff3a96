package org.joulegate.metering.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what changes in the {@link MeterDirectory}. Register it as a service; the directory finds
 * it.
 */
@ConsumerType
public interface MeterListener {
  /**
   * A meter was read, fell silent or was read again. Called on the directory's thread: return at
   * once. An exception is logged and goes no further.
   */
  void changed(MeterState meter);
}
