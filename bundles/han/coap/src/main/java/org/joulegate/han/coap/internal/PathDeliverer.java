package org.joulegate.han.coap.internal;

import java.util.List;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;

/** Finds the resource of a request in the tree of paths. */
final class PathDeliverer extends ServerMessageDeliverer {
  private static final String WELL_KNOWN = ".well-known/core";

  private final ResourceTree tree;
  private final CoreLinks links;
  private final Resource unknown = new UnknownPath();

  /**
   * @param tree the paths
   * @param configuration of the endpoints, with {@link CoapConfig}
   */
  PathDeliverer(ResourceTree tree, Configuration configuration) {
    super(new UnknownPath(), configuration);
    this.tree = tree;
    this.links = new CoreLinks(tree);
  }

  @Override
  protected Resource findResource(List<String> path) {
    String key = path.size() == 1 ? path.get(0) : String.join("/", path);
    if (key.equals(WELL_KNOWN)) {
      return links;
    }
    PathResource found = tree.find(key);
    return found == null ? unknown : found;
  }

  private static final class UnknownPath extends CoapResource {
    UnknownPath() {
      super("", false);
    }

    @Override
    public void handleRequest(Exchange exchange) {
      String path = exchange.getRequest().getOptions().getUriPathString();
      exchange.sendResponse(
          Answers.error(
              ResponseCode.NOT_FOUND,
              "There is no /" + Answers.shown(path) + "; /.well-known/core lists what there is."));
    }
  }
}
