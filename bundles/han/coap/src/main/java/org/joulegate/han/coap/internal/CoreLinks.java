package org.joulegate.han.coap.internal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.WebLink;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.LinkFormat;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.resources.ResourceAttributes;
import org.joulegate.han.api.HanResource;

/** {@code /.well-known/core}: what is offered now, as links (RFC 6690). */
final class CoreLinks extends CoapResource {
  /** The interface description (RFC 6690, clause 3.2) of a resource that is read as SenML. */
  static final String INTERFACE = "joulegate.read";

  private final ResourceTree tree;

  CoreLinks(ResourceTree tree) {
    super("core", false);
    this.tree = tree;
  }

  @Override
  public void handleRequest(Exchange exchange) {
    exchange.sendResponse(answer(exchange));
  }

  private Response answer(Exchange exchange) {
    OptionSet options = exchange.getRequest().getOptions();
    if (exchange.getRequest().getCode() != Code.GET) {
      return Answers.error(ResponseCode.METHOD_NOT_ALLOWED, "The list of links can only be read.");
    }
    if (options.hasAccept() && options.getAccept() != MediaTypeRegistry.APPLICATION_LINK_FORMAT) {
      return Answers.error(ResponseCode.NOT_ACCEPTABLE, "Accept 40 (link format).");
    }
    String links = LinkFormat.serialize(links(options.getUriQuery()));
    return Answers.content(
        MediaTypeRegistry.APPLICATION_LINK_FORMAT, links.getBytes(StandardCharsets.UTF_8));
  }

  /** The links that match a query (RFC 6690, clause 4.1), by path. */
  private Set<WebLink> links(List<String> query) {
    Set<WebLink> links = new LinkedHashSet<>();
    tree.offered()
        .forEach(
            (path, resource) -> {
              WebLink link = link(path, resource);
              if (LinkFormat.matches(link, query)) {
                links.add(link);
              }
            });
    return links;
  }

  private static WebLink link(String path, HanResource resource) {
    WebLink link = new WebLink(path);
    ResourceAttributes attributes = link.getAttributes();
    attributes.addResourceType(resource.type());
    attributes.addInterfaceDescription(INTERFACE);
    attributes.setTitle(resource.title());
    for (Representation format : Representation.values()) {
      attributes.addContentType(format.contentFormat());
    }
    if (resource.observable()) {
      attributes.setObservable();
    }
    return link;
  }
}
