package org.joulegate.metering.journal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.journal.check.JournalCheck;
import org.joulegate.metering.journal.check.Verdict;
import org.junit.After;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A disk that is full or read-only: real file systems where mounting is allowed, else skipped. */
public class OutageTest {
  private static final int MAX_WAITING = 50;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Fixtures.TestClock clock = new Fixtures.TestClock();
  private final List<Path> mounts = new ArrayList<>();
  private final List<SqliteJournal> journals = new ArrayList<>();

  @After
  public void closeAndUnmount() throws Exception {
    journals.forEach(SqliteJournal::close);
    for (Path mount : mounts) {
      run("umount", "-l", mount.toString());
    }
  }

  @Test
  public void aFullDiskLetsEntriesWaitAndThenRefusesThemAndRecordsBoth() throws Exception {
    Path disk = mountTmpfs("4m");
    SqliteJournal journal = open(disk, 0);
    Fixtures.appendAll(journal, 1, 20);
    JournalCursor cursor = journal.open("test");
    fill(disk.resolve("ballast"));
    List<CompletableFuture<Long>> early = appendUntilFailing(journal, 0);
    // A database that was closed gives its log's space back: take that as well.
    fill(disk.resolve("ballast-2"));
    List<CompletableFuture<Long>> waiting = appendUntilFailing(journal, MAX_WAITING);
    JournalException refused = refusal(journal.append(Fixtures.reading(999)));
    assertEquals(Reason.OVERLOADED, refused.reason());
    assertTrue(journal.health().sentence(), journal.health().sentence().contains("no space"));
    long count = journal.health().refused();
    assertEquals(
        "a commit is handed back",
        Reason.DISK_FULL,
        assertThrows(JournalException.class, () -> cursor.commit(5, new Derivation())).reason());
    assertEquals(0, cursor.position());

    clock.forward(Duration.ofMinutes(7));
    Files.delete(disk.resolve("ballast"));
    waiting.addAll(early);
    for (CompletableFuture<Long> each : waiting) {
      assertTrue(each.get(30, TimeUnit.SECONDS) > 20);
    }
    assertEquals(1, cursor.commit(5, derivedEvent()).size());
    assertEquals(5, cursor.position());
    assertTrue(journal.health().storing());
    assertOutageRecorded(
        journal,
        count + (count == 1 ? " entry was" : " entries were") + " refused since " + Fixtures.START);
    journal.close();
    assertEquals(Verdict.INTACT, JournalCheck.check(disk, Optional.empty()).status());
  }

  @Test
  public void aQuotaActsLikeAFullDisk() throws Exception {
    Path disk = folder.newFolder("quota").toPath();
    SqliteJournal journal = open(disk, 120_000);
    List<CompletableFuture<Long>> waiting = appendUntilFailing(journal, MAX_WAITING);
    assertEquals(Reason.OVERLOADED, refusal(journal.append(Fixtures.reading(1))).reason());
    long stored = journal.head().sequence();
    journal.close();
    long refused = waiting.stream().filter(CompletableFuture::isCompletedExceptionally).count();
    assertEquals("each that was not stored is told", waiting.size(), stored + refused);
    SqliteJournal larger = open(disk, 0);
    assertEquals(stored, larger.head().sequence());
    assertEquals(stored + 1, Fixtures.append(larger, 1));
    larger.close();
  }

  @Test
  public void aReadOnlyDiskLetsEntriesWaitUntilItCanBeWrittenAgain() throws Exception {
    Path disk = mountTmpfs("4m");
    SqliteJournal first = open(disk, 0);
    Fixtures.appendAll(first, 1, 20);
    first.close();
    run("mount", "-o", "remount,ro", disk.toString());

    SqliteJournal journal = open(disk, 0);
    assertFalse(journal.health().storing());
    assertTrue(journal.health().sentence(), journal.health().sentence().contains("read-only"));
    assertEquals(
        Reason.READ_ONLY,
        assertThrows(JournalException.class, () -> journal.open("test")).reason());
    CompletableFuture<Long> waiting = journal.append(Fixtures.reading(21)).toCompletableFuture();
    run("mount", "-o", "remount,rw", disk.toString());
    assertTrue("behind the event of the outage", waiting.get(30, TimeUnit.SECONDS) >= 22);
    assertOutageRecorded(journal, "0 entries were refused");
    journal.close();
  }

  private static Derivation derivedEvent() {
    return new Derivation()
        .append(
            new MeterEvent(new Fixtures.TestClock().stamp(), EventKind.METER_SEEN, "m", "derived"));
  }

  private List<CompletableFuture<Long>> appendUntilFailing(SqliteJournal journal, int waitingAfter)
      throws Exception {
    List<CompletableFuture<Long>> waiting = new ArrayList<>();
    for (int i = 0; journal.health().storing(); i++) {
      waiting.add(journal.append(Fixtures.reading(i)).toCompletableFuture());
      if (i % 10 == 9) {
        awaitStoredOrFailing(waiting.get(i), journal);
      }
    }
    for (int i = 0; i < waitingAfter; i++) {
      CompletableFuture<Long> next = journal.append(Fixtures.reading(0)).toCompletableFuture();
      if (next.isCompletedExceptionally()) {
        break;
      }
      waiting.add(next);
    }
    return waiting;
  }

  /** Lets the writer come to its fault before more wait than may. */
  private static void awaitStoredOrFailing(CompletableFuture<Long> last, SqliteJournal journal)
      throws Exception {
    for (int i = 0; i < 1_000 && journal.health().storing() && !last.isDone(); i++) {
      try {
        last.get(10, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Neither stored nor failed yet.
      }
    }
  }

  private static JournalException refusal(java.util.concurrent.CompletionStage<Long> append) {
    return (JournalException)
        assertThrows(CompletionException.class, () -> append.toCompletableFuture().join())
            .getCause();
  }

  private static void assertOutageRecorded(SqliteJournal journal, String text)
      throws JournalException {
    List<MeterEvent> events = new ArrayList<>();
    for (JournalRecord each : Fixtures.all(journal)) {
      if (each.entry() instanceof MeterEvent event && event.subject().equals(Losses.SUBJECT)) {
        events.add(event);
      }
    }
    assertEquals(EventKind.RECORD_FAILED, events.get(0).kind());
    assertEquals("dated when it began", Fixtures.START, events.get(0).at());
    assertEquals(EventKind.RECORD_RESTORED, events.get(1).kind());
    assertTrue(events.get(1).text(), events.get(1).text().contains(text));
  }

  private SqliteJournal open(Path directory, long maxBytes) {
    SqliteJournal journal = new SqliteJournal(clock, settings(directory, maxBytes));
    journals.add(journal);
    return journal;
  }

  private Settings settings(Path directory, long maxBytes) {
    return new Settings(
        directory,
        Duration.ofDays(400),
        Duration.ofDays(730),
        MAX_WAITING,
        maxBytes,
        Duration.ofMillis(20),
        Duration.ofHours(1));
  }

  private Path mountTmpfs(String size) throws Exception {
    Path mount = folder.newFolder().toPath();
    Assume.assumeTrue(
        "mounting a file system of its own needs root",
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", mount.toString()) == 0);
    mounts.add(mount);
    return mount;
  }

  private static void fill(Path ballast) throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full, as intended.
    }
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
