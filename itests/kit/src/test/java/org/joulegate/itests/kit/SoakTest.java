package org.joulegate.itests.kit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SoakTest {

  /** Does not end when its second byte is 2. */
  public static final class EndlessTarget extends BrittleTarget {
    @Override
    public boolean run(byte[] data) {
      while (data.length == 4 && data[1] == 2) {
        data[0]++;
      }
      return true;
    }

    @Override
    public List<byte[]> seeds() {
      return List.of(new byte[] {0x10, 1, 1}, new byte[] {0x10, 2, 1, 2});
    }
  }

  /** Throws at its seed, and does not end at what is shorter. */
  public static final class HangsWhenShort extends BrittleTarget {
    @Override
    public boolean run(byte[] data) {
      while (data.length < 5) {
        data[0]++;
      }
      throw new IllegalStateException("long");
    }
  }

  /** Takes its time before it throws, at everything that is not short. */
  private static final class BusyThenThrows extends BrittleTarget {
    static final int LEAST = 100;
    private static final long BUSY_NANOS = 10_000_000;

    @Override
    public List<byte[]> seeds() {
      return List.of(new byte[2 * LEAST]);
    }

    @Override
    public boolean run(byte[] data) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long end = threads.getCurrentThreadCpuTime() + BUSY_NANOS;
      while (threads.getCurrentThreadCpuTime() < end) {
        data[0]++;
      }
      if (data.length >= LEAST) {
        throw new IllegalStateException("late");
      }
      return true;
    }
  }

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aFindIsWrittenWithAllThatRepeatsIt() throws Exception {
    SeededRun run = new SeededRun(new BrittleTarget(), 9, find -> {});
    SeededRun.Result result;
    try (Watchdog watchdog = new Watchdog(Watchdog.ENDLESS, number -> {})) {
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
  public void anInputWithoutAnEndIsKeptAndEndsTheProcessWithOne() throws Exception {
    Process soak = soak("--mutations", "0", "--endless", "0.3", EndlessTarget.class.getName());
    assertEquals(1, soak.exitValue());
    List<String> find = onlyFind("Endless");
    assertTrue(find.get(2), find.get(2).equals("input    10020102"));
    assertTrue(find.get(4), find.get(4).endsWith("no end within 300 ms of processor time"));
  }

  @Test
  public void aFindIsKeptThoughAShorterInputHasNoEnd() throws Exception {
    Process soak = soak("--mutations", "0", "--endless", "0.3", HangsWhenShort.class.getName());
    assertEquals(1, soak.exitValue());
    List<String> first = onlyFind("IllegalStateException");
    assertEquals("input    1003010203", first.get(2));
    List<String> second = onlyFind("Endless");
    assertTrue(second.get(2), second.get(2).matches("input +([0-9a-f]{2}){2,4}"));
    assertTrue(second.get(4), second.get(4).endsWith("a shorter one than input -1"));
  }

  @Test
  public void lookingForAShorterInputIsNoTimeOfTheInput() {
    FuzzTarget slowToFail = new BusyThenThrows();
    List<Find> told = new ArrayList<>();
    SeededRun run = new SeededRun(slowToFail, 1, told::add);
    SeededRun.Result result;
    try (Watchdog watchdog = new Watchdog(Watchdog.ENDLESS, number -> {})) {
      result = run.run(0, 0, watchdog);
    }
    assertEquals(1, result.finds().size());
    assertTrue(result.finds().get(0).fault() instanceof IllegalStateException);
    assertEquals(BusyThenThrows.LEAST, result.finds().get(0).smallest().length);
    assertEquals("at once, and with the shorter one", 2, told.size());
    assertSame(told.get(0).input(), told.get(0).smallest());
  }

  @Test
  public void theCountsOfTheSeededPartAreKeptWhenJazzerFails() throws Exception {
    assumeTrue(GuidedRun.obstacle(), GuidedRun.obstacle().isEmpty());
    Path root = folder.getRoot().toPath();
    Files.createDirectories(root.resolve("guided-brittle").resolve("log"));
    Process soak = soak("--mutations", "0", "--minutes", "0.1", BrittleTarget.class.getName());
    assertEquals(1, soak.exitValue());
    assertEquals("", said(soak));
    List<String> table = Files.readAllLines(root.resolve("table"));
    assertEquals(2, table.size());
    assertTrue(table.get(1), table.get(1).matches("brittle +2 100.0% +[0-9,]+ +0 +failed: .*"));
  }

  @Test
  public void aWrongOptionIsSaidInOneSentence() throws Exception {
    Process soak = soak("--mutation", "10000", BrittleTarget.class.getName());
    assertEquals(2, soak.exitValue());
    assertEquals("soak: no such option: --mutation\n", said(soak));
    assertEquals("soak: no target named\n", said(soak()));
    assertEquals("soak: --seed needs a whole number, not x\n", said(soak("--seed", "x", "T")));
    assertEquals("soak: --minutes needs a value\n", said(soak("T", "--minutes")));
    assertEquals(
        "soak: --mutations needs a number of at least 0, not -5\n",
        said(soak("--mutations", "-5", BrittleTarget.class.getName())));
  }

  @Test
  public void aClassThatIsNoTargetIsSaidInOneSentenceBeforeAnyRuns() throws Exception {
    Process soak = soak("--mutations", "10", BrittleTarget.class.getName(), "no.such.Target");
    assertEquals(2, soak.exitValue());
    String what = "is no public class with a public constructor that is a FuzzTarget\n";
    assertEquals("soak: \"no.such.Target\" " + what, said(soak));
    assertEquals("soak: \"java.lang.Object\" " + what, said(soak("java.lang.Object")));
    assertFalse(Files.exists(folder.getRoot().toPath().resolve("table")));
  }

  /** The lines of the one file with a find of a kind. */
  private List<String> onlyFind(String kind) throws Exception {
    try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
      List<Path> found = files.filter(each -> each.toString().endsWith(kind + ".txt")).toList();
      assertEquals(kind, 1, found.size());
      return Files.readAllLines(found.get(0));
    }
  }

  private static String said(Process process) throws Exception {
    return new String(process.getErrorStream().readAllBytes());
  }

  private Process soak(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
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
