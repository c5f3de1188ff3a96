package org.joulegate.itests.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of {@code docs/dependency-rules.txt}: which bundle may use which bundle and which
 * library. The file's own head describes its syntax.
 */
final class DependencyRules {

  static final String FILE = "docs/dependency-rules.txt";
  private static final Pattern LINE =
      Pattern.compile("(bundle|library)\\s+([^:]+(?::[^\\s:]+[^:]*)*?)\\s+:(?:\\s+(.*?))?\\s*");

  private record Rule(
      List<Pattern> subjects, List<Pattern> allowed, List<Pattern> excluded, String reason) {
    boolean isAbout(String name) {
      return matches(subjects, name);
    }

    boolean allows(String name) {
      return matches(allowed, name) && !matches(excluded, name);
    }
  }

  private final List<Rule> bundles = new ArrayList<>();
  private final List<Rule> libraries = new ArrayList<>();

  static DependencyRules read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /**
   * Reads rules from text.
   *
   * @throws IllegalArgumentException when a line is neither a rule nor a comment, naming the line
   */
  static DependencyRules parse(String text) {
    DependencyRules rules = new DependencyRules();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        rules.add(line, i + 1);
      }
    }
    return rules;
  }

  private void add(String line, int number) {
    String[] ruleAndReason = line.split("\\s+--\\s+", 2);
    var matcher = LINE.matcher(ruleAndReason[0]);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          FILE + " line " + number + " is not of the form: bundle PATTERN... : PATTERN...");
    }
    Rule rule =
        new Rule(
            patterns(matcher.group(2), ""),
            patterns(Optional.ofNullable(matcher.group(3)).orElse(""), ""),
            patterns(Optional.ofNullable(matcher.group(3)).orElse(""), "!"),
            ruleAndReason.length == 2 ? ruleAndReason[1].strip() : "");
    (matcher.group(1).equals("bundle") ? bundles : libraries).add(rule);
  }

  /** Every edge of the repository that no rule allows, every bundle without a rule, every cycle. */
  List<String> violations(Repository repository) {
    List<String> found = new ArrayList<>();
    List<String> names = repository.modules().stream().map(Repository.Module::name).toList();
    for (Repository.Module module : repository.modules()) {
      if (bundles.stream().noneMatch(rule -> rule.isAbout(module.name()))) {
        found.add(
            "%s has no rule in %s: add a line that says what it may use"
                .formatted(module.pom().artifactId(), FILE));
        continue;
      }
      for (Pom.Dependency dependency : module.pom().dependencies()) {
        if (!dependency.forTests()) {
          violation(module, dependency, names).ifPresent(found::add);
        }
      }
    }
    found.addAll(new Cycles(repository).violations());
    return found;
  }

  private Optional<String> violation(
      Repository.Module module, Pom.Dependency dependency, List<String> names) {
    String from = module.name();
    if (dependency.groupId().equals(Repository.GROUP)) {
      String to = dependency.artifactId().substring(Repository.PREFIX.length());
      return mayUse(from, to, names, new HashSet<>())
          ? Optional.empty()
          : Optional.of(edge(module, dependency.artifactId(), ruleAbout(from).reason()));
    }
    return mayUseLibrary(from, dependency.coordinates())
        ? Optional.empty()
        : Optional.of(edge(module, dependency.coordinates(), whoMayUse(dependency.coordinates())));
  }

  private static String edge(Repository.Module module, String to, String reason) {
    return "%s -> %s is not allowed%s"
        .formatted(module.pom().artifactId(), to, reason.isEmpty() ? "" : ": " + reason);
  }

  private boolean mayUse(String from, String to, List<String> names, Set<String> seen) {
    Optional<Rule> rule = bundles.stream().filter(each -> each.isAbout(from)).findFirst();
    if (rule.isEmpty() || !seen.add(from)) {
      return false;
    }
    return rule.get().allows(to)
        || names.stream()
            .filter(rule.get()::allows)
            .anyMatch(between -> mayUse(between, to, names, seen));
  }

  private Rule ruleAbout(String name) {
    return bundles.stream().filter(each -> each.isAbout(name)).findFirst().orElseThrow();
  }

  private boolean mayUseLibrary(String bundle, String library) {
    return libraries.stream().anyMatch(rule -> rule.isAbout(library) && rule.allows(bundle));
  }

  private String whoMayUse(String library) {
    return libraries.stream()
        .filter(rule -> rule.isAbout(library) && !rule.isAbout("any:library"))
        .findFirst()
        .map(rule -> rule.reason().isEmpty() ? "it belongs to another bundle" : rule.reason())
        .orElse("no bundle owns this library, add it to " + FILE);
  }

  private static boolean matches(List<Pattern> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  /** The words with the given mark (none, or the {@code !} of an exclusion), as patterns. */
  private static List<Pattern> patterns(String words, String mark) {
    return Arrays.stream(words.strip().split("\\s+"))
        .filter(word -> !word.isEmpty() && word.startsWith("!") == mark.equals("!"))
        .map(word -> word.substring(mark.length()))
        .map(word -> Pattern.compile(Pattern.quote(word).replace("*", "\\E.*\\Q")))
        .toList();
  }
}
