package org.joulegate.trust.keys.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.joulegate.trust.api.KeySlot;
import org.joulegate.trust.api.Partners;
import org.joulegate.trust.api.TrustException;
import org.jspecify.annotations.Nullable;

/** Whom to believe: {@code partners/*.pem}, less {@code revoked}. */
final class PartnerFiles implements Partners {
  private static final String ENDING = ".pem";

  private final Path partners;
  private final Path revoked;
  private final SafeFiles files;
  private final @Nullable X509Certificate root;
  private final Watched<Believed> believed;

  /**
   * @param directory the key memory's
   * @param root a further trust anchor; null for none
   */
  PartnerFiles(
      Path directory,
      SafeFiles files,
      @Nullable X509Certificate root,
      Duration pause,
      LongSupplier nanos) {
    this.partners = directory.resolve("partners");
    this.revoked = directory.resolve("revoked");
    this.files = files;
    this.root = root;
    this.believed = new Watched<>(List.of(partners, revoked), this::load, pause, nanos);
  }

  /** Makes the directory if it is missing, and reads all for the first time. */
  void open() throws TrustException {
    files.makeDirectory(partners);
    believed.get();
  }

  /** Whom the files name now. */
  Believed believed() throws TrustException {
    return believed.get();
  }

  @Override
  public Partner check(List<X509Certificate> chain, KeySlot.Use use, Instant at)
      throws TrustException {
    return PathCheck.check(believed(), chain, use, at);
  }

  private Believed load() throws TrustException {
    List<X509Certificate> anchors = new ArrayList<>();
    if (root != null) {
      anchors.add(root);
    }
    for (Path file : files.list(partners, ENDING)) {
      List<Pem.Block> blocks = Pem.parse(file, files.readPublic(file));
      if (blocks.isEmpty()) {
        throw SafeFiles.store(file + ": there is no certificate in it");
      }
      for (Pem.Block block : blocks) {
        anchors.add(Pem.certificate(file, block));
      }
    }
    Revoked list =
        Files.exists(revoked) ? Revoked.parse(revoked, files.readPublic(revoked)) : Revoked.none();
    return new Believed(anchors, list);
  }
}
