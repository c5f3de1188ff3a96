package org.joulegate.han.coap.internal;

import java.util.List;
import org.joulegate.han.api.HanEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells where {@code coap} is served. The server's configuration is its service's properties, so
 * this exists only where {@code plain} is true.
 */
@Component
public final class PlainEndpoint implements HanEndpoint {
  private final HanCoapServer server;

  /**
   * @param server the server
   */
  @Activate
  public PlainEndpoint(@Reference(target = "(plain=true)") HanCoapServer server) {
    this.server = server;
  }

  @Override
  public String scheme() {
    return "coap";
  }

  @Override
  public int port() {
    return server.plainPort();
  }

  @Override
  public List<String> interfaces() {
    return server.interfaces();
  }
}
