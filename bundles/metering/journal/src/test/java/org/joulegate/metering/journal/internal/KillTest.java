package org.joulegate.metering.journal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.journal.check.JournalCheck;
import org.joulegate.metering.journal.check.Verdict;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A process that appends and consumes is killed (SIGKILL) at random moments, over and over on one
 * journal. {@code -Djournal.kills=N} does it more often.
 */
public class KillTest {
  private static final int KILLS = Integer.getInteger("journal.kills", 6);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void whatWasAcknowledgedIsThereAndCountsOnce() throws Exception {
    Path directory = folder.getRoot().toPath().resolve("journal");
    Random random = new Random(99);
    Map<Long, Long> acknowledged = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      killAfter(1 + random.nextInt(3_000), directory, acknowledged);
      Verdict verdict = JournalCheck.check(directory, Optional.empty());
      assertEquals(verdict.line(), Verdict.INTACT, verdict.status());
    }
    SqliteJournal journal =
        new SqliteJournal(new Fixtures.TestClock(), Fixtures.settings(directory));
    try {
      verify(journal, acknowledged);
    } finally {
      journal.close();
    }
  }

  private static void verify(SqliteJournal journal, Map<Long, Long> acknowledged) throws Exception {
    List<JournalRecord> all = Fixtures.all(journal);
    Map<Long, Long> stored = new HashMap<>();
    List<MeterEvent> derived = new ArrayList<>();
    long expected = 1;
    for (JournalRecord each : all) {
      assertEquals(expected++, each.sequence());
      if (each.entry() instanceof MeterReading reading) {
        stored.put(each.sequence(), Fixtures.index(reading));
      } else {
        derived.add((MeterEvent) each.entry());
      }
    }
    acknowledged.forEach((sequence, index) -> assertEquals(index, stored.get(sequence)));
    try (JournalCursor cursor = journal.open(KilledProcess.CONSUMER)) {
      long position = cursor.position();
      long count =
          all.stream()
              .filter(r -> r.sequence() <= position && r.entry() instanceof MeterReading)
              .count();
      byte[] row = cursor.get("count");
      assertEquals(
          "each reading counted once",
          Long.toString(count),
          row == null ? "0" : new String(row, StandardCharsets.UTF_8));
      long events = Long.parseLong(new String(cursor.get("commits"), StandardCharsets.UTF_8));
      assertEquals("each commit has its entry", events, derived.size());
    }
    assertTrue("something was tried", acknowledged.size() > KILLS);
  }

  private static void killAfter(int lines, Path directory, Map<Long, Long> acknowledged)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < lines; i++) {
        String line = out.readLine();
        assertNotNull("the process appends until it is killed", line);
        note(line, acknowledged);
      }
      // By its handle: the process itself would close the stream that still holds lines.
      process.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.endsWith(";")) {
          note(line, acknowledged);
        }
      }
    }
    process.waitFor();
  }

  private static void note(String line, Map<Long, Long> acknowledged) {
    String[] parts = line.replace(";", "").split(" ");
    acknowledged.put(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }
}
