package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.Test;

/** The intake asks for TLS and a certificate before it answers anything. */
public class HeadendIntakeSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust", "headend-intake");
  }

  @Test
  public void nothingIsAnsweredWithoutACertificate() throws Exception {
    configure("org.joulegate.trust.keys", Map.of("directory", data().resolve("trust").toString()));
    configure(
        "org.joulegate.headend.intake", Map.of("directory", data().resolve("headend").toString()));
    var address = data().resolve("headend/intake.url");
    await("the intake says where it is", () -> Files.exists(address));
    URI intake = URI.create(Files.readString(address, StandardCharsets.UTF_8).strip());
    assertEquals("https", intake.getScheme());
    try (Socket socket = new Socket(intake.getHost(), intake.getPort())) {
      assertEquals(intake.getPort(), socket.getPort());
    }
    Trusting trusting = new Trusting();
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {trusting}, null);
    HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
    assertThrows(
        IOException.class,
        () -> client.send(HttpRequest.newBuilder(intake).build(), BodyHandlers.discarding()));
    assertTrue("the client took the intake's certificate", trusting.asked);
  }

  /** Takes any server for the right one, so that only the server can refuse. */
  private static final class Trusting extends X509ExtendedTrustManager {
    private volatile boolean asked;

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      asked = true;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      asked = true;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      asked = true;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
