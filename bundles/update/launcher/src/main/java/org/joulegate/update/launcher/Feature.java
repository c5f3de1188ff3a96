package org.joulegate.update.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A capability: bundles and their configuration, as OSGi Compendium R8.1, chapter 159 (Feature
 * Service), writes it.
 *
 * @param id Maven coordinates
 * @param bundles in the order to start them
 * @param configurations key and value by PID
 * @param frameworkProperties launching properties (chapter 160.4.2.4)
 */
record Feature(
    String id,
    List<BundleFile> bundles,
    Map<String, Map<String, @Nullable Object>> configurations,
    Map<String, String> frameworkProperties) {
  private static final Set<String> MEMBERS =
      Set.of(
          "feature-resource-version",
          "id",
          "name",
          "description",
          "docURL",
          "license",
          "vendor",
          "SCM",
          "categories",
          "complete",
          "variables",
          "bundles",
          "configurations",
          "extensions");
  private static final String LAUNCHING = "framework-launching-properties";

  /**
   * Reads a feature file.
   *
   * @throws IllegalArgumentException naming the file and what is wrong in it
   */
  static Feature parse(String where, String text) {
    JsonView json = JsonView.parse(where, text).allowOnly(MEMBERS);
    List<BundleFile> bundles = new ArrayList<>();
    for (JsonView bundle : json.objects("bundles")) {
      bundles.add(bundle(where, bundle));
    }
    JsonView extensions = json.object("extensions").allowOnly(Set.of(LAUNCHING));
    Map<String, String> properties = new LinkedHashMap<>();
    JsonView launching = extensions.object(LAUNCHING).object("json");
    for (String name : launching.names()) {
      properties.put(name, launching.string(name));
    }
    return new Feature(
        json.string("id"), bundles, configurations(json.object("configurations")), properties);
  }

  /** Key and value by PID. */
  static Map<String, Map<String, @Nullable Object>> configurations(JsonView json) {
    Map<String, Map<String, @Nullable Object>> configurations = new LinkedHashMap<>();
    for (String pid : json.names()) {
      configurations.put(pid, json.object(pid).members());
    }
    return configurations;
  }

  /** Beside its id a bundle has two members of ours: its hash, and start, false for a library. */
  private static BundleFile bundle(String where, JsonView bundle) {
    try {
      return new BundleFile(
          bundle.string("id"),
          bundle.names().contains("hash") ? bundle.string("hash") : "",
          starts(bundle.members().get("start")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  /** Felix's writer, which the assembly uses, writes a truth value as a text. */
  private static boolean starts(@Nullable Object start) {
    String text = start == null ? "true" : start.toString();
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("start is true or false, not " + text);
    }
    return text.equals("true");
  }
}
