package org.joulegate.han.coap.internal;

import java.util.List;
import org.eclipse.californium.elements.config.Configuration;

/** The settings of a client of the tests: no file is read or written for them. */
final class Probe {
  Configuration configuration() {
    return new ServerSettings(0, false, 0, List.of(), 10).californium();
  }
}
