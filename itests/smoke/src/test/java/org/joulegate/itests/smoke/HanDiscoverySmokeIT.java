package org.joulegate.itests.smoke;

import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The announcer runs beside the endpoints that it announces. */
public class HanDiscoverySmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust", "metering", "settlement", "han-coap", "han-discovery");
  }

  @Test
  public void theAnnouncerRuns() throws Exception {
    configureStores();
    configure("org.joulegate.han.discovery", Map.of("interfaces", new String[] {"lo"}));
    configure("org.joulegate.han.coap", Map.of("securePort", 0));
    awaitComponent("org.joulegate.han.discovery.internal.Announcer");
  }
}
