package org.joulegate.sim.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code joulegate demo [--seconds N] [--data DIR]}, with the distribution's directory in the
 * system property {@code joulegate.home}.
 */
public final class Main {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  /** Runs the demonstration and ends the process with its status. */
  public static void main(String[] words) {
    System.setProperty("org.ops4j.pax.logging.DefaultServiceLog.level", "NONE");
    Arguments arguments;
    try {
      arguments = Arguments.parse(List.of(words));
    } catch (IllegalArgumentException e) {
      System.err.println("joulegate: " + e.getMessage() + "\n" + Arguments.USAGE);
      System.exit(USAGE);
      return;
    }
    System.exit(run(arguments, Path.of(System.getProperty("joulegate.home", ".")), System.out));
  }

  private static int run(Arguments arguments, Path home, PrintStream out) {
    Narrator narrator = new Narrator(out);
    Path root = arguments.data();
    try {
      root = root == null ? Files.createTempDirectory("joulegate-demo-") : root;
    } catch (IOException e) {
      System.err.println("joulegate: no temporary folder can be made: " + e.getMessage());
      return FAILED;
    }
    @Nullable Path toDelete = arguments.data() == null ? root : null;
    Demo demo = new Demo(home, root, narrator);
    AtomicBoolean cleaned = new AtomicBoolean();
    Runnable clean =
        () -> {
          if (cleaned.compareAndSet(false, true)) {
            demo.close();
            delete(toDelete);
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(clean, "shutdown"));
    try {
      demo.start();
      demo.run(arguments.end());
      return demo.summary() ? DONE : FAILED;
    } catch (DemoException e) {
      // Ctrl-C goes to the children as well: then they did not end by themselves.
      if (cleaned.get()) {
        return FAILED;
      }
      System.err.println("joulegate: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    } finally {
      clean.run();
    }
  }

  private static void delete(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (IOException | UncheckedIOException e) {
      System.err.println("joulegate: " + folder + " could not be removed: " + e.getMessage());
    }
  }
}
