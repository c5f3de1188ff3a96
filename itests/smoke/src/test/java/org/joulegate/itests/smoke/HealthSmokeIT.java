package org.joulegate.itests.smoke;

import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The state is written where a person looks. */
public class HealthSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust", "metering", "settlement", "health");
  }

  @Test
  public void theStateIsWritten() throws Exception {
    configureStores();
    configure("org.joulegate.ops.health", Map.of("directory", data().toString()));
    var status = data().resolve("status.json");
    await("a status is there", () -> Files.exists(status));
    assertTrue(Files.readString(status).contains("\"runtime\""));
  }
}
