package org.joulegate.trust.keys.internal;

import java.net.Socket;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Lets JSSE prove the identity of one slot, and no other. */
final class SlotKeyManager extends X509ExtendedKeyManager {
  private static final String ELLIPTIC = "EC";

  private final String alias;
  private final PrivateKey key;
  private final X509Certificate[] chain;

  SlotKeyManager(Slot slot) {
    this.alias = slot.name;
    this.chain = slot.chain.toArray(X509Certificate[]::new);
    byte[] pkcs8 = P256.pkcs8(slot.key);
    try {
      this.key = KeyFactory.getInstance(ELLIPTIC).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw new IllegalStateException("this Java cannot use a key of P-256", e);
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  /** The partner decides whether it believes the issuer: its list of names is only a hint. */
  private @Nullable String choose(String... keyTypes) {
    return Arrays.asList(keyTypes).contains(ELLIPTIC) ? alias : null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    return choose(keyTypes);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return choose(keyType);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return choose(keyTypes);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return choose(keyType);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return choose(keyType) == null ? null : new String[] {alias};
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return choose(keyType) == null ? null : new String[] {alias};
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String wanted) {
    return alias.equals(wanted) ? chain.clone() : null;
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String wanted) {
    return alias.equals(wanted) ? key : null;
  }
}
