package org.joulegate.headend.intake.internal;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.server.Request;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.Partners;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;

/**
 * Who asks. The certificate of the connection is checked again for each request, so that a
 * revocation ends what an open connection may do.
 */
final class Visitors {
  private final Partners partners;
  private final Clock clock;

  Visitors(Partners partners, Clock clock) {
    this.partners = partners;
    this.clock = clock;
  }

  /**
   * The common name of the client's certificate.
   *
   * @throws TrustException if the client may not ask
   */
  String identify(Request request) throws TrustException {
    Object session = request.getAttribute(SslSessionData.ATTRIBUTE);
    X509Certificate[] chain =
        session instanceof SslSessionData data ? data.peerCertificates() : null;
    if (chain == null || chain.length == 0) {
      throw new TrustException(Fault.UNKNOWN_SIGNER, "the connection has no client certificate");
    }
    return partners.check(List.of(chain), KeySlot.Use.TLS, clock.instant()).identity();
  }
}
