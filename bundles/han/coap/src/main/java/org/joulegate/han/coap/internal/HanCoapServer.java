package org.joulegate.han.coap.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.ExecutorsUtil;
import org.eclipse.californium.elements.util.NamedThreadFactory;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Serves the tree of resources over CoAP (RFC 7252): with DTLS 1.2, pre-shared keys and connection
 * id (RFC 9146) always, without security only where the configuration says so.
 *
 * <p>A port that is in use or an interface that does not exist ends the activation with one
 * sentence that names it.
 */
@Component(
    service = HanCoapServer.class,
    immediate = true,
    configurationPid = "org.joulegate.han.coap")
@Designate(ocd = HanCoapServer.Config.class)
public final class HanCoapServer {
  private static final Logger LOG = System.getLogger(HanCoapServer.class.getName());
  private static final int ANY_PORT_ATTEMPTS = 8;

  /** What can be set. */
  @ObjectClassDefinition(
      id = "org.joulegate.han.coap",
      name = "CoAP server of the home",
      description = "Where displays and other devices of the home read the meters.")
  public @interface Config {
    /** The UDP port of coaps. */
    @AttributeDefinition(description = "UDP port of coaps:// (DTLS); 0 takes any free one")
    int securePort() default 5684;

    /** Whether coap is served. */
    @AttributeDefinition(description = "whether coap:// is served too, which anybody can read")
    boolean plain() default false;

    /** The UDP port of coap. */
    @AttributeDefinition(description = "UDP port of coap://; 0 takes any free one")
    int plainPort() default 5683;

    /** The interfaces of the home. */
    @AttributeDefinition(
        description = "names of the network interfaces to serve on, such as lan0; none for all")
    String[] interfaces() default {};

    /** The most sessions. */
    @AttributeDefinition(description = "the most DTLS sessions at one time, 1 to 10000")
    int maxSessions() default 200;
  }

  private final ServerSettings settings;
  private final ResourceTree tree;
  private final List<CoapEndpoint> endpoints = new ArrayList<>();
  private final ScheduledExecutorService protocol;
  private final ScheduledExecutorService timers;
  private final int securePort;
  private final int plainPort;

  /**
   * Starts to serve.
   *
   * @param tree what to serve
   * @param keys whom to serve
   * @param config where to serve
   * @throws IllegalStateException if a port is in use or an interface does not exist
   */
  @Activate
  public HanCoapServer(@Reference ResourceTree tree, @Reference DisplayKeys keys, Config config) {
    this(
        tree,
        keys,
        new ServerSettings(
            config.securePort(),
            config.plain(),
            config.plainPort(),
            List.of(config.interfaces()),
            config.maxSessions()));
  }

  HanCoapServer(ResourceTree tree, DisplayKeys keys, ServerSettings settings) {
    this.settings = settings;
    this.tree = tree;
    List<InetAddress> addresses = LocalAddresses.of(settings.interfaces());
    Configuration configuration = settings.californium();
    PathDeliverer deliverer = new PathDeliverer(tree, configuration);
    protocol = ExecutorsUtil.newSingleThreadScheduledExecutor(new NamedThreadFactory("han-coap#"));
    timers = ExecutorsUtil.newDefaultSecondaryScheduler("han-coap-timer#");
    try {
      Opener secure =
          new Opener("coaps", configuration, deliverer, a -> dtls(a, keys, configuration));
      securePort = secure.open(addresses, settings.securePort());
      Opener open =
          new Opener("coap", configuration, deliverer, a -> new UDPConnector(a, configuration));
      plainPort = settings.plain() ? open.open(addresses, settings.plainPort()) : 0;
    } catch (RuntimeException refused) {
      stop();
      throw refused;
    }
    tree.serve(protocol);
  }

  private static Connector dtls(
      InetSocketAddress address, DisplayKeys keys, Configuration configuration) {
    RefusedDisplays refused = new RefusedDisplays();
    DTLSConnector connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration)
                .setAddress(address)
                .setAdvancedPskStore(keys)
                .setConnectionListener(refused)
                .build());
    connector.setAlertHandler(refused);
    return connector;
  }

  /** Ends all sessions and frees the ports. */
  @Deactivate
  public void stop() {
    tree.rest();
    endpoints.forEach(CoapEndpoint::destroy);
    protocol.shutdownNow();
    timers.shutdownNow();
    try {
      if (!protocol.awaitTermination(2, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "A request to the home's CoAP server did not end within 2 s.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The UDP port of {@code coaps}. */
  int securePort() {
    return securePort;
  }

  /** The UDP port of {@code coap}; 0 if it is not served. */
  int plainPort() {
    return plainPort;
  }

  /** The interfaces that are served; empty for all. */
  List<String> interfaces() {
    return settings.interfaces();
  }

  /** Opens the endpoints of one scheme: the same port on each address. */
  private final class Opener {
    private final String scheme;
    private final Configuration configuration;
    private final PathDeliverer deliverer;
    private final Function<InetSocketAddress, Connector> connectors;

    Opener(
        String scheme,
        Configuration configuration,
        PathDeliverer deliverer,
        Function<InetSocketAddress, Connector> connectors) {
      this.scheme = scheme;
      this.configuration = configuration;
      this.deliverer = deliverer;
      this.connectors = connectors;
    }

    int open(List<InetAddress> addresses, int port) {
      for (int attempt = 1; ; attempt++) {
        List<CoapEndpoint> opened = new ArrayList<>();
        try {
          int real = port;
          for (InetAddress address : addresses) {
            CoapEndpoint endpoint = open(new InetSocketAddress(address, real));
            opened.add(endpoint);
            real = endpoint.getAddress().getPort();
          }
          endpoints.addAll(opened);
          return real;
        } catch (IOException inUse) {
          opened.forEach(CoapEndpoint::destroy);
          // The free port of one address may be in use on the next.
          if (port != 0 || attempt == ANY_PORT_ATTEMPTS) {
            throw new IllegalStateException(refusal(port));
          }
        }
      }
    }

    private CoapEndpoint open(InetSocketAddress address) throws IOException {
      CoapEndpoint endpoint =
          new CoapEndpoint.Builder()
              .setConfiguration(configuration)
              .setConnector(connectors.apply(address))
              .build();
      endpoint.setMessageDeliverer(deliverer);
      endpoint.setExecutors(protocol, timers);
      try {
        endpoint.start();
      } catch (IOException refused) {
        endpoint.destroy();
        throw refused;
      }
      return endpoint;
    }

    private String refusal(int port) {
      String where =
          settings.interfaces().isEmpty() ? "" : " on " + String.join(", ", settings.interfaces());
      return "UDP port "
          + port
          + where
          + " for "
          + scheme
          + ":// cannot be opened: it is in use or may not be used.";
    }
  }
}
