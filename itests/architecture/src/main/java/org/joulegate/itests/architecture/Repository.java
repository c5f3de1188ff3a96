package org.joulegate.itests.architecture;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The source tree: the root folder and the modules of its reactor, in the reactor's order.
 *
 * @param root the folder of the root pom.xml
 * @param rootPom the root pom.xml
 * @param modules the modules listed there whose folder has a pom.xml
 */
record Repository(Path root, Pom rootPom, List<Module> modules) {

  static final String GROUP = "org.joulegate";
  static final String PREFIX = GROUP + ".";
  private static final Set<String> NOT_SOURCES = Set.of("target", ".git", "node_modules", "src");

  /** A module: its folder relative to the root, with forward slashes, and its pom.xml. */
  record Module(String folder, Path directory, Pom pom) {
    /** The name by which the rules know it: {@code codec.sml}. */
    String name() {
      return pom.artifactId().startsWith(PREFIX)
          ? pom.artifactId().substring(PREFIX.length())
          : pom.artifactId();
    }

    /** Whether it is built into what runs, as opposed to assembling or testing it. */
    boolean isProduct() {
      return folder.startsWith("bundles/") || folder.startsWith("hal-bundles/");
    }
  }

  static Repository at(Path root) throws IOException {
    Pom rootPom = Pom.read(root.resolve("pom.xml"));
    List<Module> modules = new ArrayList<>();
    for (String folder : rootPom.modules()) {
      Path directory = root.resolve(folder);
      if (Files.exists(directory.resolve("pom.xml"))) {
        modules.add(new Module(folder, directory, Pom.read(directory.resolve("pom.xml"))));
      }
    }
    return new Repository(root, rootPom, List.copyOf(modules));
  }

  /** The repository around the working directory. */
  static Repository here() throws IOException {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("pom.xml")) && Files.exists(folder.resolve(".mvn"))) {
        return at(folder);
      }
    }
    throw new IOException("no repository around " + Path.of("").toAbsolutePath());
  }

  /** Folders, relative to the root, that have a pom.xml. */
  List<String> foldersWithPom() throws IOException {
    List<String> folders = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (NOT_SOURCES.contains(String.valueOf(folder.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (!folder.equals(root) && Files.exists(folder.resolve("pom.xml"))) {
              folders.add(relative(folder));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    folders.sort(Comparator.naturalOrder());
    return folders;
  }

  String relative(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  /** Regular files below a folder, sorted; none when the folder is missing. */
  static List<Path> filesBelow(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
