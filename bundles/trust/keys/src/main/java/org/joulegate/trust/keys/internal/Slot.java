package org.joulegate.trust.keys.internal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;

/** A slot with its key. Not a record, so that no toString shows the key. */
final class Slot {
  final String name;
  final KeySlot.Use use;
  final ECPrivateKeyParameters key;
  final List<X509Certificate> chain;

  Slot(String name, KeySlot.Use use, ECPrivateKeyParameters key, List<X509Certificate> chain) {
    this.name = name;
    this.use = use;
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  KeySlot describe(String owner) {
    return new KeySlot(
        name,
        use,
        owner,
        "*",
        certificate().getNotBefore().toInstant(),
        certificate().getNotAfter().toInstant(),
        Certificates.fingerprint(certificate()));
  }

  /** Refuses the key outside its certificate's dates, and for another use. */
  void require(KeySlot.Use wanted, Instant at) throws TrustException {
    if (use != wanted) {
      throw new TrustException(
          Fault.WRONG_USE, "the key slot " + name + " is for " + use + ", not for " + wanted);
    }
    Instant from = certificate().getNotBefore().toInstant();
    Instant to = certificate().getNotAfter().toInstant();
    if (at.isBefore(from) || at.isAfter(to)) {
      throw new TrustException(
          Fault.NOT_VALID_NOW,
          "the key slot %s is valid from %s to %s, and it is %s".formatted(name, from, to, at));
    }
  }

  @Override
  public String toString() {
    return "Slot[" + name + ", " + use + "]";
  }
}
