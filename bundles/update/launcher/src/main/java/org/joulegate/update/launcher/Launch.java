package org.joulegate.update.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** One start of one profile, step by step; whatever fails ends it with a sentence. */
final class Launch implements AutoCloseable {
  private static final String CONFIGURATION_ADMIN = "org.apache.felix.configadmin";
  private static final Duration COMPONENTS_WITHIN = Duration.ofSeconds(10);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final long began = System.nanoTime();
  private final Distribution distribution;
  private final RunArguments arguments;
  private final Console console;
  private @Nullable DataDirectory data;
  private @Nullable RunningFramework framework;
  private volatile boolean closed;

  Launch(Distribution distribution, RunArguments arguments, Console console) {
    this.distribution = distribution;
    this.arguments = arguments;
    this.console = console;
  }

  /**
   * Starts everything; returns when it runs.
   *
   * @throws StartException if it does not
   */
  void start() throws StartException, InterruptedException {
    Composition composition =
        Composition.read(distribution, arguments.profile(), arguments.settings());
    DataDirectory directory = DataDirectory.open(arguments.data());
    synchronized (this) {
      data = directory;
    }
    boolean started = false;
    try {
      start(composition, directory);
      started = true;
    } finally {
      // A start that was asked to end says nothing about the cache.
      if (!started && !closed) {
        forgetCache(directory);
      }
    }
  }

  private void start(Composition composition, DataDirectory directory)
      throws StartException, InterruptedException {
    ClassArchive archive = classArchive();
    boolean paired = Files.exists(directory.pairingText());
    useTemporaryFolder(directory);
    RunningFramework running = framework(composition, directory);
    configure(composition, directory, running);
    running.startAll(composition.bundles());
    ComponentCheck check =
        new ComponentCheck(
            running.service(ServiceComponentRuntime.class),
            running::offers,
            composition.profile().required());
    awaitComponents(check);
    tell(composition, directory, paired);
    watch(check, running.context());
    if (archive != null) {
      archive.cameUp();
    }
  }

  private void forgetCache(DataDirectory directory) {
    try {
      BundleInstaller.forget(directory.framework());
    } catch (IOException e) {
      console.fault(directory.framework() + " cannot be written: " + e.getMessage());
    }
  }

  private static @Nullable ClassArchive classArchive() {
    try {
      return ClassArchive.ofCommand();
    } catch (IOException e) {
      // Then this start is no faster.
      return null;
    }
  }

  private RunningFramework framework(Composition composition, DataDirectory directory)
      throws StartException {
    BundleInstaller installer =
        new BundleInstaller(distribution, directory.framework(), composition.bundles());
    RunningFramework running =
        RunningFramework.start(directory.framework(), composition.frameworkProperties(), installer);
    synchronized (this) {
      framework = running;
    }
    return running;
  }

  /** SQLite unpacks its native library; the common temporary folder may forbid to execute it. */
  private static void useTemporaryFolder(DataDirectory directory) throws StartException {
    Path folder = directory.root().resolve("tmp");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED, folder + " cannot be made: " + e.getMessage(), e);
    }
    if (System.getProperty("org.sqlite.tmpdir") == null) {
      System.setProperty("org.sqlite.tmpdir", folder.toString());
    }
  }

  private void configure(Composition composition, DataDirectory directory, RunningFramework running)
      throws StartException {
    Map<String, String> variables =
        Map.of("data", directory.root().toString(), "profile", arguments.profile());
    ConfigurationPlan plan =
        new ConfigurationPlan(
            running.configurationTypes(),
            composition.profile().whenConfigured().keySet(),
            variables);
    for (Feature feature : composition.features()) {
      plan.add("the feature " + feature.id(), feature.configurations());
    }
    plan.add("the profile " + arguments.profile(), composition.profile().configurations());
    plan.add(arguments.settings());
    Map<String, Map<String, Object>> wanted = plan.complete();
    Bundle admin = running.bundle(CONFIGURATION_ADMIN);
    if (admin == null) {
      throw new StartException(
          ExitStatus.NOT_STARTED, "none of the features brings " + CONFIGURATION_ADMIN);
    }
    running.start(admin);
    ConfigurationStep.apply(running.service(ConfigurationAdmin.class), wanted);
  }

  private static void awaitComponents(ComponentCheck check)
      throws StartException, InterruptedException {
    long deadline = System.nanoTime() + COMPONENTS_WITHIN.toNanos();
    while (true) {
      List<ComponentCheck.Problem> problems = check.problems();
      if (problems.isEmpty()) {
        return;
      }
      ComponentCheck.Problem first = problems.get(0);
      if (first.failed() || System.nanoTime() - deadline > 0) {
        throw new StartException(ExitStatus.NOT_STARTED, first.sentence());
      }
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
  }

  private void tell(Composition composition, DataDirectory directory, boolean paired)
      throws InterruptedException {
    console.say(
        "Joulegate " + arguments.profile() + " runs: " + composition.profile().title() + ".");
    console.say("  data       " + directory.root());
    StatusFile.whereToLook(directory.root()).forEach(line -> console.say("  " + line));
    Path pairing = directory.pairingText();
    if (!paired && Files.exists(pairing)) {
      try {
        Files.readString(pairing).lines().forEach(line -> console.say("  " + line));
      } catch (IOException e) {
        console.fault(pairing + " cannot be read: " + e.getMessage());
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    console.say(
        String.format(
            "Ready after %d.%02d s. Ctrl-C stops it.", took.toSeconds(), took.toMillisPart() / 10));
  }

  /** Says what goes wrong later, once each: nobody else would tell the person at the console. */
  private void watch(ComponentCheck check, BundleContext context) {
    Set<String> told = new HashSet<>();
    ServiceListener listener =
        event -> {
          if (closed || event.getType() != ServiceEvent.MODIFIED) {
            return;
          }
          Set<String> now = new HashSet<>();
          for (ComponentCheck.Problem problem : check.problems()) {
            now.add(problem.sentence());
            if (!told.contains(problem.sentence())) {
              console.fault(problem.sentence());
            }
          }
          told.clear();
          told.addAll(now);
        };
    try {
      context.addServiceListener(
          listener,
          "(" + Constants.OBJECTCLASS + "=" + ServiceComponentRuntime.class.getName() + ")");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The framework that was started, for whoever looks on from this process.
   *
   * @throws IllegalStateException if none was
   */
  synchronized BundleContext context() {
    if (framework == null) {
      throw new IllegalStateException("nothing was started");
    }
    return framework.context();
  }

  /** Whether it ends or has ended; what fails from then on is a consequence. For any thread. */
  boolean isClosed() {
    return closed;
  }

  /** Stops everything that was started, in reverse order, within ten seconds. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (framework != null && !framework.stop(STOP_WITHIN)) {
      console.fault("not everything stopped within " + STOP_WITHIN.toSeconds() + " s");
    }
    if (data != null) {
      try {
        data.close();
      } catch (IOException e) {
        console.fault("the lock of " + data.root() + " was not given back: " + e.getMessage());
      }
    }
  }
}
