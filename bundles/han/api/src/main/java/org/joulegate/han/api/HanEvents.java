package org.joulegate.han.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told which resources changed, so that those who observe them are told. Whoever serves the home
 * registers it as a service; whoever offers a resource calls all of them.
 */
@ConsumerType
public interface HanEvents {
  /**
   * A resource shows something else now. Returns at once; safe for use by any thread.
   *
   * @param path the full path, the parameter filled in
   */
  void changed(String path);
}
