package org.joulegate.itests.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Coverage-guided fuzzing of one target by Jazzer, in a process of its own.
 *
 * <p>It starts from the target's seeds and from what earlier runs found to be worth keeping, and
 * stops at the first find: the file of the find, the corpus and Jazzer's log lie in the folder.
 */
final class GuidedRun {

  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
  private static final String CORPUS = "corpus";

  /** The Java on which Jazzer 0.24.0 was seen to work; it was seen to fail on 25. */
  private static final int JAVA = 17;

  /** Wall time for one input, of which much may belong to other programs. */
  private static final Duration SLOW = Duration.ofSeconds(20);

  private static final Pattern RUNS = Pattern.compile("stat::number_of_executed_units: (\\d+)");

  /** How a find's file begins. */
  private static final Pattern FIND = Pattern.compile("(crash|timeout|oom|leak|slow-unit)-.*");

  /** What a run came to; {@code note} says why there was none, and is empty when there was one. */
  record Result(long inputs, long finds, Duration time, String note) {

    static Result none(String note) {
      return new Result(0, 0, Duration.ZERO, note);
    }

    /** The last columns of the table. */
    String columns() {
      return note.isEmpty()
          ? String.format(
              Locale.ROOT,
              "%,15d %,9d %6d",
              inputs,
              inputs * 1000 / Math.max(1, time.toMillis()),
              finds)
          : "  " + note;
    }
  }

  private final Path folder;
  private final String className;
  private final FuzzTarget target;

  /**
   * A run.
   *
   * @param folder where a folder with the target's name is made
   */
  GuidedRun(Path folder, FuzzTarget target) {
    this.folder = folder.resolve("guided-" + target.name());
    this.className = target.getClass().getName();
    this.target = target;
  }

  /** Why there can be no run here, or empty. */
  static String obstacle() {
    int java = Runtime.version().feature();
    if (java != JAVA) {
      return "skipped on JDK " + java + ": Jazzer 0.24.0 works on 17 and fails on 25";
    }
    try {
      Class.forName(JAZZER, false, GuidedRun.class.getClassLoader());
      return "";
    } catch (ClassNotFoundException e) {
      return "skipped: Jazzer is not on the class path";
    }
  }

  /**
   * Fuzzes for a time, and a little longer for the start.
   *
   * @throws IOException when Jazzer cannot be started or fails; the message says where its log is
   */
  Result run(Duration time) throws IOException, InterruptedException {
    String obstacle = obstacle();
    if (!obstacle.isEmpty()) {
      return Result.none(obstacle);
    }
    plant();
    Path log = folder.resolve("log");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command(time))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    try {
      int status = process.waitFor();
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      Matcher runs = RUNS.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
      long inputs = runs.find() ? Long.parseLong(runs.group(1)) : 0;
      long finds = finds();
      if (finds == 0 && (status != 0 || inputs == 0)) {
        throw new IOException("Jazzer ended with " + status + ", see " + log);
      }
      // A find ends it early; what it takes beyond its time is its start.
      return new Result(inputs, finds, taken.compareTo(time) < 0 ? taken : time, "");
    } finally {
      process.destroyForcibly();
    }
  }

  /** The seeds as files, from which Jazzer starts. */
  private void plant() throws IOException {
    Path corpus = Files.createDirectories(folder.resolve(CORPUS));
    List<byte[]> seeds = target.seeds();
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(corpus.resolve("seed-" + i), seeds.get(i));
    }
    for (Path earlier : found()) {
      Files.delete(earlier);
    }
  }

  private List<String> command(Duration time) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-cp",
        System.getProperty("java.class.path"),
        "-D" + JazzerEntry.TARGET + "=" + className,
        JAZZER,
        "--target_class=" + JazzerEntry.class.getName(),
        "--instrumentation_includes=org.joulegate.codec.**",
        "-max_total_time=" + time.toSeconds(),
        "-timeout=" + SLOW.toSeconds(),
        "-print_final_stats=1",
        "-artifact_prefix=" + folder + "/",
        folder.resolve(CORPUS).toString());
  }

  private long finds() throws IOException {
    List<Path> found = found();
    for (Path file : found) {
      System.out.println(className + ": Jazzer has a find, its input is " + file);
    }
    return found.size();
  }

  private List<Path> found() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> FIND.matcher(file.getFileName().toString()).matches()).toList();
    }
  }
}
