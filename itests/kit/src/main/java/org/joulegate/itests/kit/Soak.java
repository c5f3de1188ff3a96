package org.joulegate.itests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.joulegate.codec.bytes.Hex;

/**
 * The long run over fuzz targets: seeded damage first, then coverage-guided fuzzing.
 *
 * <pre>Soak [--mutations N] [--minutes M] [--seed S] [--from N] [--folder DIR] [--endless SECONDS]
 *     TARGETCLASS...</pre>
 *
 * <p>Without options: a hundred million inputs and no guided fuzzing. One line for each target goes
 * to the output and to the file {@code table} in the folder; a find gets a file there. The exit
 * status is 1 when there is one or guided fuzzing fails, and 2 when an option or a class is wrong.
 * An input that takes 30 s of processor time, or as much as is asked for, is taken not to end: it
 * is kept, and the process ends with 1.
 */
public final class Soak {

  private static final String HEAD =
      "target      seeded inputs   read inputs/s  finds   guided inputs  inputs/s  finds";

  private static final String ROW = "%-10s %,14d %5.1f%% %,8d %6d ";

  private final Path folder;
  private final long seed;
  private final long from;
  private final long mutations;
  private final Duration guided;
  private final Duration endless;
  private final List<FuzzTarget> targets;

  private Soak(SoakOptions options) {
    this.folder = Path.of(options.text("--folder", "target/soak")).toAbsolutePath();
    this.seed = options.number("--seed", 1);
    this.from = options.number("--from", 0);
    this.mutations = options.count("--mutations", 100_000_000);
    this.guided = Duration.ofSeconds(Math.round(60 * options.decimal("--minutes", 0)));
    double seconds = options.decimal("--endless", Watchdog.ENDLESS.toSeconds());
    this.endless = Duration.ofMillis(Math.round(1000 * seconds));
    this.targets = options.rest().stream().map(Soak::target).toList();
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
    for (FuzzTarget target : soak.targets) {
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

  private long one(FuzzTarget target) throws IOException, InterruptedException {
    SeededRun run = new SeededRun(target, seed, this::keep);
    SeededRun.Result result;
    try (Watchdog watchdog = new Watchdog(endless, number -> end(run, number))) {
      result = run.run(from, mutations, watchdog);
    }
    String row =
        String.format(
            Locale.ROOT,
            ROW,
            target.name(),
            result.inputs(),
            100.0 * result.read() / result.inputs(),
            result.inputs() * 1_000_000_000 / Math.max(1, result.nanos()),
            result.finds().size());
    return result.faults() + guided(target, row);
  }

  /**
   * Fuzzes guided by coverage if that is asked for. The row of the table is there before, so that
   * the counts of hours are not lost with a failure of what follows.
   *
   * @return how many finds; a failure counts as one
   */
  private long guided(FuzzTarget target, String row) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path table = folder.resolve("table");
    String before = Files.exists(table) ? Files.readString(table) : HEAD + "\n";
    System.out.println(HEAD);
    if (guided.isZero()) {
      note(table, before, row + GuidedRun.Result.none("not asked for").columns());
      return 0;
    }
    note(table, before, row + GuidedRun.Result.none("under way").columns());
    try {
      GuidedRun.Result jazzer = new GuidedRun(folder, target).run(guided);
      note(table, before, row + jazzer.columns());
      return jazzer.finds();
    } catch (IOException e) {
      note(table, before, row + GuidedRun.Result.none("failed: " + e.getMessage()).columns());
      return 1;
    }
  }

  private static void note(Path table, String before, String row) throws IOException {
    System.out.println(row);
    Files.writeString(table, before + row + "\n");
  }

  private void keep(Find find) {
    try {
      Path file = find.write(folder);
      if (find.smallest().length < find.input().length) {
        System.out.println("  shortest input " + Hex.format(find.smallest()));
      } else {
        System.out.println(find.line());
        System.out.println("  kept in " + file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No thread can be stopped from outside: the process ends here, the find is on disk. */
  private void end(SeededRun run, long number) {
    try {
      keep(run.endless(number, endless));
      System.out.flush();
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
