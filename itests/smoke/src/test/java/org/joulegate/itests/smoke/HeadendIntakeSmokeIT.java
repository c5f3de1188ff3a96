package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
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
    assertThrows(
        IOException.class,
        () ->
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(intake).build(), BodyHandlers.discarding()));
  }
}
