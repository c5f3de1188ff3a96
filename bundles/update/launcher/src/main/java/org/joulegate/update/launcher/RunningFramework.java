package org.joulegate.update.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.apache.felix.framework.Felix;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The framework with the bundles of one composition. For use by one thread. */
final class RunningFramework {
  /** What the launcher and the bundles share: the launcher asks both services. */
  private static final String SYSTEM_PACKAGES =
      "org.osgi.service.cm;version=1.6.1,"
          + "org.osgi.service.component;version=1.5.1,"
          + "org.osgi.service.component.propertytypes;version=1.5.1,"
          + "org.osgi.service.component.runtime;version=1.5.1,"
          + "org.osgi.service.component.runtime.dto;version=1.5.1,"
          + "org.osgi.util.promise;version=1.3,"
          + "org.osgi.util.function;version=1.2";

  private static final String METATYPE_FOLDER = "OSGI-INF/metatype/";

  private final Felix framework;
  private final List<Bundle> bundles;

  private RunningFramework(Felix framework, List<Bundle> bundles) {
    this.framework = framework;
    this.bundles = bundles;
  }

  /**
   * Starts the framework with all bundles installed and none started.
   *
   * @param cache where it keeps them
   * @param properties what the features say to the framework
   * @throws StartException naming the bundle that is missing or was changed
   */
  static RunningFramework start(
      Path cache, Map<String, String> properties, BundleInstaller installer) throws StartException {
    Map<String, Object> configuration = new HashMap<>();
    configuration.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SYSTEM_PACKAGES);
    configuration.put("felix.log.level", "0");
    configuration.put("felix.service.urlhandlers", "false");
    configuration.put("ds.log.enabled", "false");
    // What fails is told in a sentence; the framework's own events carry a stack trace each.
    configuration.put("org.ops4j.pax.logging.service.frameworkEventsLogLevel", "AUDIT");
    configuration.putAll(properties);
    if (!installer.isCurrent()) {
      configuration.put(
          Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    }
    Felix felix = new Felix(configuration);
    try {
      felix.init();
      List<Bundle> bundles = installer.install(felix.getBundleContext());
      felix.start();
      return new RunningFramework(felix, bundles);
    } catch (BundleException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED,
          "the framework did not start in " + cache + ": " + e.getMessage(),
          e);
    } catch (StartException e) {
      new RunningFramework(felix, List.of()).stop(Duration.ofSeconds(2));
      throw e;
    }
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /**
   * What the bundles can be configured by: read from what was installed, so from verified bytes.
   *
   * @throws StartException if a resource is malformed
   */
  List<ConfigurationType> configurationTypes() throws StartException {
    XMLInputFactory factory = Metatype.newFactory();
    List<ConfigurationType> types = new ArrayList<>();
    for (Bundle bundle : bundles) {
      Collection<String> paths = paths(bundle);
      for (String path : paths) {
        URL resource = bundle.getEntry(path);
        if (resource == null || !path.endsWith(".xml")) {
          continue;
        }
        try (InputStream xml = resource.openStream()) {
          types.addAll(Metatype.read(factory, xml));
        } catch (IOException | XMLStreamException e) {
          throw new StartException(
              ExitStatus.NOT_STARTED,
              "the bundle " + bundle.getSymbolicName() + " has a malformed " + path,
              e);
        }
      }
    }
    return types;
  }

  private static List<String> paths(Bundle bundle) {
    var paths = bundle.getEntryPaths(METATYPE_FOLDER);
    return paths == null ? List.of() : Collections.list(paths);
  }

  /**
   * Starts one bundle for this run; a fragment is left to its host.
   *
   * @throws StartException naming the bundle and what it lacks
   */
  void start(Bundle bundle) throws StartException {
    if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
      return;
    }
    try {
      bundle.start(Bundle.START_TRANSIENT);
    } catch (BundleException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED,
          "the bundle " + bundle.getSymbolicName() + " did not start: " + Failure.sentence(e),
          e);
    }
  }

  /**
   * Starts all bundles but libraries, in their order.
   *
   * @throws StartException naming the first that did not start and what it lacks
   */
  void startAll(List<BundleFile> files) throws StartException {
    Set<String> libraries = new HashSet<>();
    files.stream().filter(file -> !file.started()).forEach(file -> libraries.add(file.location()));
    for (Bundle bundle : bundles) {
      if (!libraries.contains(bundle.getLocation())) {
        start(bundle);
      }
    }
  }

  /** The bundle of that symbolic name. */
  @Nullable Bundle bundle(String symbolicName) {
    for (Bundle bundle : bundles) {
      if (symbolicName.equals(bundle.getSymbolicName())) {
        return bundle;
      }
    }
    return null;
  }

  /**
   * A service that the launcher needs itself.
   *
   * @throws StartException if no bundle offers it
   */
  <S> S service(Class<S> type) throws StartException {
    ServiceReference<S> reference = context().getServiceReference(type);
    S service = reference == null ? null : context().getService(reference);
    if (service == null) {
      throw new StartException(
          ExitStatus.NOT_STARTED, "none of the bundles offers " + type.getName());
    }
    return service;
  }

  /** Whether any bundle offers a service of that interface. */
  boolean offers(String serviceInterface) {
    try {
      return context().getAllServiceReferences(serviceInterface, null) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Stops all bundles in reverse order, then the framework.
   *
   * @param within how long to wait in all
   * @return whether all stopped in time
   */
  boolean stop(Duration within) {
    Thread stopper = new Thread(this::stopBundles, "stop");
    stopper.setDaemon(true);
    stopper.start();
    try {
      stopper.join(within.toMillis());
      return !stopper.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void stopBundles() {
    try {
      for (int i = bundles.size() - 1; i >= 0; i--) {
        if (bundles.get(i).getState() == Bundle.ACTIVE) {
          bundles.get(i).stop(Bundle.STOP_TRANSIENT);
        }
      }
      framework.stop();
      framework.waitForStop(0);
    } catch (BundleException e) {
      System.err.println("joulegate: a bundle did not stop cleanly: " + Failure.sentence(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
