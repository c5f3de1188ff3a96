package org.joulegate.itests.kit;

import java.util.List;

/** The soak for unit tests: some ten thousand damaged telegrams of a target. */
public final class ShortSoak {

  private ShortSoak() {}

  /**
   * Puts a target to its seeds and to damaged ones, the same at every call.
   *
   * @param runs how many inputs besides the seeds
   * @param seed any number: another one, other inputs
   * @return of how many inputs, the seeds included, anything was read
   * @throws AssertionError with the shortest failing input, if there is one
   */
  public static long run(FuzzTarget target, int runs, long seed) {
    SeededRun run = new SeededRun(target, seed, find -> {});
    SeededRun.Result result;
    try (Watchdog watchdog = new Watchdog(Watchdog.ENDLESS, number -> halt(run, number))) {
      result = run.run(0, runs, watchdog);
    }
    List<Find> finds = result.finds();
    if (!finds.isEmpty()) {
      throw new AssertionError(finds.get(0).line(), finds.get(0).fault());
    }
    return result.read();
  }

  private static void halt(SeededRun run, long number) {
    System.err.println(run.endless(number, Watchdog.ENDLESS).line());
    Runtime.getRuntime().halt(1);
  }
}
