package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.List;
import java.util.Map;
import org.joulegate.wan.api.Uplink;
import org.junit.Test;

/** The line to a centre that is away says so. */
public class WanLinkSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust", "metering", "settlement", "reports", "wan-link");
  }

  @Test
  public void theLineSaysHowItIs() throws Exception {
    configureStores();
    configure("org.joulegate.wan.link", Map.of("centre", "https://localhost:9"));
    Uplink.State state = service(Uplink.class).state();
    assertEquals("https://localhost:9", state.centre());
    assertFalse(state.connected());
  }
}
