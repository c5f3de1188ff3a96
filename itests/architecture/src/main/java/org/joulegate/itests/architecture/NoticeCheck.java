package org.joulegate.itests.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every third party's library that is shipped stands in NOTICE with its licence. Shipped is what a
 * product module needs at run time and what a feature file names.
 */
final class NoticeCheck {

  /** {@code "id": "group:artifact:version"} or the same without a key, in a feature file. */
  private static final Pattern FEATURE_ID =
      Pattern.compile("\"([A-Za-z][\\w.-]*):([\\w.-]+):[\\w.${}-]+\"");

  private static final Pattern NOTICE_LINE =
      Pattern.compile("(?m)^  ([\\w.-]+:[\\w.-]+)\\s+(\\S.*)$");

  private NoticeCheck() {}

  static List<String> violations(Repository repository) throws IOException {
    Path notice = repository.root().resolve("NOTICE");
    Set<String> listed = new TreeSet<>();
    Matcher line = NOTICE_LINE.matcher(Files.exists(notice) ? Files.readString(notice) : "");
    while (line.find()) {
      listed.add(line.group(1));
    }
    List<String> found = new ArrayList<>();
    for (String library : shipped(repository)) {
      if (!listed.contains(library)) {
        found.add(library + " is shipped and NOTICE does not name it with its licence");
      }
    }
    return found;
  }

  static Set<String> shipped(Repository repository) throws IOException {
    Set<String> shipped = new TreeSet<>();
    for (Repository.Module module : repository.modules()) {
      if (module.isProduct()) {
        module.pom().dependencies().stream()
            .filter(each -> each.scope().equals("compile") || each.scope().equals("runtime"))
            .map(Pom.Dependency::coordinates)
            .forEach(shipped::add);
      }
    }
    for (Path file : Repository.filesBelow(repository.root().resolve("features"))) {
      String path = repository.relative(file);
      if (path.endsWith(".json") && !path.contains("/target/")) {
        Matcher id = FEATURE_ID.matcher(Files.readString(file));
        while (id.find()) {
          shipped.add(id.group(1) + ":" + id.group(2));
        }
      }
    }
    shipped.removeIf(library -> library.startsWith(Repository.GROUP + ":"));
    return shipped;
  }
}
