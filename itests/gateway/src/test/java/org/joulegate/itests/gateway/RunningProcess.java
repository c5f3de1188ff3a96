package org.joulegate.itests.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process whose output is kept, both streams in one list. */
final class RunningProcess {
  private final String name;
  private final Process process;
  private final Thread reader;
  private final List<String> lines = new ArrayList<>();

  private RunningProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    reader = new Thread(this::read, "output of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  static RunningProcess start(Path folder, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("JOULEGATE_JAVA_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    return new RunningProcess(Path.of(command.get(0)).getFileName().toString(), process);
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** The processes that it started and that run now. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  String text() {
    return String.join("\n", lines());
  }

  /** The first line so far that the pattern is found in. */
  Optional<Matcher> find(Pattern pattern) {
    return lines().stream().map(pattern::matcher).filter(Matcher::find).findFirst();
  }

  /** Waits for a line; fails at once when the process ends without it. */
  Matcher awaitLine(Pattern pattern) throws Exception {
    Await.until(name + " says " + pattern, () -> find(pattern).isPresent() || !process.isAlive());
    if (find(pattern).isEmpty()) {
      reader.join(Await.LONG.toMillis());
    }
    return find(pattern)
        .orElseThrow(
            () ->
                new AssertionError(
                    name + " ended with " + process.exitValue() + " and said:\n" + text()));
  }

  /** Waits for the end of the process and of its output; its exit status. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(name + " does not end; it said:\n" + text());
    }
    reader.join(Await.LONG.toMillis());
    return process.exitValue();
  }

  /** Ends it as Ctrl-C does; its exit status. */
  int stop() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** SIGKILL: the process has no say in it. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(name + " survived SIGKILL");
    }
    reader.join(Duration.ofSeconds(5).toMillis());
  }
}
