package org.joulegate.adapter.host.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.joulegate.adapter.api.AdapterSupervision;
import org.joulegate.adapter.api.MeterAdapter;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ReadingJournal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Runs every adapter that is registered, for as long as it is. */
@Component(service = AdapterSupervision.class, immediate = true)
public final class AdapterHost implements AdapterSupervision {
  private static final long WATCH_EVERY_MILLIS = 1000;

  private final ReadingJournal journal;
  private final MeteringClock clock;
  private final Map<MeterAdapter, Supervisor> supervisors = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch;

  /** Begins to watch; adapters are bound afterwards. */
  @Activate
  public AdapterHost(@Reference ReadingJournal journal, @Reference MeteringClock clock) {
    this.journal = journal;
    this.clock = clock;
    watch =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "adapter.host watch");
              thread.setDaemon(true);
              return thread;
            });
    watch.scheduleWithFixedDelay(
        this::watchAll, WATCH_EVERY_MILLIS, WATCH_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void watchAll() {
    for (Supervisor supervisor : supervisors.values()) {
      try {
        supervisor.watch();
      } catch (RuntimeException e) {
        // What an adapter says of itself must not end the watch over the others.
        supervisor.refused("its silence cannot be watched: " + e.getMessage());
      }
    }
  }

  @Reference(
      service = MeterAdapter.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bind(MeterAdapter adapter) {
    Supervisor supervisor = new Supervisor(adapter, journal, clock, System::nanoTime);
    supervisors.put(adapter, supervisor);
    supervisor.start();
  }

  void unbind(MeterAdapter adapter) {
    Supervisor supervisor = supervisors.remove(adapter);
    if (supervisor != null) {
      supervisor.askToStop();
      supervisor.stop();
    }
  }

  @Deactivate
  void stop() {
    watch.shutdownNow();
    supervisors.values().forEach(Supervisor::askToStop);
    supervisors.values().forEach(Supervisor::stop);
    supervisors.clear();
  }

  @Override
  public List<Supervised> adapters() {
    return supervisors.values().stream()
        .map(Supervisor::state)
        .sorted(Comparator.comparing(Supervised::instance))
        .toList();
  }
}
