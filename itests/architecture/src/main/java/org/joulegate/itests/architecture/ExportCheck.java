package org.joulegate.itests.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What bundles export: never an internal package, always with a version and a package Javadoc; and
 * every package is null-marked, because an unmarked one is not checked.
 */
final class ExportCheck {

  /** A clause of Export-Package: names, then attributes and directives with quoted values. */
  private static final Pattern CLAUSE =
      Pattern.compile("([\\w.]+)((?:;[\\w.:-]+=(?:\"[^\"]*\"|[^;,\"]*))*)(?:,|$)");

  private static final Pattern VERSION = Pattern.compile(";version=\"?([^\";]+)\"?");
  private static final Pattern JAVADOC_FIRST =
      Pattern.compile("\\s*/\\*\\*.+?\\*/\\s*@.*", Pattern.DOTALL);

  private ExportCheck() {}

  /** Findings in the sources; needs no build. */
  static List<String> violations(Repository repository) throws IOException {
    List<String> found = new ArrayList<>();
    for (Repository.Module module : repository.modules()) {
      if (!module.isProduct()) {
        continue;
      }
      Path sources = module.directory().resolve("src/main/java");
      for (Path folder :
          Repository.filesBelow(sources).stream()
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList()) {
        checkPackage(repository, folder, found);
      }
      Path bnd = module.directory().resolve("bnd.bnd");
      if (Files.exists(bnd) && Files.readString(bnd).contains("Export-Package")) {
        found.add(
            repository.relative(bnd)
                + " writes Export-Package: @Export in package-info.java says it");
      }
    }
    return found;
  }

  private static void checkPackage(Repository repository, Path folder, List<String> found)
      throws IOException {
    Path info = folder.resolve("package-info.java");
    String text = Files.exists(info) ? Files.readString(info) : "";
    String where = repository.relative(folder);
    if (!text.contains("@NullMarked")) {
      found.add(where + " has no package-info.java with @NullMarked: nothing checks its nulls");
    }
    if (!text.contains("@Export")) {
      return;
    }
    if (isInternal(where.replace('/', '.'))) {
      found.add(where + " is internal and must not be exported");
    }
    if (!text.contains("@Version(")) {
      found.add(where + " is exported without @Version");
    }
    if (!JAVADOC_FIRST.matcher(text).matches()) {
      found.add(where + " is exported and its package-info.java has no Javadoc");
    }
  }

  /** Findings in the manifests that bnd wrote; needs a build. */
  static List<String> violationsOfManifests(Repository repository) throws IOException {
    List<String> found = new ArrayList<>();
    for (Repository.Module module : repository.modules()) {
      Path classes = module.directory().resolve("target/classes");
      if (!Files.exists(classes.resolve("META-INF/MANIFEST.MF"))) {
        continue;
      }
      exports(classes)
          .forEach(
              (name, version) -> {
                if (isInternal(name)) {
                  found.add(module.pom().artifactId() + " exports the internal package " + name);
                }
                if (version.isEmpty() || version.equals("0.0.0")) {
                  found.add(module.pom().artifactId() + " exports " + name + " without a version");
                }
              });
    }
    return found;
  }

  /** The packages that a folder of classes exports by its manifest, with their versions. */
  static Map<String, String> exports(Path classes) throws IOException {
    Map<String, String> exports = new TreeMap<>();
    try (InputStream in = Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
      String header = new Manifest(in).getMainAttributes().getValue("Export-Package");
      Matcher clause = CLAUSE.matcher(header == null ? "" : header);
      while (clause.find()) {
        Matcher version = VERSION.matcher(clause.group(2));
        exports.put(clause.group(1), version.find() ? version.group(1) : "");
      }
    }
    return exports;
  }

  private static boolean isInternal(String packageName) {
    return packageName.endsWith(".internal") || packageName.contains(".internal.");
  }
}
