package org.joulegate.update.launcher.assembly;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.joulegate.update.launcher.assembly.Artifacts.Artifact;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBuilder;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureBundleBuilder;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;

/**
 * Makes the distribution's folder: features with versions and the SHA-256 of each bundle filled in,
 * the bundles that they name and no others, and the plain jars.
 */
public final class Assemble {
  private final FeatureService service = new FeatureServiceImpl();
  private final Artifacts artifacts;
  private final Path sources;
  private final Path target;
  private final String version;

  private Assemble(Artifacts artifacts, Path sources, Path target, String version) {
    this.artifacts = artifacts;
    this.sources = sources;
    this.target = target;
    this.version = version;
  }

  /**
   * Runs in the build.
   *
   * @param words the list of artifacts, the root of the repository, the folder to make, the version
   */
  public static void main(String[] words) throws IOException {
    Path root = Path.of(words[1]);
    Path target = Path.of(words[2]);
    delete(target);
    new Assemble(Artifacts.read(Path.of(words[0])), root.resolve("features/src"), target, words[3])
        .assemble(root);
  }

  private void assemble(Path root) throws IOException {
    for (String folder : List.of("bin", "lib", "bundles", "features", "runtime-config")) {
      Files.createDirectories(target.resolve(folder));
    }
    for (Path source : sorted(sources.resolve("features"), ".json")) {
      feature(source);
    }
    for (String line : Files.readAllLines(sources.resolve("lib.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        copyInto("lib", artifacts.find(line.strip()));
      }
    }
    copyTree(root.resolve("runtime-config"), target.resolve("runtime-config"));
    for (String file : List.of("LICENSE", "NOTICE")) {
      copy(root.resolve(file), target.resolve(file));
    }
    copy(sources.resolve("systemd/joulegate.service"), target.resolve("joulegate.service"));
    Path command = target.resolve("bin/joulegate");
    copy(root.resolve("joulegate"), command);
    if (!command.toFile().setExecutable(true, false)) {
      throw new IOException(command + " could not be made executable");
    }
  }

  private void feature(Path source) throws IOException {
    String name = String.valueOf(source.getFileName());
    try {
      Feature feature = service.readFeature(new StringReader(Files.readString(source)));
      StringWriter text = new StringWriter();
      service.writeFeature(completed(feature), text);
      Files.writeString(target.resolve("features").resolve(name), text + "\n");
    } catch (RuntimeException e) {
      throw new IOException("features/src/features/" + name + ": " + e.getMessage(), e);
    }
  }

  private Feature completed(Feature feature) throws IOException {
    ID id = feature.getID();
    FeatureBuilder builder =
        service
            .getBuilderFactory()
            .newFeatureBuilder(service.getID(id.getGroupId(), id.getArtifactId(), version));
    feature.getName().ifPresent(builder::setName);
    feature.getDescription().ifPresent(builder::setDescription);
    for (FeatureBundle bundle : feature.getBundles()) {
      Artifact artifact = artifacts.find(bundle.getID().toString());
      copyInto("bundles", artifact);
      FeatureBundleBuilder completed =
          service
              .getBuilderFactory()
              .newBundleBuilder(
                  service.getID(artifact.group(), artifact.name(), artifact.version()));
      bundle.getMetadata().forEach(completed::addMetadata);
      builder.addBundles(completed.addMetadata("hash", sha256(artifact.file())).build());
    }
    feature.getConfigurations().values().forEach(builder::addConfigurations);
    feature.getExtensions().values().forEach(builder::addExtensions);
    return builder.build();
  }

  private void copyInto(String folder, Artifact artifact) throws IOException {
    copy(artifact.file(), target.resolve(folder).resolve(artifact.fileName()));
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static List<Path> sorted(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          copy(file, copy);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException fault)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
