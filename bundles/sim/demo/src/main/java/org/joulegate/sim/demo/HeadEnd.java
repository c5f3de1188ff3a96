package org.joulegate.sim.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks the head-end itself what it has, over TLS with the gateway's certificate. */
final class HeadEnd {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Pattern POINT = Pattern.compile("\"point\":\"([^\"]+)\"");
  private static final Pattern REPORT = Pattern.compile("\"report\":\"([^\"]+)\"");
  private static final char[] NO_PASSWORD = {};

  private final URI root;
  private final Path authority;
  private final Path identity;

  /**
   * @param root where it listens
   * @param authority the certificate that vouches for it, as PEM
   * @param identity a key (PKCS #8, elliptic curve) and its certificates, as PEM
   */
  HeadEnd(URI root, Path authority, Path identity) {
    this.root = root;
    this.authority = authority;
    this.identity = identity;
  }

  /**
   * The reports that its values came in.
   *
   * @throws DemoException if it does not answer
   */
  Set<String> reports() throws DemoException, InterruptedException {
    try {
      HttpClient client =
          HttpClient.newBuilder().sslContext(tls()).connectTimeout(ANSWER_WITHIN).build();
      Set<String> reports = new HashSet<>();
      for (String point : all(POINT, get(client, "/points"))) {
        reports.addAll(all(REPORT, get(client, "/points/" + point + "/consumption")));
      }
      return reports;
    } catch (IOException e) {
      throw new DemoException("the head-end cannot be asked: " + e.getMessage(), e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new DemoException(
          authority + " and " + identity + " do not serve for TLS: " + e.getMessage(), e);
    }
  }

  private String get(HttpClient client, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(root.resolve(path)).timeout(ANSWER_WITHIN).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("it answers " + path + " with status " + response.statusCode());
    }
    return response.body();
  }

  private SSLContext tls() throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    for (Certificate certificate : certificates(authority)) {
      trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore own = empty();
    own.setKeyEntry("own", key(identity), NO_PASSWORD, certificates(identity));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    List<byte[]> keys = blocks(file, "PRIVATE KEY");
    if (keys.isEmpty()) {
      throw new GeneralSecurityException(file + " has no private key");
    }
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
  }

  private static Certificate[] certificates(Path file)
      throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> certificates = new ArrayList<>();
    for (byte[] block : blocks(file, "CERTIFICATE")) {
      certificates.add(factory.generateCertificate(new ByteArrayInputStream(block)));
    }
    return certificates.toArray(new Certificate[0]);
  }

  private static List<byte[]> blocks(Path file, String label) throws IOException {
    Pattern block =
        Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label);
    List<byte[]> blocks = new ArrayList<>();
    for (String text : all(block, Files.readString(file))) {
      blocks.add(Base64.getMimeDecoder().decode(text));
    }
    return blocks;
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> all = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }
}
