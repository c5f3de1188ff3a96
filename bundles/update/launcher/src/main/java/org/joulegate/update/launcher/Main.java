package org.joulegate.update.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The entry point: {@code run PROFILE [--data DIR] [--set PID.key=value]…}, with the distribution's
 * directory in the system property {@code joulegate.home}.
 */
public final class Main {
  private static final String LOG_LEVEL = "org.ops4j.pax.logging.DefaultServiceLog.level";

  private Main() {}

  /** Starts a profile and runs until the process is asked to end. */
  public static void main(String[] words) {
    if (words.length == 1 && words[0].equals(ClassArchive.CHECK)) {
      return;
    }
    Console console = new Console(System.out, System.err);
    // Libraries log to standard output; that is for the person who started this.
    System.setOut(new PrintStream(System.err, true));
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "WARN");
    }
    Launch launch;
    try {
      launch = launch(List.of(words), console);
    } catch (StartException e) {
      end(console, e);
      return;
    }
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(launch::close, "shutdown"));
    } catch (IllegalStateException e) {
      // The process was asked to end already.
      return;
    }
    run(launch, console);
  }

  private static void run(Launch launch, Console console) {
    try {
      launch.start();
      runUntilAsked();
    } catch (StartException e) {
      fail(launch, console, e);
    } catch (RuntimeException e) {
      String sentence = "the start failed: " + e.getClass().getSimpleName() + " " + e.getMessage();
      fail(launch, console, new StartException(ExitStatus.NOT_STARTED, sentence, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Launch launch(List<String> words, Console console) throws StartException {
    if (words.isEmpty() || !words.get(0).equals("run")) {
      throw new StartException(ExitStatus.USAGE, RunArguments.USAGE);
    }
    RunArguments arguments = RunArguments.parse(words.subList(1, words.size()));
    String home = System.getProperty("joulegate.home");
    if (home == null) {
      throw new StartException(
          ExitStatus.USAGE, "-Djoulegate.home=DIR must name the distribution's directory");
    }
    return new Launch(new Distribution(Path.of(home)), arguments, console);
  }

  /** The shutdown hook stops the framework under a start that still goes on: that is no failure. */
  private static void fail(Launch launch, Console console, StartException e) {
    if (launch.isClosed()) {
      return;
    }
    launch.close();
    end(console, e);
  }

  private static void end(Console console, StartException e) {
    console.fault(String.valueOf(e.getMessage()));
    System.exit(e.status().code());
  }

  /**
   * A runtime that another process started ends with it, when its standard input ends; any other
   * waits for a signal.
   */
  private static void runUntilAsked() throws InterruptedException {
    if (Boolean.getBoolean("joulegate.until-input-ends")) {
      try {
        while (System.in.read() >= 0) {
          // What stands in it is of no interest.
        }
      } catch (IOException e) {
        // Then it has ended as well.
      }
      System.exit(ExitStatus.DONE.code());
    }
    Thread.currentThread().join();
  }
}
