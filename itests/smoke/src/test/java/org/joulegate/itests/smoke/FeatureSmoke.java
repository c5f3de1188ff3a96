package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.options.UrlProvisionOption;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Starts the bundles of some features of the distribution, and no others, in a framework of their
 * own. Each feature has a test class that shows its main service at work.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class FeatureSmoke {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Pattern BUNDLE =
      Pattern.compile("\"id\" *: *\"[^:\"]+:([^:\"]+):([^:\"]+)\"");
  private static final String NOT_STARTED = "\"start\":false";

  @Inject protected BundleContext context;

  /** The feature under test, after those that it relies on. */
  protected abstract List<String> features();

  /** What Pax Exam starts. */
  @Configuration
  public Option[] configuration() throws IOException {
    Path home = Path.of(System.getProperty("joulegate.distribution")).normalize();
    Path work = Files.createDirectories(Path.of(System.getProperty("joulegate.work")));
    List<Option> options = new ArrayList<>();
    options.add(junitBundles());
    options.add(
        systemProperty("joulegate.data")
            .value(Files.createTempDirectory(work, "smoke").toString()));
    options.add(systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"));
    options.add(frameworkProperty("felix.log.level").value("1"));
    for (String library :
        List.of("org.osgi.util.function", "org.osgi.util.promise", "org.osgi.service.component")) {
      options.add(bundle(jar(home.resolve("lib"), library)));
    }
    Set<String> seen = new LinkedHashSet<>();
    for (String feature : features()) {
      for (String entry : entries(home.resolve("features/" + feature + ".json"))) {
        Matcher id = BUNDLE.matcher(entry);
        if (id.find() && seen.add(id.group(1))) {
          Path file = home.resolve("bundles/" + id.group(1) + "-" + id.group(2) + ".jar");
          UrlProvisionOption option = bundle(file.toUri().toString());
          boolean starts = !entry.replace(" ", "").contains(NOT_STARTED);
          options.add(starts ? option : option.noStart());
        }
      }
    }
    return options.toArray(Option[]::new);
  }

  private static String jar(Path folder, String artifact) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(artifact + "-"))
          .findFirst()
          .orElseThrow()
          .toUri()
          .toString();
    }
  }

  /** The bundles of a feature, each from its brace to the next. */
  private static List<String> entries(Path feature) throws IOException {
    String text = Files.readString(feature);
    String bundles = text.substring(text.indexOf("\"bundles\""));
    return Arrays.asList(bundles.substring(0, bundles.indexOf(']')).split("\\{"));
  }

  @Test
  public void theFeatureNeedsNoOtherBundle() {
    for (Bundle bundle : context.getBundles()) {
      assertEquals(
          bundle + " is resolved", 0, bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED));
    }
  }

  /** The folder for the data of this test. */
  protected Path data() {
    return Path.of(System.getProperty("joulegate.data"));
  }

  /** Waits for a service. */
  protected <S> S service(Class<S> type) throws InterruptedException {
    ServiceTracker<S, S> tracker = new ServiceTracker<>(context, type, null);
    tracker.open();
    try {
      assertNotNull("nobody offers " + type.getName(), tracker.waitForService(LONG.toMillis()));
      // Held until the framework stops, beyond the end of the tracker.
      return context.getService(tracker.getServiceReference());
    } finally {
      tracker.close();
    }
  }

  /** Configures a component; {@code PID~name} for one of several. */
  protected void configure(String pid, Map<String, Object> values) throws Exception {
    ConfigurationAdmin admin = service(ConfigurationAdmin.class);
    int tilde = pid.indexOf('~');
    var configuration =
        tilde < 0
            ? admin.getConfiguration(pid, "?")
            : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), "?");
    configuration.update(new Hashtable<>(values));
  }

  /** Configures where key memory and journal are. */
  protected void configureStores() throws Exception {
    configure("org.joulegate.trust.keys", Map.of("directory", data().resolve("trust").toString()));
    configure(
        "org.joulegate.metering.journal",
        Map.of("directory", data().resolve("journal").toString()));
  }

  /** Waits until a component is satisfied, and activates it if nobody has. */
  protected void awaitComponent(String name) throws Exception {
    ServiceComponentRuntime runtime = service(ServiceComponentRuntime.class);
    await(
        name + " is satisfied",
        () ->
            runtime.getComponentDescriptionDTOs().stream()
                .filter(component -> component.name.equals(name))
                .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
                .anyMatch(
                    configuration ->
                        configuration.state == ComponentConfigurationDTO.SATISFIED
                            || configuration.state == ComponentConfigurationDTO.ACTIVE));
  }

  /** Waits for a state. */
  protected static void await(String what, Callable<Boolean> state) throws Exception {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!state.call()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + LONG + ": " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }
}
