package org.joulegate.sim.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A runtime in a process of its own. It ends when this process ends, however that happens: it
 * watches its standard input, which is a pipe from here.
 */
final class ChildRuntime implements AutoCloseable {
  /** What the log puts before a sentence: its own name, the class and the level. */
  private static final Pattern LOGGED_BY = Pattern.compile("^\\S+ \\[\\S+\\] [A-Z]+ *: ");

  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
  private static final String UNTIL_INPUT_ENDS = "-Djoulegate.until-input-ends=true";

  private final String name;
  private final Process process;
  private final CountDownLatch readyOrEnded = new CountDownLatch(1);
  private final List<Thread> readers = new ArrayList<>();
  private volatile boolean ready;
  private volatile String lastFault = "";

  private ChildRuntime(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * Starts a profile.
   *
   * @param name what a person calls it
   * @param home the distribution
   * @param words what follows {@code run}
   * @param faults is told each line of its standard error
   * @throws DemoException if the process cannot be made
   */
  static ChildRuntime start(String name, Path home, List<String> words, Consumer<String> faults)
      throws DemoException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/joulegate").toString());
    command.add("run");
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().merge("JOULEGATE_JAVA_OPTIONS", UNTIL_INPUT_ENDS, (a, b) -> a + " " + b);
    // An archive of classes for the next start is of no use in a folder that goes.
    builder.environment().put("JOULEGATE_CLASS_ARCHIVE", "no");
    // The child is the JVM of this one, whatever the path of the shell says.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      ChildRuntime child = new ChildRuntime(name, builder.start());
      child.read(child.process.inputReader(StandardCharsets.UTF_8), child::heard);
      child.read(
          child.process.errorReader(StandardCharsets.UTF_8),
          line -> {
            String sentence = LOGGED_BY.matcher(line).replaceFirst("");
            child.lastFault = sentence;
            faults.accept(sentence);
          });
      return child;
    } catch (IOException e) {
      throw new DemoException("the " + name + " cannot be started: " + e.getMessage(), e);
    }
  }

  private void heard(String line) {
    if (line.startsWith("Ready ")) {
      ready = true;
      readyOrEnded.countDown();
    }
  }

  private void read(BufferedReader from, Consumer<String> to) {
    Thread reader =
        new Thread(
            () -> {
              try (from) {
                for (String line = from.readLine(); line != null; line = from.readLine()) {
                  to.accept(line);
                }
              } catch (IOException e) {
                // The process has ended.
              }
              readyOrEnded.countDown();
            },
            name);
    reader.setDaemon(true);
    reader.start();
    readers.add(reader);
  }

  /**
   * Waits until it says that it runs.
   *
   * @throws DemoException with its own sentence if it does not
   */
  void awaitReady() throws DemoException, InterruptedException {
    boolean heard = readyOrEnded.await(READY_WITHIN.toSeconds(), TimeUnit.SECONDS);
    if (!ready) {
      process.waitFor(1, TimeUnit.SECONDS);
      String why = heard ? lastFault : "it was not ready within " + READY_WITHIN.toSeconds() + " s";
      throw new DemoException("the " + name + " did not start: " + why);
    }
  }

  /**
   * Checks that it still runs.
   *
   * @throws DemoException if it ended
   */
  void check() throws DemoException {
    if (!process.isAlive()) {
      throw new DemoException(
          "the " + name + " ended by itself with status " + process.exitValue() + ": " + lastFault);
    }
  }

  /** Ends it, gently at first. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It does not listen any more.
    }
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      for (Thread reader : readers) {
        reader.join(STOP_WITHIN.toMillis());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
