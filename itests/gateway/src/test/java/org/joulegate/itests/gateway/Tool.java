package org.joulegate.itests.gateway;

import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A test that needs a tool of the system is skipped without it, and fails with CI=true. */
final class Tool {
  private static final String DEBIAN_PYTHON = "/usr/bin/python3";

  private Tool() {}

  /** A program that must be on the path. */
  static void need(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    require(
        program,
        Arrays.stream(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
  }

  /**
   * A Python that has a module.
   *
   * @param module such as {@code zeroconf}, in Debian's package {@code python3-zeroconf}
   * @return the program
   */
  static String pythonWith(String module) throws InterruptedException {
    for (String python : new String[] {DEBIAN_PYTHON, "python3"}) {
      try {
        Process check = new ProcessBuilder(python, "-c", "import " + module).start();
        if (check.waitFor(30, TimeUnit.SECONDS) && check.exitValue() == 0) {
          return python;
        }
      } catch (IOException e) {
        // There is none of that name.
      }
    }
    require("python3-" + module, false);
    throw new AssertionError();
  }

  private static void require(String tool, boolean there) {
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(tool + " is missing");
    }
    assumeTrue(tool + " is missing", there);
  }
}
