package org.joulegate.update.launcher;

import java.util.regex.Pattern;

/**
 * A bundle that a feature names.
 *
 * @param id Maven coordinates, {@code group:artifact:version}
 * @param sha256 of the jar, 64 lower-case hex digits
 * @param started whether it is started; a library whose activator is not wanted is only resolved
 */
record BundleFile(String id, String sha256, boolean started) {
  private static final Pattern ID = Pattern.compile("[\\w.-]+:[\\w.-]+:[\\w.-]+");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if the id or the hash has another form
   */
  BundleFile {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("\"" + id + "\" is not group:artifact:version");
    }
    if (!SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(id + " has no SHA-256, so it cannot be verified");
    }
  }

  /** The file's name in the distribution. */
  String fileName() {
    return artifact() + "-" + id.substring(id.lastIndexOf(':') + 1) + ".jar";
  }

  /** The artifact, which is what a person calls the bundle. */
  String artifact() {
    return id.substring(id.indexOf(':') + 1, id.lastIndexOf(':'));
  }

  /** Where the framework says that the bundle came from: its content decides its identity. */
  String location() {
    return "sha256:" + sha256 + "/" + fileName();
  }
}
