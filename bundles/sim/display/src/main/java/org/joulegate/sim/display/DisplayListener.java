package org.joulegate.sim.display;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Is told what the display sees. Called on the display's one thread: return soon. */
@ConsumerType
public interface DisplayListener {
  /** The power of the meters: an answer or a notification of {@code /power}. */
  void power(List<Shown> values);

  /** The meters: an answer or a notification of {@code /meters}. */
  void meters(List<Shown> values);

  /** The closed quarter-hours: an answer or a notification of {@code /consumption}. */
  void consumption(List<Shown> values);

  /**
   * The gateway is not heard or refuses.
   *
   * @param sentence one sentence for a person
   */
  void trouble(String sentence);
}
