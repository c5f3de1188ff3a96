package org.joulegate.update.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one runtime is composed of.
 *
 * @param title what it is, one phrase for a person
 * @param features the names of its features, in the order to start them
 * @param whenConfigured further features, by the PID whose configuration asks for them
 * @param configurations key and value by PID, over what the features say
 * @param required components that must be satisfied even if they need a configuration and none is
 *     given
 */
record Profile(
    String title,
    List<String> features,
    Map<String, List<String>> whenConfigured,
    Map<String, Map<String, @Nullable Object>> configurations,
    List<String> required) {
  private static final Set<String> MEMBERS =
      Set.of("title", "features", "when-configured", "configurations", "required-components");

  /**
   * Reads a profile file.
   *
   * @throws IllegalArgumentException naming the file and what is wrong in it
   */
  static Profile parse(String where, String text) {
    JsonView json = JsonView.parse(where, text).allowOnly(MEMBERS);
    Map<String, List<String>> whenConfigured = new LinkedHashMap<>();
    JsonView conditions = json.object("when-configured");
    for (String pid : conditions.names()) {
      whenConfigured.put(pid, conditions.strings(pid));
    }
    return new Profile(
        json.string("title"),
        json.strings("features"),
        whenConfigured,
        Feature.configurations(json.object("configurations")),
        json.strings("required-components"));
  }
}
