package org.joulegate.itests.gateway;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A head-end, asked over HTTPS with the JDK's client and the certificate of a gateway. */
final class Centre {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");
  private static final char[] NO_PASSWORD = new char[0];

  private final URI address;
  private final HttpClient client;

  /**
   * @param port where it listens on this machine
   * @param gateway the data directory of the gateway whose certificate is used
   * @param authority the directory of the test authority
   */
  Centre(int port, Path gateway, Path authority) throws Exception {
    address = URI.create("https://localhost:" + port);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    Path slot = gateway.resolve("trust/slots/tls.pem");
    PrivateKey key =
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key(slot)));
    own.setKeyEntry("tls", key, NO_PASSWORD, certificates(slot).toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, NO_PASSWORD);
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    roots.setCertificateEntry("root", certificates(authority.resolve("root.pem")).get(0));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(roots);
    SSLContext tls = SSLContext.getInstance("TLSv1.3");
    tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    client = HttpClient.newBuilder().sslContext(tls).build();
  }

  private static byte[] key(Path file) throws Exception {
    return blocks(file, "PRIVATE KEY").get(0);
  }

  private static List<Certificate> certificates(Path file) throws Exception {
    List<Certificate> certificates = new ArrayList<>();
    for (byte[] der : blocks(file, "CERTIFICATE")) {
      try (InputStream in = new ByteArrayInputStream(der)) {
        certificates.add(CertificateFactory.getInstance("X.509").generateCertificate(in));
      }
    }
    return certificates;
  }

  private static List<byte[]> blocks(Path file, String type) throws Exception {
    List<byte[]> blocks = new ArrayList<>();
    Matcher matcher = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    while (matcher.find()) {
      if (matcher.group(1).equals(type)) {
        blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
      }
    }
    return blocks;
  }

  /** The intervals of a point by register and start; one that is there twice is a failure. */
  Map<Quarter, Reported> consumption(String point) throws Exception {
    Map<String, Object> answer = get("/points/" + point + "/consumption");
    assertNull("more than fits into one answer", answer.get("next"));
    Map<Quarter, Reported> intervals = new TreeMap<>();
    for (Map<String, Object> interval : Json.objects(answer, "intervals")) {
      Quarter quarter =
          new Quarter(
              ((String) interval.get("obis")).replace("*255", ""),
              Instant.parse((String) interval.get("start")));
      Object value = interval.get("value");
      Reported reported =
          new Reported(
              value == null ? null : new BigDecimal(value.toString()),
              (String) interval.get("quality"),
              (String) interval.get("head"));
      assertNull(point + " " + quarter + " stands there twice", intervals.put(quarter, reported));
    }
    return intervals;
  }

  private Map<String, Object> get(String path) throws Exception {
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
    assertEquals(response.body(), 200, response.statusCode());
    return Json.object(response.body());
  }

  /** A register in a quarter-hour. */
  record Quarter(String obis, Instant start) implements Comparable<Quarter> {
    @Override
    public int compareTo(Quarter other) {
      int byObis = obis.compareTo(other.obis);
      return byObis != 0 ? byObis : start.compareTo(other.start);
    }
  }

  /**
   * What a report said about it.
   *
   * @param value null if it is missing
   * @param head the journal's head that stands in the report
   */
  record Reported(BigDecimal value, String quality, String head) {}
}
