package org.joulegate.itests.architecture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks that follow a build, and the last line of {@code ./joulegate test}.
 *
 * <p>Usage: {@code Checks accept-api ROOT} or {@code Checks after-build ROOT SINCE OTHERS}, where
 * SINCE is the start of the run in seconds since 1970 and OTHERS a file with one line per check
 * that the command made itself, {@code ok NAME} or {@code FAIL NAME: REASON}. Exit status 0 when
 * nothing was found, else 1.
 */
public final class Checks {

  private interface Check {
    List<String> run() throws IOException;
  }

  private final Repository repository;
  private final PrintStream out;
  private int passed;
  private int failed;

  private Checks(Repository repository, PrintStream out) {
    this.repository = repository;
    this.out = out;
  }

  /**
   * Runs the checks; the class comment says how.
   *
   * @param args the words of the command line
   * @throws IOException when the repository or a report cannot be read
   */
  public static void main(String[] args) throws IOException {
    Repository repository = Repository.at(Path.of(args[1]).toAbsolutePath().normalize());
    Checks checks = new Checks(repository, System.out);
    if (args[0].equals("accept-api")) {
      List<String> changed = new ApiBaseline(repository).accept();
      changed.forEach(file -> System.out.println("wrote " + file));
      System.out.println(changed.isEmpty() ? "no API changed" : "commit these files");
      return;
    }
    boolean good = checks.afterBuild(Instant.ofEpochSecond(Long.parseLong(args[2])), args[3]);
    System.exit(good ? 0 : 1);
  }

  private boolean afterBuild(Instant since, String others) throws IOException {
    TestReports tests = TestReports.since(repository, since);
    boolean everyToolIsThere = "true".equals(System.getenv("CI"));
    for (String line : Files.readAllLines(Path.of(others))) {
      note(line);
    }
    run("dependency rules", () -> rules().violations(repository));
    run("folders, names and versions", () -> LayoutCheck.violations(repository));
    run("exports", () -> exports());
    run("API as committed", () -> new ApiBaseline(repository).violations());
    run("third parties in NOTICE", () -> NoticeCheck.violations(repository));
    run("every module with tests ran them", tests::silent);
    List<String> wanting = tests.skippedForWantOfATool();
    run("no test skipped for want of a tool", () -> everyToolIsThere ? wanting : List.of());
    if (!everyToolIsThere) {
      wanting.forEach(skip -> out.println("  note  " + skip));
    }
    tests.otherSkips().forEach(skip -> out.println("  note  " + skip));
    tests.failures().forEach(failure -> out.println("  FAIL  " + failure));
    out.printf(
        "%d passed, %d failed, %d skipped%n",
        tests.passed() + passed, tests.failed() + failed, tests.skipped());
    return tests.failed() + failed == 0;
  }

  private DependencyRules rules() throws IOException {
    return DependencyRules.read(repository.root().resolve(DependencyRules.FILE));
  }

  private List<String> exports() throws IOException {
    List<String> found = new ArrayList<>(ExportCheck.violations(repository));
    found.addAll(ExportCheck.violationsOfManifests(repository));
    return found;
  }

  private void run(String name, Check check) throws IOException {
    List<String> found = check.run();
    note(found.isEmpty() ? "ok " + name : "FAIL " + name);
    found.forEach(finding -> out.println("      " + finding));
  }

  private void note(String line) {
    if (line.startsWith("FAIL ")) {
      failed++;
      out.println("  FAIL  " + line.substring(5));
    } else if (line.startsWith("ok ")) {
      passed++;
      out.println("  ok    " + line.substring(3));
    } else {
      out.println("        " + line);
    }
  }
}
