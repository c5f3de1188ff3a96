package org.joulegate.itests.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A made-up source tree in a temporary folder. */
final class SmallRepository {

  private final Path root;
  private final List<String> folders = new ArrayList<>();

  SmallRepository(Path root) {
    this.root = root;
  }

  /** Adds a module that depends on {@code group:artifact[:scope]} each. */
  SmallRepository module(String folder, String... dependencies) throws IOException {
    return module(folder, LayoutCheck.artifactIdOf(folder), dependencies);
  }

  SmallRepository module(String folder, String artifactId, String[] dependencies)
      throws IOException {
    folders.add(folder);
    StringBuilder written = new StringBuilder();
    for (String each : dependencies) {
      String[] part = each.split(":");
      written.append("<dependency><groupId>").append(part[0]).append("</groupId><artifactId>");
      written.append(part[1]).append("</artifactId>");
      if (part.length > 2) {
        written.append("<scope>").append(part[2]).append("</scope>");
      }
      written.append("</dependency>");
    }
    write(
        folder + "/pom.xml",
        "<project><artifactId>%s</artifactId><dependencies>%s</dependencies></project>"
            .formatted(artifactId, written));
    return this;
  }

  SmallRepository write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  Repository read() throws IOException {
    StringBuilder modules = new StringBuilder();
    folders.forEach(folder -> modules.append("<module>").append(folder).append("</module>"));
    write(
        "pom.xml",
        "<project><artifactId>joulegate</artifactId><modules>%s</modules></project>"
            .formatted(modules));
    return Repository.at(root);
  }
}
