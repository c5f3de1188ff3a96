package org.joulegate.ops.health.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joulegate.adapter.api.AdapterSupervision;
import org.joulegate.han.api.HanEndpoint;
import org.joulegate.metering.api.MeterDirectory;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.wan.api.Uplink;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Writes the status of whatever the runtime has. It is made anew when one of them comes or goes:
 * that is cheap, and leaves nothing to be kept in step.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = HealthStatus.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HealthStatus.Config.class)
public final class HealthStatus {
  static final String PID = "org.joulegate.ops.health";

  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

  /** Where and how often. */
  @ObjectClassDefinition(name = "Health", description = "How the runtime is, in status.json")
  public @interface Config {
    @AttributeDefinition(description = "The directory that holds status.json")
    String directory();

    @AttributeDefinition(
        description =
            "After how many seconds the file is written although nothing changed, 1 to 3600",
        min = "1",
        max = "3600")
    int every() default 5;

    @AttributeDefinition(
        description =
            "Files in which a bundle keeps its address, each as NAME=PATH; they may come late")
    String[] addresses() default {};
  }

  private final Thread thread;

  /** Writes the first status before it returns. */
  @Activate
  public HealthStatus(
      Config config,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable MeteringClock clock,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable KeyMemory keys,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable AdapterSupervision adapters,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable MeterDirectory meters,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable ReadingJournal journal,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Uplink> uplinks,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) List<HanEndpoint> endpoints) {
    Observed observed =
        new Observed(
            clock,
            keys,
            adapters,
            meters,
            journal,
            new ArrayList<>(uplinks),
            new ArrayList<>(endpoints));
    Status status = new Status(observed, List.of(config.addresses()));
    StatusWriter writer =
        new StatusWriter(
            Path.of(config.directory()), Duration.ofSeconds(config.every()), status::body);
    writer.look();
    this.thread = new Thread(writer, "health");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the thread; the file stays and says how it was. */
  @Deactivate
  public void close() {
    thread.interrupt();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
