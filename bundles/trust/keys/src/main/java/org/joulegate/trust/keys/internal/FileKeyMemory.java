package org.joulegate.trust.keys.internal;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.PairingKeys;
import org.joulegate.trust.api.Partners;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The key memory in the files of one directory; the README of this bundle documents them. Owns no
 * threads; all methods are safe for use by any.
 */
@Component(
    service = {KeyMemory.class, Partners.class, PairingKeys.class},
    configurationPid = FileKeyMemory.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FileKeyMemory.Config.class)
public final class FileKeyMemory implements KeyMemory, Partners, PairingKeys {
  static final String PID = "org.joulegate.trust.keys";

  /** A file that changed is noticed after no more than this. */
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(200);

  private static final System.Logger LOG = System.getLogger(FileKeyMemory.class.getName());

  /** What the configuration says. */
  @ObjectClassDefinition(name = "Key memory", description = "Keys, partners and paired displays")
  public @interface Config {
    @AttributeDefinition(description = "Directory of the key memory; made at the first start")
    String directory();

    @AttributeDefinition(
        description =
            "Who this runtime is, a host name of up to 64 characters; empty for a name that is"
                + " made at the first start and kept",
        required = false)
    String identity() default "";

    @AttributeDefinition(
        description =
            "Directory of a test authority that vouches for the keys; empty for certificates that"
                + " this runtime signs itself. Never in production",
        required = false)
    String authority() default "";

    @AttributeDefinition(
        description = "Whether to make a secret for a first display at the first start",
        required = false)
    boolean display() default true;
  }

  /** The configuration, apart from its annotation. */
  record Settings(String directory, String identity, String authority, boolean display) {
    Settings {
      require(!directory.isBlank(), "directory is empty: expected the key memory's directory");
      require(
          identity.isEmpty() || Certificates.isIdentity(identity),
          "identity is not a host name of up to 64 characters: " + identity);
    }

    private static void require(boolean holds, String otherwise) {
      if (!holds) {
        throw new IllegalArgumentException(PID + ": " + otherwise);
      }
    }
  }

  private final Clock clock;
  private final String identity;
  private final Map<String, Slot> slots;
  private final PartnerFiles partners;
  private final Displays displays;

  /**
   * @throws IllegalArgumentException one sentence that names the key or file that cannot be used
   */
  @Activate
  public FileKeyMemory(Config config) {
    this(
        new Settings(config.directory(), config.identity(), config.authority(), config.display()),
        Disk.REAL,
        Clock.systemUTC(),
        LOOK_AGAIN_AFTER,
        System::nanoTime);
  }

  FileKeyMemory(
      Settings settings, Disk disk, Clock clock, Duration lookAgainAfter, LongSupplier nanos) {
    this.clock = clock;
    SafeFiles files = new SafeFiles(disk);
    Path directory = Path.of(settings.directory());
    try {
      files.makeDirectory(directory);
      files.removeLeftovers(directory);
      TestAuthority authority = authority(settings, files, clock);
      this.slots =
          new SlotStore(directory.resolve("slots"), files, clock)
              .open(settings.identity(), authority);
      this.identity = identity(slots);
      X509Certificate root = authority == null ? null : authority.root();
      this.partners = new PartnerFiles(directory, files, root, lookAgainAfter, nanos);
      this.displays = new Displays(directory, files, clock, lookAgainAfter, nanos);
      partners.open();
      displays.open(identity, settings.display());
    } catch (TrustException e) {
      throw new IllegalArgumentException(PID + ": " + e.getMessage());
    }
    warnOfDates();
  }

  private static @Nullable TestAuthority authority(Settings settings, SafeFiles files, Clock clock)
      throws TrustException {
    if (settings.authority().isBlank()) {
      return null;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "TEST AUTHORITY {0} vouches for this runtime and its partners: not for production",
        settings.authority());
    return TestAuthority.open(Path.of(settings.authority()), files, clock);
  }

  private static String identity(Map<String, Slot> slots) throws TrustException {
    for (Slot slot : slots.values()) {
      String name = Certificates.identity(slot.certificate());
      if (name != null) {
        return name;
      }
    }
    throw SafeFiles.store("no key slot has an identity");
  }

  /** A clock that is not set yet must not keep a gateway from measuring: using the key fails. */
  private void warnOfDates() {
    for (Slot slot : slots.values()) {
      try {
        slot.require(slot.use, clock.instant());
      } catch (TrustException e) {
        LOG.log(System.Logger.Level.WARNING, e.getMessage());
      }
    }
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public List<KeySlot> slots() {
    List<KeySlot> all = new ArrayList<>();
    slots.values().forEach(slot -> all.add(slot.describe(identity)));
    all.addAll(displays.slots(identity));
    return List.copyOf(all);
  }

  @Override
  public byte[] sign(String slot, byte[] data) throws TrustException {
    return P256.sign(usable(slot, KeySlot.Use.SIGN).key, data);
  }

  @Override
  public List<X509Certificate> chain(String slot) throws TrustException {
    return find(slot).chain;
  }

  @Override
  public SSLContext tlsContext(String slot) throws TrustException {
    return TlsContext.of(usable(slot, KeySlot.Use.TLS), partners, clock);
  }

  private Slot usable(String name, KeySlot.Use use) throws TrustException {
    Slot slot = find(name);
    slot.require(use, clock.instant());
    return slot;
  }

  private Slot find(String name) throws TrustException {
    return Optional.ofNullable(slots.get(name))
        .orElseThrow(() -> new TrustException(Fault.NO_SUCH_KEY, "there is no key slot " + name));
  }

  @Override
  public Partner check(List<X509Certificate> chain, KeySlot.Use use, Instant at)
      throws TrustException {
    return partners.check(chain, use, at);
  }

  @Override
  public List<String> identities() {
    return displays.identities();
  }

  @Override
  public byte @Nullable [] masterSecret(
      String display, String hmac, byte @Nullable [] otherSecret, byte[] seed, boolean extended) {
    return displays.masterSecret(display, hmac, otherSecret, seed, extended);
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "FileKeyMemory[" + identity + "]";
  }
}
