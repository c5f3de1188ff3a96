package org.joulegate.han.coap.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.cipher.PseudoRandomFunction;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.joulegate.trust.api.PairingKeys;
import org.jspecify.annotations.Nullable;

/** One paired display. The peers of the tests prove that its master secrets are right. */
final class Pairing implements PairingKeys {
  static final String IDENTITY = "kitchen";
  static final String SECRET = "correct-horse-16";

  @Override
  public List<String> identities() {
    return List.of(IDENTITY);
  }

  @Override
  public byte @Nullable [] masterSecret(
      String identity, String hmac, byte @Nullable [] otherSecret, byte[] seed, boolean extended) {
    if (!identity.equals(IDENTITY)) {
      return null;
    }
    SecretKey psk = SecretUtil.create(SECRET.getBytes(StandardCharsets.US_ASCII), "PSK");
    SecretKey other = otherSecret == null ? null : SecretUtil.create(otherSecret, "MAC");
    try {
      SecretKey premaster = PseudoRandomFunction.generatePremasterSecretFromPSK(other, psk);
      return PseudoRandomFunction.generateMasterSecret(
              Mac.getInstance(hmac), premaster, seed, extended)
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
