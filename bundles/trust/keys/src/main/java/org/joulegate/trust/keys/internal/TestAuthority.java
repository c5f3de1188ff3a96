package org.joulegate.trust.keys.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.TrustException;
import org.joulegate.trust.api.TrustException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * An authority in a directory, for tests and the demo: whoever can read the directory can be
 * anybody. Runtimes share it under a file lock; whoever comes first makes its root.
 *
 * <p>Its files: {@code root.pem} (key and certificate), {@code issued} (who got a certificate for
 * which key) and {@code lock}.
 */
final class TestAuthority {
  /** Stands in every certificate of a test authority, where a person sees it. */
  static final String ORGANISATION = "Joulegate test authority, not for production";

  private static final Duration ROOT_FOR = Duration.ofDays(20 * 365);
  private static final Duration ISSUED_FOR = Duration.ofDays(10 * 365);
  private static final int NAME_BYTES = 4;

  /** The file lock holds between processes only; this one holds within one. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Path directory;
  private final SafeFiles files;
  private final Clock clock;
  private final X509Certificate root;

  private TestAuthority(Path directory, SafeFiles files, Clock clock, X509Certificate root) {
    this.directory = directory;
    this.files = files;
    this.clock = clock;
    this.root = root;
  }

  /** Opens the authority, or makes it when its directory has none. */
  static TestAuthority open(Path directory, SafeFiles files, Clock clock) throws TrustException {
    files.makeDirectory(directory);
    X509Certificate root =
        locked(
            directory,
            () -> {
              files.removeLeftovers(directory);
              return root(directory, files, clock).chain.get(0);
            });
    return new TestAuthority(directory, files, clock, root);
  }

  /** The trust anchor. */
  X509Certificate root() {
    return root;
  }

  /** Whether this authority issued the certificate. */
  boolean issued(X509Certificate certificate) {
    if (!certificate.getIssuerX500Principal().equals(root.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(root.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * A certificate for an identity's key.
   *
   * @throws TrustException with {@link Fault#WRONG_USE} when the identity has another key
   */
  X509Certificate issue(String identity, KeySlot.Use use, ECPublicKeyParameters key)
      throws TrustException {
    return locked(
        directory,
        () -> {
          SlotFile.Content authority = root(directory, files, clock);
          register(identity, use, key);
          return Certificates.endEntity(
              new Certificates.Issuer(Certificates.subject(authority.chain.get(0)), authority.key),
              Certificates.name(identity, ORGANISATION),
              identity,
              use,
              key,
              Dates.issued(clock.instant(), ISSUED_FOR));
        });
  }

  private static SlotFile.Content root(Path directory, SafeFiles files, Clock clock)
      throws TrustException {
    Path file = directory.resolve("root.pem");
    if (!Files.exists(file)) {
      ECPrivateKeyParameters key = P256.generate(new SecureRandom());
      byte[] hash = P256.sha256(P256.info(P256.publicKey(key)));
      String name = "Joulegate test root " + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
      X509Certificate certificate =
          Certificates.root(
              new Certificates.Issuer(Certificates.name(name, ORGANISATION), key),
              Dates.issued(clock.instant(), ROOT_FOR));
      SlotFile.write(files, file, key, List.of(certificate));
    }
    SlotFile.Content content = SlotFile.read(files, file);
    if (!Usages.isAuthority(content.chain.get(0))) {
      throw SafeFiles.store(file + ": the certificate is not an authority's");
    }
    return content;
  }

  /** Notes on disk who has which key, before the certificate exists. */
  private void register(String identity, KeySlot.Use use, ECPublicKeyParameters key)
      throws TrustException {
    Path file = directory.resolve("issued");
    String fingerprint = HexFormat.of().formatHex(P256.sha256(P256.info(key)));
    String entry = identity + " " + use + " ";
    String all =
        Files.exists(file) ? new String(files.readSecret(file), StandardCharsets.US_ASCII) : "";
    for (String line : all.lines().toList()) {
      if (line.startsWith(entry)) {
        if (line.equals(entry + fingerprint)) {
          return;
        }
        throw new TrustException(
            Fault.WRONG_USE,
            "the test authority in %s has vouched for another %s key of %s: choose another identity"
                .formatted(directory, use, identity));
      }
    }
    files.write(file, (all + entry + fingerprint + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private interface Work<T> {
    T run() throws TrustException;
  }

  private static <T> T locked(Path directory, Work<T> work) throws TrustException {
    IN_THIS_PROCESS.lock();
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      if (lock == null) {
        throw SafeFiles.store("the test authority in " + directory + " is in use");
      }
      return work.run();
    } catch (IOException e) {
      throw SafeFiles.store(
          "cannot lock the test authority in " + directory + ": " + SafeFiles.reason(e));
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  /** Null while another class loader of this process holds it. */
  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.lock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
