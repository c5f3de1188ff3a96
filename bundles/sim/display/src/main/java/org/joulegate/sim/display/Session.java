package org.joulegate.sim.display;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.senml.SenmlCbor;
import org.joulegate.codec.senml.SenmlFormat;
import org.joulegate.codec.senml.SenmlResolved;
import org.joulegate.codec.senml.SenmlValue;
import org.jspecify.annotations.Nullable;

/** One connection with a gateway: a socket, a DTLS session where there is one, observations. */
final class Session implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 1 << 20;

  private final URI gateway;
  private final CoapEndpoint endpoint;
  private final CoapClient client;
  private final DisplayListener listener;
  private volatile long heard = System.nanoTime();

  private Session(
      URI gateway,
      CoapEndpoint endpoint,
      ScheduledThreadPoolExecutor thread,
      DisplayListener listener) {
    this.gateway = gateway;
    this.endpoint = endpoint;
    this.listener = listener;
    this.client = new CoapClient();
    client.setEndpoint(endpoint);
    client.setExecutors(thread, thread, true);
  }

  static Session open(
      URI gateway,
      @Nullable Pairing pairing,
      ScheduledThreadPoolExecutor thread,
      DisplayListener listener)
      throws IOException {
    Configuration configuration = configuration();
    CoapEndpoint endpoint =
        new CoapEndpoint.Builder()
            .setConfiguration(configuration)
            .setConnector(connector(pairing, configuration))
            .build();
    endpoint.setExecutors(thread, thread);
    endpoint.start();
    Session session = new Session(gateway, endpoint, thread, listener);
    session.observe("/power", listener::power);
    session.observe("/meters", listener::meters);
    session.observe("/consumption", listener::consumption);
    return session;
  }

  private static Configuration configuration() {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration set =
        new Configuration(
            CoapConfig.DEFINITIONS,
            UdpConfig.DEFINITIONS,
            DtlsConfig.DEFINITIONS,
            SystemConfig.DEFINITIONS);
    set.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, MAX_BODY_BYTES);
    set.set(CoapConfig.MAX_ACTIVE_PEERS, 10);
    set.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    set.set(DtlsConfig.DTLS_MAX_CONNECTIONS, 10);
    set.set(DtlsConfig.DTLS_AUTO_HANDSHAKE_TIMEOUT, 30, TimeUnit.SECONDS);
    return set;
  }

  private static Connector connector(@Nullable Pairing pairing, Configuration configuration) {
    if (pairing == null) {
      return new UDPConnector(new InetSocketAddress(0), configuration);
    }
    return new DTLSConnector(
        DtlsConnectorConfig.builder(configuration)
            .setAddress(new InetSocketAddress(0))
            .setAdvancedPskStore(new AdvancedSinglePskStore(pairing.identity(), pairing.secret()))
            .build());
  }

  boolean silentFor(Duration silence) {
    return System.nanoTime() - heard > silence.toNanos();
  }

  void readConsumption(String query) {
    String path = query.isEmpty() ? "/consumption" : "/consumption?" + query;
    client.advanced(handler(path, listener::consumption), request(path));
  }

  private void observe(String path, Consumer<List<Shown>> show) {
    client.observe(request(path).setObserve(), handler(path, show));
  }

  private Request request(String path) {
    Request request = Request.newGet();
    request.setURI(gateway.resolve(path));
    request.getOptions().setAccept(SenmlFormat.CBOR);
    return request;
  }

  private CoapHandler handler(String path, Consumer<List<Shown>> show) {
    return new CoapHandler() {
      @Override
      public void onLoad(CoapResponse response) {
        heard = System.nanoTime();
        received(path, response, show);
      }

      @Override
      public void onError() {
        listener.trouble(gateway + " does not answer for " + path + ".");
      }
    };
  }

  private void received(String path, CoapResponse response, Consumer<List<Shown>> show) {
    if (!response.isSuccess()) {
      listener.trouble(
          path + " was refused: " + response.getCode() + " " + response.getResponseText());
      return;
    }
    try {
      show.accept(
          SenmlCbor.decode(response.getPayload()).resolve(Instant.now()).stream()
              .map(Session::shown)
              .toList());
    } catch (MalformedTelegramException malformed) {
      listener.trouble(path + " is no SenML: " + malformed.getMessage());
    }
  }

  private static Shown shown(SenmlResolved value) {
    if (value.value() instanceof SenmlValue.Number number) {
      BigDecimal decimal = number.number();
      return new Shown(value.name(), decimal.toPlainString(), true, value.unit(), value.time());
    }
    String text =
        value.value() instanceof SenmlValue.Text said ? said.text() : String.valueOf(value.value());
    return new Shown(value.name(), text, false, value.unit(), value.time());
  }

  @Override
  public void close() {
    client.shutdown();
    endpoint.destroy();
  }
}
