package org.joulegate.itests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The long run over fuzz targets: seeded damage first, then coverage-guided fuzzing.
 *
 * <pre>Soak [--mutations N] [--minutes M] [--seed S] [--from N] [--folder DIR] TARGETCLASS...</pre>
 *
 * <p>Without options: a hundred million inputs and no guided fuzzing. One line for each target goes
 * to the output and to the file {@code table} in the folder; a find gets a file there. The exit
 * status is 1 when there is one.
 */
public final class Soak {

  private static final String HEAD =
      "target      seeded inputs   read inputs/s  finds   guided inputs  inputs/s  finds";

  private static final String ROW = "%-10s %,14d %5.1f%% %,8d %6d %s";

  private final Path folder;
  private final long seed;
  private final long from;
  private final long mutations;
  private final Duration guided;
  private final List<String> targets;

  private Soak(SoakOptions options) {
    this.folder = Path.of(options.text("--folder", "target/soak")).toAbsolutePath();
    this.seed = options.number("--seed", 1);
    this.from = options.number("--from", 0);
    this.mutations = options.number("--mutations", 100_000_000);
    this.guided = Duration.ofSeconds(Math.round(60 * options.decimal("--minutes", 0)));
    this.targets = options.rest();
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Soak soak;
    try {
      soak = new Soak(SoakOptions.parse(args));
    } catch (IllegalArgumentException e) {
      System.err.println("soak: " + e.getMessage());
      System.exit(2);
      return;
    }
    long finds = 0;
    for (String target : soak.targets) {
      finds += soak.one(target);
    }
    System.exit(finds == 0 ? 0 : 1);
  }

  /** An instance of the class of a target. */
  static FuzzTarget target(String name) {
    try {
      return (FuzzTarget) Class.forName(name).getConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no public class with a public constructor that is a FuzzTarget", e);
    }
  }

  private long one(String className) throws IOException, InterruptedException {
    FuzzTarget target = target(className);
    SeededRun run = new SeededRun(target, seed, this::keep);
    SeededRun.Result result;
    try (Watchdog watchdog = new Watchdog(number -> endless(className, run, number))) {
      result = run.run(from, mutations, watchdog);
    }
    GuidedRun.Result jazzer =
        guided.isZero()
            ? GuidedRun.Result.none("not asked for")
            : new GuidedRun(folder, target).run(guided);
    String row =
        String.format(
            Locale.ROOT,
            ROW,
            target.name(),
            result.inputs(),
            100.0 * result.read() / result.inputs(),
            result.inputs() * 1_000_000_000 / Math.max(1, result.nanos()),
            result.finds().size(),
            jazzer.columns());
    note(row);
    return result.faults() + jazzer.finds();
  }

  private void note(String row) throws IOException {
    System.out.println(HEAD);
    System.out.println(row);
    Files.createDirectories(folder);
    Path table = folder.resolve("table");
    String text = Files.exists(table) ? row + "\n" : HEAD + "\n" + row + "\n";
    Files.writeString(table, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void keep(Find find) {
    try {
      System.out.println(find.line());
      System.out.println("  kept in " + find.write(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No thread can be stopped from outside: the process ends here, the find is on disk. */
  private void endless(String target, SeededRun run, long number) {
    byte[] input = run.input(number);
    Throwable fault =
        new AssertionError(
            "no end within " + Watchdog.ENDLESS.toSeconds() + " s of processor time");
    keep(new Find(target, seed, number, input, input, fault));
    System.out.flush();
    Runtime.getRuntime().halt(1);
  }
}
