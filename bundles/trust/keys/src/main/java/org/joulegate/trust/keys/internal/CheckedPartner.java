package org.joulegate.trust.keys.internal;

import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.joulegate.trust.api.Partners.Partner;
import org.jspecify.annotations.Nullable;

/**
 * A partner that was checked.
 *
 * @param identity the common name of its certificate
 * @param key its key; null when it is none of P-256 and can verify nothing
 */
record CheckedPartner(String identity, @Nullable ECPublicKeyParameters key) implements Partner {
  @Override
  public boolean verify(byte[] data, byte[] signature) {
    return key != null && P256.verify(key, data, signature);
  }

  @Override
  public String toString() {
    return identity;
  }
}
