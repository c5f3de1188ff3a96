package org.joulegate.itests.gateway;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * What a test needs around the product: a folder and processes. Afterwards no process of it runs
 * any more, and none of them has said anything that looks like a stack trace.
 */
final class Workbench implements TestRule {
  private static final Pattern TRACE = Pattern.compile("^\\s+at [\\w.$/]+\\(|Exception");

  private final List<RunningProcess> processes = new ArrayList<>();
  private Path folder = Path.of("");

  @Override
  public Statement apply(Statement test, Description description) {
    return new Statement() {
      @Override
      public void evaluate() throws Throwable {
        Path work = Files.createDirectories(Path.of(System.getProperty("joulegate.work")));
        folder = Files.createTempDirectory(work, description.getTestClass().getSimpleName());
        try {
          test.evaluate();
        } catch (AssertionError | Exception failure) {
          processes.forEach(p -> System.out.println("--- " + p.name() + "\n" + p.text()));
          throw failure;
        } finally {
          killAll();
        }
        assertNoTrace();
        delete(folder);
      }
    };
  }

  /** The folder of this test. */
  Path folder() {
    return folder;
  }

  /** The unpacked distribution. */
  static Path home() {
    Path home = Path.of(System.getProperty("joulegate.distribution")).normalize();
    assertTrue(home + " is not assembled: build features first", Files.exists(home.resolve("lib")));
    return home;
  }

  /** Starts a program. */
  RunningProcess start(String... command) throws IOException {
    RunningProcess process = RunningProcess.start(folder, List.of(command));
    synchronized (processes) {
      processes.add(process);
    }
    return process;
  }

  /** Starts the command of the product. */
  RunningProcess joulegate(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(home().resolve("bin/joulegate").toString()));
    command.addAll(List.of(words));
    return start(command.toArray(String[]::new));
  }

  /** A TCP port that is free now. */
  static int freeTcpPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A UDP port that is free now. */
  static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void killAll() throws InterruptedException {
    synchronized (processes) {
      for (RunningProcess process : processes) {
        process.kill();
      }
    }
  }

  private void assertNoTrace() {
    for (RunningProcess process : processes) {
      assertEquals(
          process.name() + " showed a stack trace",
          List.of(),
          process.lines().stream().filter(Workbench::looksLikeATrace).toList());
    }
  }

  /** Whether a line is of a stack trace, or names an exception. */
  static boolean looksLikeATrace(String line) {
    return TRACE.matcher(line).find();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
