package org.joulegate.headend.intake.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * The HTTPS server: Jetty's, of the Felix HTTP bundle, with a connector that takes the key memory's
 * TLS context as it is. The servlet service of that bundle is not used: it makes its own key store
 * from files, and it starts only with a connector of its own.
 */
final class IntakeServer implements AutoCloseable {
  private static final int MAX_THREADS = 24;
  private static final int MIN_THREADS = 4;
  private static final int MAX_CONNECTIONS = 1_000;
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final String HTTP_1_1 = "http/1.1";
  private static final String TLS_1_3 = "TLSv1.3";

  private final Server server;
  private final ServerConnector connector;

  private IntakeServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts the server.
   *
   * @param port 0 for any that is free
   * @throws IOException one sentence: why the port cannot be had
   */
  static IntakeServer start(String host, int port, SSLContext tls, Handler handler, Clock clock)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("intake");
    threads.setDaemon(true);
    Server server = new Server(threads, new ScheduledExecutorScheduler("intake-timer", true), null);
    ServerConnector connector = connector(server, tls);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    server.setErrorHandler(
        (request, response, callback) -> {
          Reply.error(response.getStatus(), clock.instant(), "this is no request that HTTP allows")
              .send(response, callback);
          return true;
        });
    server.setHandler(new GracefulHandler(handler));
    server.setStopTimeout(STOP_WITHIN.toMillis());
    IntakeServer started = new IntakeServer(server, connector);
    try {
      server.start();
      return started;
    } catch (Exception e) {
      started.close();
      throw new IOException(
          e.getCause() instanceof BindException || e instanceof BindException
              ? "the port is in use or not to be had"
              : String.valueOf(e.getMessage()),
          e);
    }
  }

  private static ServerConnector connector(Server server, SSLContext context) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context);
    tls.setNeedClientAuth(true);
    tls.setIncludeProtocols(TLS_1_3);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // The client compares the host name; there is one certificate, whatever name was asked for.
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server,
        null,
        null,
        null,
        1,
        1,
        new SslConnectionFactory(tls, HTTP_1_1),
        new HttpConnectionFactory(http));
  }

  /** The port that was bound. */
  int port() {
    return connector.getLocalPort();
  }

  /** Takes no new request, lets those under way end for five seconds, and ends all threads. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      System.getLogger(IntakeServer.class.getName())
          .log(Level.WARNING, "the intake did not stop cleanly: " + e.getMessage());
    }
  }
}
