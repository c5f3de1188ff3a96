package org.joulegate.itests.kit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SoakTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aFindIsWrittenWithAllThatRepeatsIt() throws Exception {
    SeededRun run = new SeededRun(new BrittleTarget(), 9, find -> {});
    SeededRun.Result result;
    try (Watchdog watchdog = new Watchdog(number -> {})) {
      result = run.run(0, 10_000, watchdog);
    }
    assertEquals(1, result.finds().size());
    assertTrue("faults: " + result.faults(), result.faults() > 100);
    Find find = result.finds().get(0);
    List<String> lines = Files.readAllLines(find.write(folder.getRoot().toPath()));
    assertEquals("target   org.joulegate.itests.kit.BrittleTarget", lines.get(0));
    assertTrue(lines.get(1), lines.get(1).contains("--seed 9 --from " + find.number()));
    byte[] again = new Mutator(new BrittleTarget().seeds(), 9).input(find.number());
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> new BrittleTarget().run(again));
  }

  @Test
  public void theProcessEndsWithOneWhenThereIsAFindAndTellsTheCounts() throws Exception {
    Process soak = soak("--mutations", "10000", BrittleTarget.class.getName());
    assertEquals(1, soak.exitValue());
    Path table = folder.getRoot().toPath().resolve("table");
    String row = Files.readAllLines(table).get(1);
    assertTrue(row, row.matches("brittle +[0-9,]+ +[0-9.]+% +[0-9,]+ +1 +not asked for"));
  }

  @Test
  public void aWrongOptionIsSaidInOneSentence() throws Exception {
    Process soak = soak("--mutation", "10000", BrittleTarget.class.getName());
    assertEquals(2, soak.exitValue());
    assertEquals("soak: no such option: --mutation\n", said(soak));
    assertEquals("soak: no target named\n", said(soak()));
    assertEquals("soak: --seed needs a whole number, not x\n", said(soak("--seed", "x", "T")));
    assertEquals("soak: --minutes needs a value\n", said(soak("T", "--minutes")));
  }

  private static String said(Process process) throws Exception {
    return new String(process.getErrorStream().readAllBytes());
  }

  private Process soak(String... words) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Soak.class.getName(),
                "--folder",
                folder.getRoot().toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process;
  }
}
