package org.joulegate.trust.keys.internal;

import static org.joulegate.trust.api.KeyMemory.TLS_SLOT;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.joulegate.trust.api.KeySlot;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TlsContextTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path base;
  private FileKeyMemory gateway;
  private FileKeyMemory centre;

  @Before
  public void twoWhoBelieveEachOther() {
    base = folder.getRoot().toPath();
    gateway = open("gw-1");
    centre = open("centre");
  }

  /** The JDK checks host names and dates by the system's clock. */
  private FileKeyMemory open(String identity) {
    return Memories.open(
        base.resolve(identity),
        identity,
        base.resolve("authority").toString(),
        Disk.REAL,
        Clock.systemUTC());
  }

  @Test
  public void bothEndsProveWhoTheyAre() throws Exception {
    Handshake handshake = new Handshake(client("localhost"), server());
    handshake.run();
    assertEquals("TLSv1.3", handshake.client.getSession().getProtocol());
    assertEquals("centre", identity(handshake.client.getSession()));
    assertEquals("gw-1", identity(handshake.server.getSession()));
  }

  @Test
  public void onlyTls13IsThere() throws Exception {
    SSLContext context = gateway.tlsContext(TLS_SLOT);
    for (SSLParameters parameters :
        List.of(
            context.getDefaultSSLParameters(),
            context.getSupportedSSLParameters(),
            context.createSSLEngine().getSSLParameters())) {
      assertArrayEquals(new String[] {"TLSv1.3"}, parameters.getProtocols());
      assertTrue(parameters.getCipherSuites().length > 0);
      assertFalse(Arrays.toString(parameters.getCipherSuites()).contains("_WITH_"));
    }
    assertThrows(UnsupportedOperationException.class, context::getSocketFactory);
    assertThrows(UnsupportedOperationException.class, context::getServerSocketFactory);
  }

  @Test
  public void anOlderVersionThatSomebodySwitchesOnIsRefusedAllTheSame() throws Exception {
    SSLEngine client = client("localhost");
    SSLEngine server = server();
    for (SSLEngine engine : List.of(client, server)) {
      engine.setEnabledProtocols(new String[] {"TLSv1.2"});
      engine.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"});
    }
    SSLException refused =
        assertThrows(SSLException.class, () -> new Handshake(client, server).run());
    assertTrue(refused.toString(), refused.getMessage().contains("only TLS 1.3 is accepted"));
  }

  @Test
  public void aRevokedClientIsToldSo() throws Exception {
    revoke(centre, "centre", gateway);
    SSLException refused =
        assertThrows(
            SSLHandshakeException.class, () -> new Handshake(client("localhost"), server()).run());
    assertTrue(
        refused.toString(), refused.getMessage().contains("certificate of gw-1 was revoked"));
  }

  @Test
  public void aSessionIsNotResumedPastARevocation() throws Exception {
    SSLContext server = centre.tlsContext(TLS_SLOT);
    SSLContext client = gateway.tlsContext(TLS_SLOT);
    Handshake first = new Handshake(client(client, "localhost"), server(server));
    first.run();
    Handshake resumed = new Handshake(client(client, "localhost"), server(server));
    resumed.run();
    revoke(centre, "centre", gateway);
    SSLException refused =
        assertThrows(
            SSLHandshakeException.class,
            () -> new Handshake(client(client, "localhost"), server(server)).run());
    assertTrue(
        refused.toString(), refused.getMessage().contains("certificate of gw-1 was revoked"));
  }

  @Test
  public void aRevokedServerIsNotTalkedTo() throws Exception {
    revoke(gateway, "gw-1", centre);
    SSLException refused =
        assertThrows(
            SSLHandshakeException.class, () -> new Handshake(client("localhost"), server()).run());
    assertTrue(
        refused.toString(), refused.getMessage().contains("certificate of centre was revoked"));
  }

  @Test
  public void aServerOfAnotherNameIsNotTalkedTo() throws Exception {
    new Handshake(client("centre"), server()).run();
    assertThrows(
        SSLHandshakeException.class, () -> new Handshake(client("centre.example"), server()).run());
  }

  @Test
  public void aStrangerIsNotBelieved() throws Exception {
    FileKeyMemory stranger =
        Memories.open(base.resolve("s"), "gw-1", "", Disk.REAL, Clock.systemUTC());
    TestPki.write(
        base.resolve("s/partners/root.pem"),
        SlotFile.read(new SafeFiles(Disk.REAL), base.resolve("authority/root.pem")).chain.get(0));
    SSLException refused =
        assertThrows(
            SSLHandshakeException.class,
            () ->
                new Handshake(client(stranger.tlsContext(TLS_SLOT), "localhost"), server()).run());
    assertTrue(
        refused.toString(), refused.getMessage().contains("certificate of gw-1 is not believed"));
  }

  @Test
  public void aPinnedPartnerIsTalkedTo() throws Exception {
    FileKeyMemory a = Memories.open(base.resolve("a"), "a", "", Disk.REAL, Clock.systemUTC());
    FileKeyMemory b = Memories.open(base.resolve("b"), "b", "", Disk.REAL, Clock.systemUTC());
    TestPki.write(base.resolve("a/partners/b.pem"), b.chain(TLS_SLOT).get(0));
    TestPki.write(base.resolve("b/partners/a.pem"), a.chain(TLS_SLOT).get(0));
    new Handshake(client(a.tlsContext(TLS_SLOT), "localhost"), server(b.tlsContext(TLS_SLOT)))
        .run();
  }

  @Test
  public void aClientWithoutCertificateIsRefused() throws Exception {
    SSLContext anonymous = SSLContext.getInstance("TLSv1.3");
    anonymous.init(null, new javax.net.ssl.TrustManager[] {new TrustEverybody()}, null);
    assertThrows(
        SSLHandshakeException.class,
        () -> new Handshake(client(anonymous, "localhost"), server()).run());
  }

  @Test
  public void theJdksHttpClientAndServerTalk() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(centre.tlsContext(TLS_SLOT)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(true);
            parameters.setSSLParameters(tls);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          X509Certificate peer =
              (X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0];
          byte[] answer = String.valueOf(Certificates.identity(peer)).getBytes("UTF-8");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(gateway.tlsContext(TLS_SLOT))
              .build();
      for (String host : List.of("localhost", "127.0.0.1")) {
        URI address = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
        assertEquals(
            "gw-1",
            client
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body());
      }
    } finally {
      server.stop(0);
    }
  }

  private void revoke(FileKeyMemory at, String directory, FileKeyMemory whom) throws Exception {
    Files.writeString(
        base.resolve(directory).resolve("revoked"),
        Certificates.fingerprint(whom.chain(TLS_SLOT).get(0)) + "\n");
    FileKeyMemoryTest.fault(
        org.joulegate.trust.api.TrustException.Fault.REVOKED,
        () -> at.check(whom.chain(TLS_SLOT), KeySlot.Use.TLS, Clock.systemUTC().instant()));
  }

  private static String identity(SSLSession session) throws Exception {
    return Certificates.identity((X509Certificate) session.getPeerCertificates()[0]);
  }

  private SSLEngine client(String host) throws Exception {
    return client(gateway.tlsContext(TLS_SLOT), host);
  }

  private static SSLEngine client(SSLContext context, String host) {
    SSLEngine engine = context.createSSLEngine(host, 443);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    engine.setUseClientMode(true);
    return engine;
  }

  private SSLEngine server() throws Exception {
    return server(centre.tlsContext(TLS_SLOT));
  }

  private static SSLEngine server(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return engine;
  }
}
