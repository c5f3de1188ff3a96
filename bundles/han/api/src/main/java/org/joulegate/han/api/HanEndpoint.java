package org.joulegate.han.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Where the home is served, for those who announce it. Registered while it is served. */
@ProviderType
public interface HanEndpoint {
  /** The URI scheme: {@code coap} or {@code coaps}. */
  String scheme();

  /** The UDP port, 1 to 65535: the real one where any free port was asked for. */
  int port();

  /** The names of the network interfaces that it is served on; empty for all. */
  List<String> interfaces();
}
