package org.joulegate.itests.architecture;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * The exported API of every bundle, as text under {@code docs/api}: packages with their versions,
 * public types, public and protected members with constants. A difference is a finding until
 * somebody accepts it, so that no API changes unseen. From the first release on, bnd's baseline
 * checks the package versions against that release besides.
 */
final class ApiBaseline {

  static final String FOLDER = "docs/api";
  private static final int SHOWN = 30;
  private static final Pattern UNNAMED_CLASS = Pattern.compile(".*\\$\\d.*\\.class");

  private static final Pattern TYPE_NAME = Pattern.compile("(?:class|interface) ([\\w.$]+)");

  private final Repository repository;

  ApiBaseline(Repository repository) {
    this.repository = repository;
  }

  /** Compares what was built with what is committed; needs a build. */
  List<String> violations() throws IOException {
    List<String> found = new ArrayList<>();
    Map<String, String> built = built();
    for (Map.Entry<String, String> bundle : built.entrySet()) {
      Path file = file(bundle.getKey());
      String committed = Files.exists(file) ? Files.readString(file) : "";
      if (!committed.equals(bundle.getValue())) {
        found.add(difference(bundle.getKey(), committed, bundle.getValue()));
      }
    }
    for (Path file : Repository.filesBelow(repository.root().resolve(FOLDER))) {
      String name = file.getFileName().toString().replaceFirst("\\.txt$", "");
      if (file.toString().endsWith(".txt") && !built.containsKey(name)) {
        found.add(repository.relative(file) + " describes a bundle that exports nothing any more");
      }
    }
    return found;
  }

  /** Writes what was built over what is committed; returns the files written or deleted. */
  List<String> accept() throws IOException {
    List<String> changed = new ArrayList<>();
    Map<String, String> built = built();
    Files.createDirectories(repository.root().resolve(FOLDER));
    for (Map.Entry<String, String> bundle : built.entrySet()) {
      Path file = file(bundle.getKey());
      if (!Files.exists(file) || !Files.readString(file).equals(bundle.getValue())) {
        Files.writeString(file, bundle.getValue());
        changed.add(repository.relative(file));
      }
    }
    for (Path file : Repository.filesBelow(repository.root().resolve(FOLDER))) {
      String name = file.getFileName().toString();
      if (name.endsWith(".txt") && !built.containsKey(name.substring(0, name.length() - 4))) {
        Files.delete(file);
        changed.add(repository.relative(file));
      }
    }
    return changed;
  }

  private Path file(String bundle) {
    return repository.root().resolve(FOLDER).resolve(bundle + ".txt");
  }

  private Map<String, String> built() throws IOException {
    Map<String, String> built = new TreeMap<>();
    for (Repository.Module module : repository.modules()) {
      Path classes = module.directory().resolve("target/classes");
      if (module.isProduct() && Files.exists(classes.resolve("META-INF/MANIFEST.MF"))) {
        String text = describe(classes);
        if (!text.isEmpty()) {
          built.put(module.pom().artifactId(), text);
        }
      }
    }
    return built;
  }

  /** The exported API of one folder of classes, sorted, so that only meaning makes a difference. */
  static String describe(Path classes) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> exported : ExportCheck.exports(classes).entrySet()) {
      text.append("package %s %s\n".formatted(exported.getKey(), exported.getValue()));
      Path folder = classes.resolve(exported.getKey().replace('.', '/'));
      List<String> files =
          Repository.filesBelow(folder).stream()
              .filter(file -> folder.equals(file.getParent()))
              .map(Path::toString)
              .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
              .filter(file -> !UNNAMED_CLASS.matcher(file).matches())
              .toList();
      if (!files.isEmpty()) {
        publicTypes(javap(files)).forEach((type, members) -> append(text, type, members));
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String type, Set<String> members) {
    text.append('\n').append(type).append('\n');
    members.forEach(member -> text.append("  ").append(member).append('\n'));
  }

  private static Map<String, Set<String>> publicTypes(String listing) {
    Map<String, Set<String>> types = new TreeMap<>();
    Set<String> members = new TreeSet<>();
    for (String line : listing.lines().toList()) {
      if (line.endsWith(" {")) {
        members = new TreeSet<>();
        if (line.startsWith("public ")) {
          types.put(line.substring(0, line.length() - 2), members);
        }
      } else if (line.startsWith("  ")) {
        members.add(line.strip());
      }
    }
    return types;
  }

  private static String javap(List<String> files) throws IOException {
    ToolProvider javap =
        ToolProvider.findFirst("javap")
            .orElseThrow(() -> new IOException("this Java has no javap: a full JDK is needed"));
    List<String> arguments = new ArrayList<>(List.of("-protected", "-constants"));
    arguments.addAll(files);
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    int status =
        javap.run(
            new PrintWriter(out, true),
            new PrintWriter(errors, true),
            arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IOException("javap failed: " + errors);
    }
    return out.toString();
  }

  private static String difference(String bundle, String committed, String built) {
    Map<String, Set<String>> before = parse(committed);
    Map<String, Set<String>> after = parse(built);
    List<String> lines = new ArrayList<>();
    missing(before, after).forEach(line -> lines.add("- " + line));
    missing(after, before).forEach(line -> lines.add("+ " + line));
    StringBuilder text = new StringBuilder();
    text.append("the exported API of ").append(bundle).append(" changed:");
    lines.stream().limit(SHOWN).forEach(line -> text.append("\n      ").append(line));
    if (lines.size() > SHOWN) {
      text.append("\n      and ").append(lines.size() - SHOWN).append(" more");
    }
    return text.append("\n      accept it with: ./joulegate test --accept-api").toString();
  }

  /** What the first has and the second has not: whole types by their line, else their members. */
  private static List<String> missing(
      Map<String, Set<String>> first, Map<String, Set<String>> second) {
    List<String> lines = new ArrayList<>();
    first.forEach(
        (type, members) -> {
          Set<String> others = second.get(type);
          if (others == null) {
            lines.add(type);
          } else {
            members.stream()
                .filter(member -> !others.contains(member))
                .forEach(member -> lines.add(nameOf(type) + ": " + member));
          }
        });
    return lines;
  }

  private static Map<String, Set<String>> parse(String text) {
    Map<String, Set<String>> types = new TreeMap<>();
    Set<String> members = new TreeSet<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("  ")) {
        members.add(line.strip());
      } else if (!line.isBlank()) {
        members = new TreeSet<>();
        types.put(line, members);
      }
    }
    return types;
  }

  /** {@code a.b.C} of {@code public final class a.b.C<T> extends a.b.D}. */
  private static String nameOf(String type) {
    Matcher name = TYPE_NAME.matcher(type);
    return name.find() ? name.group(1) : type;
  }
}
