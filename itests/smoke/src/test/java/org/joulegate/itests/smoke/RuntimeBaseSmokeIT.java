package org.joulegate.itests.smoke;

import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Declarative Services and Configuration Admin are there. */
public class RuntimeBaseSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base");
  }

  @Test
  public void componentsCanBeConfigured() throws Exception {
    assertTrue(service(ServiceComponentRuntime.class).getComponentDescriptionDTOs().isEmpty());
    service(ConfigurationAdmin.class).getConfiguration("any", "?").delete();
  }
}
