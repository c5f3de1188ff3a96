package org.joulegate.sim.display;

import java.util.Arrays;

/**
 * What the display was paired with.
 *
 * @param identity the display's identity
 * @param secret the secret shared with the gateway
 */
public record Pairing(String identity, byte[] secret) {
  /** Copies the secret. */
  public Pairing {
    secret = secret.clone();
  }

  @Override
  public byte[] secret() {
    return secret.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pairing pairing
        && pairing.identity.equals(identity)
        && Arrays.equals(pairing.secret, secret);
  }

  @Override
  public int hashCode() {
    return identity.hashCode();
  }

  /** The identity; never the secret. */
  @Override
  public String toString() {
    return identity;
  }
}
