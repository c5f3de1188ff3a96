package org.joulegate.itests.smoke;

import java.util.List;
import java.util.Map;
import org.joulegate.metering.api.MeterDirectory;
import org.joulegate.metering.api.MeterId;
import org.junit.Test;

/** A simulated meter speaks over a simulated line, and is read. */
public class SimulationSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust", "metering", "adapter-optical", "simulation");
  }

  @Test
  public void aSimulatedMeterIsRead() throws Exception {
    configureStores();
    configure("org.joulegate.adapter.optical~main", Map.of("link", "sim:house?every=100ms"));
    MeterDirectory directory = service(MeterDirectory.class);
    await("the meter is known", () -> directory.meter(new MeterId("1JGT0000001001")).isPresent());
  }
}
