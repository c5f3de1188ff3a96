package org.joulegate.trust.keys.internal;

import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.TrustException;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 with the key of one slot. The JDK's context of that name also speaks older versions, so
 * this one stands before it: it makes engines that speak TLS 1.3 only, and it knows no other
 * version and no other suites that somebody could switch on by default.
 *
 * <p>Whenever the partners' files change there is a new context below, without the sessions of the
 * old one: nobody resumes a session past a revocation.
 */
final class TlsContext extends SSLContext {
  static final String PROTOCOL = "TLSv1.3";

  /** Suites of TLS 1.3 do not name a key exchange (RFC 8446, appendix B.4). */
  private static final String OLD_SUITE = "_WITH_";

  private TlsContext(Spi spi, SSLContext below) {
    super(spi, below.getProvider(), PROTOCOL);
  }

  /**
   * A context that follows the partners' files.
   *
   * @throws TrustException if the partners cannot be read
   */
  static SSLContext of(Slot slot, PartnerFiles partners, Clock clock) throws TrustException {
    Spi spi = new Spi(slot, partners, clock);
    return new TlsContext(spi, spi.below());
  }

  private static final class Spi extends SSLContextSpi {
    private final Slot slot;
    private final SlotKeyManager key;
    private final PartnerFiles partners;
    private final Clock clock;
    private @Nullable Believed believed;
    private @Nullable SSLContext below;

    Spi(Slot slot, PartnerFiles partners, Clock clock) {
      this.slot = slot;
      this.key = new SlotKeyManager(slot);
      this.partners = partners;
      this.clock = clock;
    }

    synchronized SSLContext below() throws TrustException {
      Believed now = partners.believed();
      SSLContext context = below;
      if (context == null || now != believed) {
        context = make(now);
        below = context;
        believed = now;
      }
      return context;
    }

    private SSLContext make(Believed now) {
      try {
        SSLContext context = SSLContext.getInstance(PROTOCOL);
        context.init(
            new KeyManager[] {key}, new TrustManager[] {new PartnerTrustManager(now, clock)}, null);
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java has no TLS 1.3", e);
      }
    }

    private SSLContext current() {
      try {
        return below();
      } catch (TrustException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    private SSLEngine restrict(SSLEngine engine) {
      try {
        slot.require(KeySlot.Use.TLS, clock.instant());
      } catch (TrustException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
      engine.setSSLParameters(engineGetDefaultSSLParameters());
      return engine;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return restrict(current().createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return restrict(current().createSSLEngine(host, port));
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return only(current().getDefaultSSLParameters());
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return only(current().getSupportedSSLParameters());
    }

    private static SSLParameters only(SSLParameters parameters) {
      parameters.setProtocols(new String[] {PROTOCOL});
      parameters.setCipherSuites(
          Arrays.stream(parameters.getCipherSuites())
              .filter(suite -> suite.startsWith("TLS_") && !suite.contains(OLD_SUITE))
              .filter(suite -> !suite.endsWith("SCSV"))
              .toArray(String[]::new));
      return parameters;
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return current().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return current().getClientSessionContext();
    }

    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("the key memory has initialised this context");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      throw new UnsupportedOperationException("this context makes engines, not sockets");
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw new UnsupportedOperationException("this context makes engines, not sockets");
    }
  }
}
