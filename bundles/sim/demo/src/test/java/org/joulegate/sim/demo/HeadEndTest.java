package org.joulegate.sim.demo;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HeadEndTest {
  private static final char[] PASSWORD = "of the test".toCharArray();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private HttpsServer server;
  private HeadEnd headEnd;
  private volatile Map<String, String> answers = Map.of();

  @Before
  public void serve() throws Exception {
    KeyStore store = selfSigned();
    String certificate = pem("CERTIFICATE", store.getCertificate("own").getEncoded());
    String key = pem("PRIVATE KEY", store.getKey("own", PASSWORD).getEncoded());
    Path root = folder.newFile("root.pem").toPath();
    Path identity = folder.newFile("tls.pem").toPath();
    Files.writeString(root, certificate);
    Files.writeString(identity, key + certificate);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(mutual(store));
    server.createContext("/", this::answer);
    server.start();
    headEnd =
        new HeadEnd(
            URI.create("https://localhost:" + server.getAddress().getPort()), root, identity);
  }

  @After
  public void stop() {
    server.stop(0);
  }

  @Test
  public void itsReportsAreThoseThatItsValuesCameIn() throws Exception {
    answers =
        Map.of(
            "/points",
            "{\"points\":[{\"point\":\"a\",\"values\":2},{\"point\":\"b\",\"values\":0}]}",
            "/points/a/consumption",
            "{\"point\":\"a\",\"intervals\":[{\"report\":\"r1\"},{\"report\":\"r2\"},"
                + "{\"report\":\"r2\"}]}",
            "/points/b/consumption",
            "{\"point\":\"b\",\"intervals\":[]}");

    assertEquals(Set.of("r1", "r2"), headEnd.reports());
  }

  @Test
  public void noPointIsNoReport() throws Exception {
    answers = Map.of("/points", "{\"points\":[]}");

    assertEquals(Set.of(), headEnd.reports());
  }

  @Test
  public void whatItRefusesIsSaid() {
    String said = assertThrows(DemoException.class, headEnd::reports).getMessage();

    assertTrue(said, said.contains("it answers /points with status 404"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String answer = answers.get(exchange.getRequestURI().getPath());
      byte[] body = (answer == null ? "none" : answer).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** One certificate is authority, server and client: the JDK alone makes no more. */
  private KeyStore selfSigned() throws Exception {
    File file = new File(folder.getRoot(), "own.p12");
    String words =
        "-genkeypair -alias own -keyalg EC -groupname secp256r1 -dname CN=localhost"
            + " -ext san=dns:localhost -ext bc=ca:true -storetype PKCS12";
    ProcessBuilder keytool =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    keytool.command().addAll(List.of(words.split(" ")));
    keytool
        .command()
        .addAll(List.of("-keystore", file.getPath(), "-storepass", new String(PASSWORD)));
    assertEquals(0, keytool.redirectErrorStream(true).start().waitFor());
    return KeyStore.getInstance(file, PASSWORD);
  }

  private static HttpsConfigurator mutual(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("own", store.getCertificate("own"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters wanted = context.getDefaultSSLParameters();
        wanted.setNeedClientAuth(true);
        parameters.setSSLParameters(wanted);
      }
    };
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
