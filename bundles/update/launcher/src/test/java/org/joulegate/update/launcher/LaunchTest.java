package org.joulegate.update.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Starts the launcher as a person does: a process of its own, read by what it says. */
public class LaunchTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<Process> processes = new ArrayList<>();
  private TinyDistribution distribution;
  private Path data;
  private File errors;

  @Before
  public void makeDistribution() throws Exception {
    distribution = new TinyDistribution(folder.getRoot().toPath().resolve("distribution"));
    data = folder.getRoot().toPath().resolve("data");
    errors = folder.newFile("errors");
  }

  @After
  public void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  public void aProfileStartsSaysSoAndEndsCleanly() throws Exception {
    Process first = start();
    String said = readUntilReady(first);
    assertTrue(said, said.contains("Joulegate tiny runs: a tiny runtime."));
    assertTrue(said, said.contains(data.toString()));
    end(first);

    Process again = start();
    readUntilReady(again);
    end(again);
    assertEquals("", Files.readString(errors.toPath()));
  }

  @Test
  public void aSecondRuntimeIsToldWhoHoldsTheDirectory() throws Exception {
    Process first = start();
    readUntilReady(first);

    assertEndsWith(3, "is in use by another runtime, process " + first.pid());

    end(first);
  }

  @Test
  public void aChangedBundleIsNotInstalled() throws Exception {
    Files.write(distribution.bundle("tiny"), new byte[] {1, 2, 3});

    assertEndsWith(3, "the bundle tiny is not the one that its feature names");
  }

  @Test
  public void aMissingBundleIsNamed() throws Exception {
    Files.delete(distribution.bundle("tiny"));

    assertEndsWith(3, "the bundle tiny is missing");
  }

  @Test
  public void aBundleThatLacksAPackageIsNamedWithIt() throws Exception {
    distribution.tinyBundle("", "org.nowhere");

    assertEndsWith(3, "the bundle tiny did not start: it lacks the package org.nowhere");
  }

  @Test
  public void aComponentThatLacksAServiceIsNamedWithIt() throws Exception {
    distribution.tinyBundle("<reference name=\"r\" interface=\"org.nowhere.Service\"/>", "");

    assertEndsWith(3, "the component tiny lacks a service org.nowhere.Service");
  }

  @Test
  public void aComponentThatFailsSaysWhyWithoutAStackTrace() throws Exception {
    assertEndsWith(
        3,
        "the component tiny failed: port 5684 is in use",
        "--set",
        "org.tiny.fail=port 5684 is in use");
    assertFalse(Files.readString(errors.toPath()).contains("\tat "));
  }

  @Test
  public void aSignalDuringTheStartEndsItWithoutAWord() throws Exception {
    distribution.tinyBundle("<reference name=\"r\" interface=\"org.nowhere.Service\"/>", "");
    Process process = start();
    Path list = data.resolve("framework/installed.sha256");
    while (!Files.exists(list)) {
      assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS));
    }

    process.destroy();

    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals("", Files.readString(errors.toPath()));
    assertTrue(Files.exists(list));
  }

  @Test
  public void aDamagedCacheFailsOneStartOnly() throws Exception {
    Process first = start();
    readUntilReady(first);
    end(first);
    try (Stream<Path> files = Files.walk(data.resolve("framework"))) {
      for (Path jar : files.filter(file -> file.endsWith("bundle.jar")).toList()) {
        new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
      }
    }

    Process broken = start();
    assertTrue(broken.waitFor(40, TimeUnit.SECONDS));
    assertNotEquals(0, broken.exitValue());

    Process again = start();
    readUntilReady(again);
    end(again);
  }

  @Test
  public void aRequiredComponentWithoutConfigurationIsNamed() throws Exception {
    distribution.profile("\"required-components\":[\"tiny\"]");

    assertEndsWith(
        3, "the component tiny has no configuration: it needs one with the PID org.tiny");
  }

  @Test
  public void aComponentThatNobodyRequiresMayHaveNoConfiguration() throws Exception {
    distribution.profile("\"required-components\":[]");

    Process process = start();
    readUntilReady(process);
    end(process);
  }

  @Test
  public void aMisspeltKeyIsNamed() throws Exception {
    assertEndsWith(
        2, "org.tiny has no key \"fial\", did you mean fail?", "--set", "org.tiny.fial=x");
  }

  private Process start(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djoulegate.home=" + distribution.root(),
                "-Djoulegate.until-input-ends=true",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "run",
                "tiny",
                "--data",
                data.toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectError(errors).start();
    processes.add(process);
    return process;
  }

  private String readUntilReady(Process process) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith("Ready ")) {
        return said.toString();
      }
    }
    throw new AssertionError(said + Files.readString(errors.toPath()));
  }

  private static void end(Process process) throws Exception {
    process.getOutputStream().close();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  private void assertEndsWith(int status, String sentence, String... words) throws Exception {
    Process process = start(words);
    assertTrue(process.waitFor(40, TimeUnit.SECONDS));
    String said = Files.readString(errors.toPath());
    assertTrue(said, said.contains(sentence));
    assertEquals(said, status, process.exitValue());
  }
}
