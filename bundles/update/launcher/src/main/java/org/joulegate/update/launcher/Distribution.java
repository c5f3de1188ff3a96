package org.joulegate.update.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that was unpacked from the archive: {@code bundles/}, {@code features/} and {@code
 * runtime-config/}. Nothing is read from anywhere else, and nothing is written here.
 */
final class Distribution {
  private final Path root;

  Distribution(Path root) {
    this.root = root;
  }

  /**
   * Reads a profile.
   *
   * @throws StartException if there is none of that name, or it is malformed
   */
  Profile profile(String name) throws StartException {
    List<String> profiles = profiles();
    if (!profiles.contains(name)) {
      throw new StartException(
          ExitStatus.USAGE,
          "there is no profile \""
              + name
              + "\""
              + Nearest.suggestion(name, profiles)
              + "; there are "
              + String.join(", ", profiles));
    }
    String file = "runtime-config/" + name + "/profile.json";
    try {
      return Profile.parse(file, read(file));
    } catch (IllegalArgumentException e) {
      throw new StartException(ExitStatus.NOT_STARTED, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Reads a feature.
   *
   * @throws StartException if there is none of that name, or it is malformed
   */
  Feature feature(String name) throws StartException {
    String file = "features/" + name + ".json";
    try {
      return Feature.parse(file, read(file));
    } catch (IllegalArgumentException e) {
      throw new StartException(ExitStatus.NOT_STARTED, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The bytes of a bundle, not verified yet.
   *
   * @throws StartException naming the bundle if its file is missing
   */
  byte[] bundle(BundleFile bundle) throws StartException {
    Path file = root.resolve("bundles").resolve(bundle.fileName());
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED, "the bundle " + bundle.artifact() + " is missing: " + file, e);
    } catch (IOException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED,
          "the bundle " + bundle.artifact() + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  private List<String> profiles() throws StartException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root.resolve("runtime-config"))) {
      folders
          .filter(folder -> Files.isRegularFile(folder.resolve("profile.json")))
          .forEach(folder -> names.add(String.valueOf(folder.getFileName())));
    } catch (IOException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED, root + " holds no distribution: runtime-config/ is missing", e);
    }
    Collections.sort(names);
    return names;
  }

  private String read(String file) throws StartException {
    try {
      return Files.readString(root.resolve(file));
    } catch (NoSuchFileException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED, file + " is missing from the distribution in " + root, e);
    } catch (IOException e) {
      throw new StartException(
          ExitStatus.NOT_STARTED, file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
