package org.joulegate.update.launcher;

import java.io.IOException;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Brings a plan into Configuration Admin, before any component is there to see it half done. */
final class ConfigurationStep {
  private ConfigurationStep() {}

  /**
   * Makes Configuration Admin hold exactly these configurations.
   *
   * @throws StartException if it cannot store them
   */
  static void apply(ConfigurationAdmin admin, Map<String, Map<String, Object>> wanted)
      throws StartException {
    try {
      Set<String> kept = new HashSet<>();
      for (Map.Entry<String, Map<String, Object>> entry : wanted.entrySet()) {
        Configuration configuration = configuration(admin, entry.getKey());
        Dictionary<String, Object> properties = new Hashtable<>(entry.getValue());
        configuration.updateIfDifferent(properties);
        kept.add(configuration.getPid());
      }
      Configuration[] present = admin.listConfigurations(null);
      if (present != null) {
        for (Configuration configuration : present) {
          if (!kept.contains(configuration.getPid())) {
            configuration.delete();
          }
        }
      }
    } catch (IOException | InvalidSyntaxException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED, "the configuration cannot be stored: " + e.getMessage(), e);
    }
  }

  private static Configuration configuration(ConfigurationAdmin admin, String pid)
      throws IOException {
    int tilde = pid.indexOf('~');
    return tilde < 0
        ? admin.getConfiguration(pid, "?")
        : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), "?");
  }
}
