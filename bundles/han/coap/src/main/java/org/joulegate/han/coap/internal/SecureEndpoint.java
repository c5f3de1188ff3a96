package org.joulegate.han.coap.internal;

import java.util.List;
import org.joulegate.han.api.HanEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells where {@code coaps} is served. */
@Component
public final class SecureEndpoint implements HanEndpoint {
  private final HanCoapServer server;

  /**
   * @param server the server
   */
  @Activate
  public SecureEndpoint(@Reference HanCoapServer server) {
    this.server = server;
  }

  @Override
  public String scheme() {
    return "coaps";
  }

  @Override
  public int port() {
    return server.securePort();
  }

  @Override
  public List<String> interfaces() {
    return server.interfaces();
  }
}
