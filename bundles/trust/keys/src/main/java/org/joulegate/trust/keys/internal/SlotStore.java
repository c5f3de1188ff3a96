package org.joulegate.trust.keys.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.TrustException;
import org.jspecify.annotations.Nullable;

/**
 * This runtime's own keys: read, or made at the first start. A key is on the disk, with a
 * certificate that it signed itself, before an authority is asked to vouch for it: after a power
 * cut the next start asks again for the same key.
 */
final class SlotStore {
  private static final int FINGERPRINT_BYTES = 4;
  private static final Map<String, KeySlot.Use> SLOTS = slotUses();

  private final Path directory;
  private final SafeFiles files;
  private final Clock clock;

  SlotStore(Path directory, SafeFiles files, Clock clock) {
    this.directory = directory;
    this.files = files;
    this.clock = clock;
  }

  private static Map<String, KeySlot.Use> slotUses() {
    Map<String, KeySlot.Use> uses = new LinkedHashMap<>();
    uses.put(KeyMemory.SIGNING_SLOT, KeySlot.Use.SIGN);
    uses.put(KeyMemory.TLS_SLOT, KeySlot.Use.TLS);
    return uses;
  }

  /**
   * The slots by name.
   *
   * @param wanted the identity that the configuration asks for; empty to keep or make one
   * @param authority who vouches; null when nobody does
   */
  Map<String, Slot> open(String wanted, @Nullable TestAuthority authority) throws TrustException {
    files.makeDirectory(directory);
    files.removeLeftovers(directory);
    Map<String, Slot> slots = new LinkedHashMap<>();
    String identity = wanted;
    for (String name : SLOTS.keySet()) {
      if (Files.exists(file(name))) {
        Slot slot = read(name);
        identity = agree(identity, slot);
        slots.put(name, redated(slot, identity));
      }
    }
    for (String name : SLOTS.keySet()) {
      Slot slot = slots.get(name);
      if (slot == null) {
        slot = make(name, identity);
        identity = agree(identity, slot);
      }
      slots.put(name, authority == null ? slot : vouched(slot, identity, authority));
    }
    return slots;
  }

  private Path file(String name) {
    return directory.resolve(name + ".pem");
  }

  private Slot read(String name) throws TrustException {
    SlotFile.Content content = SlotFile.read(files, file(name));
    Slot slot = new Slot(name, use(name), content.key, content.chain);
    boolean fits =
        slot.use == KeySlot.Use.TLS
            ? Usages.mayProve(slot.certificate(), Set.of())
            : Usages.mayOnlySignReports(slot.certificate());
    if (!fits) {
      throw SafeFiles.store(
          file(name) + ": the certificate is not for " + slot.use + ", as this slot must be");
    }
    return slot;
  }

  private static KeySlot.Use use(String name) {
    KeySlot.Use use = SLOTS.get(name);
    if (use == null) {
      throw new IllegalArgumentException("no slot " + name);
    }
    return use;
  }

  private String agree(String identity, Slot slot) throws TrustException {
    String found = Certificates.identity(slot.certificate());
    if (found == null) {
      throw SafeFiles.store(file(slot.name) + ": the certificate has no host name as common name");
    }
    if (!identity.isEmpty() && !identity.equals(found)) {
      throw SafeFiles.store(
          "%s belongs to %s, not to %s: set that identity, or move the file away for a new key"
              .formatted(file(slot.name), found, identity));
    }
    return found;
  }

  private Slot make(String name, String wanted) throws TrustException {
    ECPrivateKeyParameters key = P256.generate(new SecureRandom());
    String identity = wanted.isEmpty() ? "gw-" + shortFingerprint(key) : wanted;
    return selfSigned(name, identity, key);
  }

  /** A certificate that an unset clock made useless is made anew, for the same key. */
  private Slot redated(Slot slot, String identity) throws TrustException {
    X509Certificate found = slot.certificate();
    boolean own = found.getIssuerX500Principal().equals(found.getSubjectX500Principal());
    return own && Dates.wasNeverValid(found) ? selfSigned(slot.name, identity, slot.key) : slot;
  }

  private Slot selfSigned(String name, String identity, ECPrivateKeyParameters key)
      throws TrustException {
    X500Name subject = Certificates.name(identity, null);
    X509Certificate certificate =
        Certificates.endEntity(
            new Certificates.Issuer(subject, key),
            subject,
            identity,
            use(name),
            P256.publicKey(key),
            Dates.selfSigned(clock.instant()));
    SlotFile.write(files, file(name), key, List.of(certificate));
    return new Slot(name, use(name), key, List.of(certificate));
  }

  private static String shortFingerprint(ECPrivateKeyParameters key) {
    byte[] hash = P256.sha256(P256.info(P256.publicKey(key)));
    return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
  }

  private Slot vouched(Slot slot, String identity, TestAuthority authority) throws TrustException {
    if (authority.issued(slot.certificate())) {
      return slot;
    }
    X509Certificate certificate = authority.issue(identity, slot.use, P256.publicKey(slot.key));
    SlotFile.write(files, file(slot.name), slot.key, List.of(certificate));
    return new Slot(slot.name, slot.use, slot.key, List.of(certificate));
  }
}
