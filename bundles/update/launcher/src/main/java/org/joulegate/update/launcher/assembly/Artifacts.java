package org.joulegate.update.launcher.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jars that Maven resolved for the assembly: their versions stand in the root pom only. */
final class Artifacts {
  /**
   * One jar.
   *
   * @param group its group
   * @param name its artifact id
   * @param version the version that the root pom manages
   * @param file where it is
   */
  record Artifact(String group, String name, String version, Path file) {
    String fileName() {
      return name + "-" + version + ".jar";
    }
  }

  private static final Pattern LINE =
      Pattern.compile("\\s*([\\w.-]+):([\\w.-]+):jar:([\\w.-]+):\\w+:(\\S+\\.jar|\\S+classes).*");

  private final Map<String, Artifact> byName = new TreeMap<>();

  /**
   * Reads what {@code dependency:list} wrote with {@code outputAbsoluteArtifactFilename}.
   *
   * @throws IOException if the list cannot be read
   */
  static Artifacts read(Path list) throws IOException {
    Artifacts artifacts = new Artifacts();
    for (String line : Files.readAllLines(list)) {
      Matcher m = LINE.matcher(line.replaceAll("\u001B\\[[;\\d]*m", ""));
      if (m.matches()) {
        artifacts.byName.put(
            m.group(1) + ":" + m.group(2),
            new Artifact(m.group(1), m.group(2), m.group(3), Path.of(m.group(4))));
      }
    }
    return artifacts;
  }

  /**
   * The jar with these coordinates.
   *
   * @param id {@code group:artifact:${managed}}
   * @throws IllegalArgumentException if the assembly does not depend on it, or a version is written
   */
  Artifact find(String id) {
    String[] parts = id.split(":");
    if (parts.length != 3 || !parts[2].equals("${managed}")) {
      throw new IllegalArgumentException(
          "\"" + id + "\" is not group:artifact:${managed}; versions stand in the root pom only");
    }
    Artifact artifact = byName.get(parts[0] + ":" + parts[1]);
    if (artifact == null) {
      throw new IllegalArgumentException(
          parts[0] + ":" + parts[1] + " is no dependency in features/pom.xml");
    }
    return artifact;
  }
}
