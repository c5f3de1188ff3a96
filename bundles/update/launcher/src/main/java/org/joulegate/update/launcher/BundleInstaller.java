package org.joulegate.update.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Brings the bundles of a composition into the framework: the bytes whose SHA-256 was compared are
 * the bytes that are installed.
 *
 * <p>The framework's cache is trusted as far as the data directory is. A list beside it says which
 * bundles are in it, and is written when all of them are; whenever it says anything else, the cache
 * is made anew.
 */
final class BundleInstaller {
  /** Not "bundle…": Felix takes what begins so for a bundle, and removes what is none. */
  private static final String LIST = "installed.sha256";

  private final Distribution distribution;
  private final Path cache;
  private final List<BundleFile> bundles;

  BundleInstaller(Distribution distribution, Path cache, List<BundleFile> bundles) {
    this.distribution = distribution;
    this.cache = cache;
    this.bundles = bundles;
  }

  /** Whether the cache holds exactly these bundles. */
  boolean isCurrent() {
    try {
      Path list = cache.resolve(LIST);
      return Files.exists(list) && Files.readString(list).equals(list());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Has the next start make the cache anew: a power cut may have truncated what is in it.
   *
   * @throws IOException if the list cannot be deleted
   */
  static void forget(Path cache) throws IOException {
    Files.deleteIfExists(cache.resolve(LIST));
  }

  /**
   * The bundles, installed.
   *
   * @return in the order of the features
   * @throws StartException naming the bundle that is missing or was changed
   */
  List<Bundle> install(BundleContext framework) throws StartException {
    boolean current = isCurrent();
    List<Bundle> installed = new ArrayList<>();
    for (BundleFile bundle : bundles) {
      Bundle there = current ? framework.getBundle(bundle.location()) : null;
      installed.add(there == null ? install(framework, bundle) : there);
    }
    if (!current) {
      try {
        Files.writeString(cache.resolve(LIST), list());
      } catch (IOException e) {
        throw new StartException(
            ExitStatus.NOT_STARTED, cache + " cannot be written: " + e.getMessage(), e);
      }
    }
    return installed;
  }

  private Bundle install(BundleContext framework, BundleFile bundle) throws StartException {
    byte[] jar = distribution.bundle(bundle);
    String found = sha256(jar);
    if (!found.equals(bundle.sha256())) {
      throw new StartException(
          ExitStatus.NOT_STARTED,
          "the bundle "
              + bundle.artifact()
              + " is not the one that its feature names: SHA-256 "
              + found
              + " instead of "
              + bundle.sha256());
    }
    try {
      return framework.installBundle(bundle.location(), new ByteArrayInputStream(jar));
    } catch (BundleException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED,
          "the bundle " + bundle.artifact() + " cannot be installed: " + e.getMessage(),
          e);
    }
  }

  private String list() {
    StringBuilder list = new StringBuilder();
    bundles.forEach(bundle -> list.append(bundle.location()).append('\n'));
    return list.toString();
  }

  /** SHA-256 in lower-case hex digits. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
