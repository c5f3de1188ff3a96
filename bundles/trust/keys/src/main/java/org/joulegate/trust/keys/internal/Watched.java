package org.joulegate.trust.keys.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.joulegate.trust.api.TrustException;
import org.jspecify.annotations.Nullable;

/**
 * What was read from files, read again when one of them changed. While the files cannot be read
 * there is no value, not the old one: what decides about trust fails closed.
 */
final class Watched<T> {
  /** Reads the files. */
  interface Loader<T> {
    T load() throws TrustException;
  }

  private static final System.Logger LOG = System.getLogger(Watched.class.getName());

  private final List<Path> paths;
  private final Loader<T> loader;
  private final long pauseNanos;
  private final LongSupplier nanos;

  private @Nullable T value;
  private @Nullable TrustException failure;
  private List<String> stamp = List.of();
  private long lookedAt;

  /**
   * @param paths files, or directories whose files count
   * @param pause how long the files are not looked at after they were; a change is seen that late
   * @param nanos a running count of nanoseconds
   */
  Watched(List<Path> paths, Loader<T> loader, Duration pause, LongSupplier nanos) {
    this.paths = List.copyOf(paths);
    this.loader = loader;
    this.pauseNanos = pause.toNanos();
    this.nanos = nanos;
  }

  /**
   * The value as the files say it now.
   *
   * @throws TrustException naming the file that cannot be read
   */
  synchronized T get() throws TrustException {
    long now = nanos.getAsLong();
    if (stamp.isEmpty() || now - lookedAt >= pauseNanos) {
      lookedAt = now;
      List<String> found = stamp();
      if (!found.equals(stamp)) {
        stamp = found;
        load();
      }
    }
    T read = value;
    if (read == null) {
      TrustException why = failure;
      throw why == null ? SafeFiles.store("nothing was read") : copy(why);
    }
    return read;
  }

  private void load() {
    value = null;
    failure = null;
    try {
      value = loader.load();
    } catch (TrustException e) {
      failure = e;
      LOG.log(System.Logger.Level.WARNING, e.getMessage());
    }
  }

  private static TrustException copy(TrustException e) {
    return new TrustException(e.fault(), String.valueOf(e.getMessage()), e);
  }

  /** Time, size and identity of every file: one that was put in another's place is noticed. */
  private List<String> stamp() {
    List<String> found = new ArrayList<>();
    for (Path path : paths) {
      found.add(stamp(path));
      if (Files.isDirectory(path)) {
        try (var entries = Files.newDirectoryStream(path)) {
          entries.forEach(entry -> found.add(entry.getFileName() + " " + stamp(entry)));
        } catch (IOException e) {
          found.add("unreadable");
        }
      }
    }
    return found;
  }

  private static String stamp(Path path) {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return file.lastModifiedTime() + " " + file.size() + " " + file.fileKey();
    } catch (IOException e) {
      return "absent";
    }
  }
}
