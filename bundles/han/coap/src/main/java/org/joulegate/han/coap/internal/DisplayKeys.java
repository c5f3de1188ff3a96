package org.joulegate.han.coap.internal;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;
import org.joulegate.trust.api.PairingKeys;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Asks the key memory for the master secret of a handshake; a display's secret never comes here.
 *
 * <p>While the key memory is replaced, sessions go on and new handshakes are refused: its reference
 * is dynamic, so that no display loses its session.
 */
@Component(service = DisplayKeys.class)
public final class DisplayKeys implements AdvancedPskStore {
  private final AtomicReference<@Nullable PairingKeys> memory = new AtomicReference<>();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindKeys(PairingKeys keys) {
    memory.set(keys);
  }

  void unbindKeys(PairingKeys keys) {
    memory.compareAndSet(keys, null);
  }

  @Override
  public boolean hasEcdhePskSupported() {
    return true;
  }

  @Override
  public PskSecretResult requestPskSecretResult(
      ConnectionId cid,
      @Nullable ServerNames serverNames,
      PskPublicInformation identity,
      String hmacAlgorithm,
      @Nullable SecretKey otherSecret,
      byte[] seed,
      boolean useExtendedMasterSecret) {
    PairingKeys keys = memory.get();
    if (keys == null || !identity.isCompliantEncoding()) {
      return new PskSecretResult(cid, identity, null);
    }
    byte[] other = otherSecret == null ? null : otherSecret.getEncoded();
    byte[] master =
        keys.masterSecret(
            identity.getPublicInfoAsString(), hmacAlgorithm, other, seed, useExtendedMasterSecret);
    clear(other);
    if (master == null) {
      return new PskSecretResult(cid, identity, null);
    }
    // "MAC" tells Scandium that this is the master secret and not the pre-shared key.
    SecretKey key = SecretUtil.create(master, PskSecretResult.ALGORITHM_MAC);
    clear(master);
    return new PskSecretResult(cid, identity, key);
  }

  private static void clear(byte @Nullable [] secret) {
    if (secret != null) {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public @Nullable PskPublicInformation getIdentity(
      InetSocketAddress peerAddress, @Nullable ServerNames virtualHost) {
    return null; // The gateway never begins a handshake.
  }

  @Override
  public void setResultHandler(@Nullable HandshakeResultHandler resultHandler) {
    // Results are returned at once.
  }
}
