package org.joulegate.settlement.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Is told when intervals close. Register it as a service; the settlement finds it. */
@ConsumerType
public interface IntervalListener {
  /**
   * Intervals are closed and on disk. Called on the settlement's thread: return at once. After a
   * restart the same may come again.
   */
  void closed(List<IntervalValue> values);
}
