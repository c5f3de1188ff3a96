package org.joulegate.update.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A profile with its features read: what exactly is going to run.
 *
 * @param profile the profile
 * @param features its features, in the order to start them
 */
record Composition(Profile profile, List<Feature> features) {

  /**
   * Reads what a profile consists of.
   *
   * @param settings the command line's, which may ask for further features
   * @throws StartException naming a file that is missing or malformed
   */
  static Composition read(Distribution distribution, String name, List<Setting> settings)
      throws StartException {
    Profile profile = distribution.profile(name);
    Set<String> names = new LinkedHashSet<>(profile.features());
    profile
        .whenConfigured()
        .forEach(
            (pid, more) -> {
              boolean configured =
                  profile.configurations().containsKey(pid)
                      || settings.stream().anyMatch(setting -> setting.pid().equals(pid));
              if (configured) {
                names.addAll(more);
              }
            });
    List<Feature> features = new ArrayList<>();
    for (String feature : names) {
      features.add(distribution.feature(feature));
    }
    return new Composition(profile, features);
  }

  /** The bundles without doubles, in the order to start them. */
  List<BundleFile> bundles() {
    Set<BundleFile> bundles = new LinkedHashSet<>();
    features.forEach(feature -> bundles.addAll(feature.bundles()));
    return List.copyOf(bundles);
  }

  /** What the features say to the framework. */
  Map<String, String> frameworkProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    features.forEach(feature -> properties.putAll(feature.frameworkProperties()));
    return properties;
  }
}
