package org.joulegate.update.launcher.tiny;

import java.util.Map;

/** The component of the tests' tiny bundle. */
public final class Tiny {
  /** Fails when its configuration says so, as a component does whose port is in use. */
  public void activate(Map<String, Object> configuration) {
    if (configuration.get("fail") instanceof String sentence && !sentence.isEmpty()) {
      throw new IllegalStateException(sentence);
    }
  }
}
