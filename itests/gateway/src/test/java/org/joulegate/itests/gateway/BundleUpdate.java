package org.joulegate.itests.gateway;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleRevisions;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Replaces bundles of a running framework: stop, update, refresh, start. */
final class BundleUpdate {
  private final BundleContext context;

  /** The class loader of a version of a bundle, as long as anything holds it. */
  record Loader(String bundle, String version, WeakReference<ClassLoader> loader) {
    boolean isGone() {
      return loader.refersTo(null);
    }
  }

  BundleUpdate(BundleContext context) {
    this.context = context;
  }

  /** The class loaders that an update of a bundle makes useless: its own and its dependents'. */
  List<Loader> loaders(String name) {
    List<Loader> loaders = new ArrayList<>();
    for (Bundle bundle : wiring().getDependencyClosure(List.of(bundle(name)))) {
      BundleWiring wired = bundle.adapt(BundleWiring.class);
      if (wired != null && wired.getClassLoader() != null) {
        loaders.add(
            new Loader(
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                new WeakReference<>(wired.getClassLoader())));
      }
    }
    return loaders;
  }

  /**
   * Replaces a bundle by the same classes in a newer version.
   *
   * @param number goes into the version's qualifier
   */
  void replace(String name, int number) throws Exception {
    Bundle bundle = bundle(name);
    boolean active = bundle.getState() == Bundle.ACTIVE;
    byte[] jar = withVersion(jarOf(name), number);
    bundle.stop(Bundle.STOP_TRANSIENT);
    bundle.update(new ByteArrayInputStream(jar));
    refresh(bundle);
    if (active) {
      bundle.start(Bundle.START_TRANSIENT);
    }
    assertTrue(bundle.getVersion().getQualifier().endsWith("U" + number));
    assertEquals(
        "revisions of " + name, 1, bundle.adapt(BundleRevisions.class).getRevisions().size());
  }

  private void refresh(Bundle bundle) throws InterruptedException {
    CountDownLatch refreshed = new CountDownLatch(1);
    wiring()
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    assertTrue("refreshed in time", refreshed.await(Await.LONG.toMillis(), TimeUnit.MILLISECONDS));
  }

  private FrameworkWiring wiring() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
  }

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not installed"));
  }

  private static Path jarOf(String name) throws IOException {
    try (Stream<Path> jars = Files.list(Workbench.home().resolve("bundles"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(name + "-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static byte[] withVersion(Path jar, int number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream file = Files.newInputStream(jar);
        JarInputStream in = new JarInputStream(file)) {
      Manifest manifest = in.getManifest();
      Attributes main = manifest.getMainAttributes();
      String version = main.getValue(Constants.BUNDLE_VERSION);
      main.putValue(
          Constants.BUNDLE_VERSION,
          version.replaceFirst("^(\\d+\\.\\d+\\.\\d+).*", "$1.U" + number));
      try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          out.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(out);
        }
      }
    }
    return bytes.toByteArray();
  }
}
