package org.joulegate.han.coap.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;

/**
 * What the server is asked to be, checked.
 *
 * @param securePort UDP port of {@code coaps}, 0 for any free
 * @param plain whether {@code coap} is served too
 * @param plainPort UDP port of {@code coap}, 0 for any free
 * @param interfaces names of network interfaces; empty for all
 * @param maxSessions the most DTLS sessions at one time, 1 to 10,000
 */
record ServerSettings(
    int securePort, boolean plain, int plainPort, List<String> interfaces, int maxSessions) {
  /** The suites of small devices first; the others for what OpenSSL and GnuTLS offer. */
  static final List<CipherSuite> SUITES =
      List.of(
          CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256,
          CipherSuite.TLS_PSK_WITH_AES_128_CCM_8,
          CipherSuite.TLS_PSK_WITH_AES_128_CCM,
          CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256);

  /** Long enough that no two of the sessions get the same by chance (RFC 9146, clause 3). */
  private static final int CONNECTION_ID_BYTES = 6;

  /** The IPv6 minimum (RFC 8200, clause 5): passes every home network without fragments. */
  private static final int MTU = 1280;

  private static final int RECEIVE_BUFFER = 256 * 1024;
  private static final int OBSERVES_PER_SESSION = 8;

  /**
   * @throws IllegalArgumentException naming the key that is wrong
   */
  ServerSettings {
    port("securePort", securePort);
    port("plainPort", plainPort);
    interfaces = List.copyOf(interfaces);
    if (maxSessions < 1 || maxSessions > 10_000) {
      throw new IllegalArgumentException("maxSessions is 1 to 10000, not " + maxSessions);
    }
    if (plain && securePort != 0 && securePort == plainPort) {
      throw new IllegalArgumentException(
          "securePort and plainPort are both " + plainPort + "; they must differ");
    }
  }

  private static void port(String key, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(key + " is 0 to 65535, not " + port);
    }
  }

  /** The configuration of Californium, sized for a gateway with 64 MB; no file is read. */
  Configuration californium() {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration set =
        new Configuration(
            CoapConfig.DEFINITIONS,
            UdpConfig.DEFINITIONS,
            DtlsConfig.DEFINITIONS,
            SystemConfig.DEFINITIONS);
    set.set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP);
    set.set(CoapConfig.MAX_ACTIVE_PEERS, Math.max(1_000, 4 * maxSessions));
    set.set(CoapConfig.MAX_PEER_INACTIVITY_PERIOD, 2, TimeUnit.MINUTES);
    set.set(CoapConfig.MAX_SERVER_OBSERVES, OBSERVES_PER_SESSION * maxSessions);
    set.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
    set.set(CoapConfig.BLOCKWISE_STATUS_LIFETIME, 1, TimeUnit.MINUTES);
    set.set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1);
    set.set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1);
    set.set(UdpConfig.UDP_RECEIVE_BUFFER_SIZE, RECEIVE_BUFFER);
    set.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
    set.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES);
    set.set(DtlsConfig.DTLS_MAX_CONNECTIONS, maxSessions);
    set.set(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, 5, TimeUnit.MINUTES);
    set.set(DtlsConfig.DTLS_CIPHER_SUITES, SUITES);
    set.set(DtlsConfig.DTLS_MAX_TRANSMISSION_UNIT, MTU);
    set.set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, RECEIVE_BUFFER);
    set.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
    set.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
    set.set(DtlsConfig.DTLS_MAX_PENDING_INBOUND_JOBS, 1_000);
    set.set(DtlsConfig.DTLS_MAX_PENDING_OUTBOUND_JOBS, 1_000);
    set.set(DtlsConfig.DTLS_MAX_PENDING_HANDSHAKE_RESULT_JOBS, 100);
    return set;
  }
}
