package org.joulegate.trust.api;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The keys of this runtime. Keys are used inside; nothing of this interface gives one out. Safe for
 * use by any thread.
 */
@ProviderType
public interface KeyMemory {
  /** The slot of the key that signs reports. */
  String SIGNING_SLOT = "report";

  /** The slot of the key for TLS. */
  String TLS_SLOT = "tls";

  /** Who this runtime is: the common name of its certificates, such as {@code gw-0001}. */
  String identity();

  /** All slots. */
  List<KeySlot> slots();

  /**
   * Signs with ECDSA over P-256 and SHA-256.
   *
   * @param slot a slot for signing
   * @param data what to sign; it is hashed inside
   * @return r and s, 32 bytes each, big endian (RFC 9053, clause 2.1)
   * @throws TrustException if there is no such slot, it is for another use or not valid now
   */
  byte[] sign(String slot, byte[] data) throws TrustException;

  /**
   * The certificates that vouch for a slot's key, its own first, without the root.
   *
   * @throws TrustException if there is no such slot
   */
  List<X509Certificate> chain(String slot) throws TrustException;

  /**
   * A TLS 1.3 context that proves this runtime's identity and believes only the partners that
   * {@link Partners} knows. It makes {@code SSLEngine}s and has no socket factories; a server must
   * ask for the client's certificate. No session outlives a change of the partners.
   *
   * @param slot a slot for TLS
   * @throws TrustException if there is no such slot or it is not valid now
   */
  SSLContext tlsContext(String slot) throws TrustException;
}
