package org.joulegate.hal.serial.internal;

import static org.junit.Assert.fail;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A test that needs a program of the system is skipped without it, and fails with CI=true. */
final class NeedsTool {
  private NeedsTool() {}

  static void orSkip(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean there =
        Arrays.stream(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    if (!there && "true".equals(System.getenv("CI"))) {
      fail("this test needs " + tool + ", which is not installed");
    }
    assumeTrue("skipped: " + tool + " is not installed", there);
  }
}
