package org.joulegate.trust.keys.internal;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.TrustException;

/**
 * Believes the partners of one moment on TLS 1.3 connections. Our own check comes first, so that
 * the reason is clear; the JDK's follows for a server, because it compares the host name (RFC 9110,
 * clause 4.3.4).
 */
final class PartnerTrustManager extends X509ExtendedTrustManager {
  private final Believed believed;
  private final Clock clock;
  private final X509ExtendedTrustManager hostNames;

  PartnerTrustManager(Believed believed, Clock clock) {
    this.believed = believed;
    this.clock = clock;
    this.hostNames = jdk(believed.anchors());
  }

  private static X509ExtendedTrustManager jdk(List<X509Certificate> anchors) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < anchors.size(); i++) {
        store.setCertificateEntry("anchor-" + i, anchors.get(i));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return extended;
        }
      }
      throw new IllegalStateException("this Java has no extended trust manager");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java has no trust manager", e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain, Usages.TLS_CLIENT, engine.getHandshakeSession());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain, Usages.TLS_SERVER, engine.getHandshakeSession());
    hostNames.checkServerTrusted(chain, authType, engine);
  }

  private void check(X509Certificate[] chain, String end, SSLSession session)
      throws CertificateException {
    if (!session.getProtocol().equals(TlsContext.PROTOCOL)) {
      throw new CertificateException("only TLS 1.3 is accepted, not " + session.getProtocol());
    }
    try {
      PathCheck.check(believed, Arrays.asList(chain), KeySlot.Use.TLS, clock.instant());
    } catch (TrustException e) {
      throw refused(e);
    }
    if (!Usages.mayProve(chain[0], Set.of(end))) {
      throw new CertificateException(
          Certificates.display(chain[0]) + " is not for this end of a TLS connection");
    }
  }

  /** JSSE takes the alert (RFC 8446, clause 6.2) from the reason. */
  private static CertificateException refused(TrustException e) {
    String message = String.valueOf(e.getMessage());
    BasicReason reason =
        switch (e.fault()) {
          case REVOKED -> BasicReason.REVOKED;
          case NOT_VALID_NOW -> BasicReason.EXPIRED;
          case WRONG_ALGORITHM -> BasicReason.ALGORITHM_CONSTRAINED;
          default -> BasicReason.UNSPECIFIED;
        };
    return new CertificateException(
        message, new CertPathValidatorException(message, e, null, -1, reason));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw enginesOnly();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw enginesOnly();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw enginesOnly();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw enginesOnly();
  }

  private static CertificateException enginesOnly() {
    return new CertificateException("a certificate is checked on an SSLEngine's connection only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return believed.anchors().toArray(X509Certificate[]::new);
  }
}
