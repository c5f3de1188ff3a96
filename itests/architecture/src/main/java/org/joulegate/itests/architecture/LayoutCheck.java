package org.joulegate.itests.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders, names and versions: a folder's path is its bundle's name, and a version stands once. */
final class LayoutCheck {

  private static final List<String> TOP_LEVEL =
      List.of("bundles", "hal-bundles", "features", "runtime-config", "itests", "docs");

  private LayoutCheck() {}

  static List<String> violations(Repository repository) throws IOException {
    List<String> found = new ArrayList<>();
    for (String folder : repository.rootPom().modules()) {
      if (!Files.exists(repository.root().resolve(folder).resolve("pom.xml"))) {
        found.add("pom.xml lists the module " + folder + ", which has no pom.xml");
      }
    }
    for (String folder : repository.foldersWithPom()) {
      if (!repository.rootPom().modules().contains(folder)) {
        found.add(folder + "/pom.xml is not listed in <modules> of the root pom.xml");
      }
    }
    for (Repository.Module module : repository.modules()) {
      String expected = artifactIdOf(module.folder());
      if (!module.pom().artifactId().equals(expected)) {
        found.add(
            "%s has the artifactId %s, its path says %s"
                .formatted(module.folder(), module.pom().artifactId(), expected));
      }
      for (String coordinates : module.pom().versions()) {
        found.add(
            "%s/pom.xml writes a version for %s: versions stand in the root pom.xml"
                .formatted(module.folder(), coordinates));
      }
    }
    for (String folder : TOP_LEVEL) {
      Path path = repository.root().resolve(folder);
      if (Files.isDirectory(path) && !Files.exists(path.resolve("README.md"))) {
        found.add(folder + "/README.md is missing: what lives there, what may depend on what");
      }
    }
    return found;
  }

  /** {@code bundles/codec/sml} is {@code codec.sml}, {@code hal-bundles/tcp} is {@code hal.tcp}. */
  static String artifactIdOf(String folder) {
    String name = folder;
    if (name.startsWith("bundles/")) {
      name = name.substring("bundles/".length());
    } else if (name.startsWith("hal-bundles/")) {
      name = "hal/" + name.substring("hal-bundles/".length());
    }
    return Repository.PREFIX + name.replace('/', '.');
  }
}
