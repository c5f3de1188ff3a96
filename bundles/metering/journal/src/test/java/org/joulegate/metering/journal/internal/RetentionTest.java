package org.joulegate.metering.journal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.journal.check.JournalCheck;
import org.joulegate.metering.journal.check.Verdict;
import org.joulegate.trust.api.TrustException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RetentionTest {
  private static final int OLD = 1_200;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Fixtures.TestClock clock = new Fixtures.TestClock();
  private Path directory;
  private SqliteJournal journal;

  @Before
  public void fill() throws Exception {
    directory = folder.getRoot().toPath().resolve("journal");
    journal = new SqliteJournal(clock, settings());
    Fixtures.appendAll(journal, 1, OLD);
  }

  @After
  public void close() {
    journal.close();
  }

  @Test
  public void oldEntriesGiveWayToASignedAnchorThatTheCheckerAccepts() throws Exception {
    TestKeys keys = new TestKeys();
    keys.putInto(folder.getRoot().toPath());
    journal.setKeys(keys);
    JournalHead before = journal.head();
    consume("test", OLD);
    clock.forward(Duration.ofDays(100));
    awaitEvent(EventKind.RETENTION_APPLIED);
    List<JournalRecord> left = Fixtures.all(journal);
    assertTrue("only events are left", left.get(0).sequence() > OLD);
    Verdict verdict = JournalCheck.check(directory, Optional.of(journal.head()));
    assertEquals(verdict.line(), Verdict.INTACT, verdict.status());
    assertTrue(verdict.line(), verdict.line().contains("were removed at"));
    assertEquals(
        "the anchor is that head",
        Verdict.INTACT,
        JournalCheck.check(directory, Optional.of(before)).status());
    reopen();
    assertEquals(left.get(left.size() - 1).sequence() + 1, Fixtures.append(journal, 1));
    assertEquals("a new consumer begins there", left.get(0).sequence() - 1, place("new"));
  }

  @Test
  public void aForgedAnchorIsFound() throws Exception {
    journal.setKeys(new TestKeys());
    consume("test", OLD);
    clock.forward(Duration.ofDays(100));
    awaitEvent(EventKind.RETENTION_APPLIED);
    journal.close();
    try (var connection =
            new org.sqlite.SQLiteConfig()
                .createConnection(Store.url(directory.resolve("journal.db")));
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE anchor SET hash = zeroblob(32)");
    }
    Verdict verdict = JournalCheck.check(directory, Optional.empty());
    assertEquals(Verdict.DAMAGED, verdict.status());
    assertTrue(verdict.line(), verdict.line().contains("not validly signed"));
  }

  @Test
  public void withoutAKeyNothingIsRemovedAndThatIsSaidOnce() throws Exception {
    consume("test", OLD);
    clock.forward(Duration.ofDays(100));
    awaitEvent(EventKind.RETENTION_HELD);
    assertEquals(1, journal.read(0, 1).get(0).sequence());
    Fixtures.appendAll(journal, 1, 50);
    assertEquals(1, count(EventKind.RETENTION_HELD));
  }

  @Test
  public void aConsumerThatIsBehindHoldsEntriesUpToTheHardLimit() throws Exception {
    journal.setKeys(new TestKeys());
    consume("slow", 700);
    clock.forward(Duration.ofDays(100));
    awaitEvent(EventKind.RETENTION_HELD);
    assertEquals(1, count(EventKind.RETENTION_APPLIED));
    assertEquals(701, journal.read(0, 1).get(0).sequence());
    clock.forward(Duration.ofDays(200));
    awaitEvent(EventKind.RETENTION_FORCED);
    awaitFirstBeyond(OLD);
    try (JournalCursor slow = journal.open("slow")) {
      assertTrue(slow.poll(1, Duration.ZERO).get(0).sequence() > OLD);
    }
  }

  @Test
  public void aRunOfWholeSlicesEndsWithItsEvent() throws Exception {
    for (int entries : new int[] {500, 1_000}) {
      refill("whole-" + entries, entries);
      journal.setKeys(new TestKeys());
      clock.forward(Duration.ofDays(100));
      awaitEvent(EventKind.RETENTION_APPLIED);
      assertApplied(1, entries);
      assertEquals(entries + 1, journal.read(0, 1).get(0).sequence());
      clock.forward(Duration.ofDays(-100));
    }
  }

  @Test
  public void aRunThatIsKilledBetweenSlicesIsRecordedWhenItIsResumed() throws Exception {
    Path killed = folder.getRoot().toPath().resolve("killed");
    journal.setKeys(new TestKeys(2, () -> copy(directory, killed)));
    consume("test", OLD);
    clock.forward(Duration.ofDays(100));
    awaitEvent(EventKind.RETENTION_APPLIED);
    openKilled(killed);
    assertEquals("one slice was removed", 501, journal.read(0, 1).get(0).sequence());
    assertEquals(0, count(EventKind.RETENTION_APPLIED));
    journal.setKeys(new TestKeys());
    clock.become(ClockState.SYNCHRONISED);
    awaitEvent(EventKind.RETENTION_APPLIED);
    assertApplied(1, OLD);
  }

  @Test
  public void aSliceThatForcesSaysSoInItsOwnTransactionAndOnce() throws Exception {
    Path killed = folder.getRoot().toPath().resolve("killed");
    journal.setKeys(new TestKeys(2, () -> copy(directory, killed)));
    consume("slow", 7);
    clock.forward(Duration.ofDays(300));
    awaitEvent(EventKind.RETENTION_APPLIED);
    assertEquals(1, count(EventKind.RETENTION_FORCED));
    openKilled(killed);
    assertEquals(501, journal.read(0, 1).get(0).sequence());
    assertEquals("although it was killed", 1, count(EventKind.RETENTION_FORCED));
    assertTrue(texts(EventKind.RETENTION_FORCED).get(0).contains("slow has read up to 7"));
    journal.setKeys(new TestKeys());
    clock.become(ClockState.SYNCHRONISED);
    awaitEvent(EventKind.RETENTION_APPLIED);
    assertEquals(1, count(EventKind.RETENTION_FORCED));
    assertTrue(texts(EventKind.RETENTION_APPLIED).get(0).contains("had not read all"));
  }

  @Test
  public void aRunWhoseSigningFailsBetweenSlicesIsRecordedAsFarAsItCame() throws Exception {
    journal.setKeys(
        new TestKeys(
            2,
            () -> {
              throw new TrustException(TrustException.Fault.NOT_VALID_NOW, "as a test");
            }));
    consume("test", OLD);
    clock.forward(Duration.ofDays(100));
    awaitEvent(EventKind.RETENTION_APPLIED);
    assertApplied(1, 500);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectory(to);
      for (String name : List.of("journal.db", "journal.db-wal", "head")) {
        Files.copy(from.resolve(name), to.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a clock that is not set yet, so that retention waits until the test has looked. */
  private void openKilled(Path killed) {
    clock.become(ClockState.UNSET);
    directory = killed;
    reopen();
  }

  private void refill(String name, int entries) {
    journal.close();
    directory = folder.getRoot().toPath().resolve(name);
    journal = new SqliteJournal(clock, settings());
    Fixtures.appendAll(journal, 1, entries);
  }

  private void assertApplied(long first, long last) throws Exception {
    String text = texts(EventKind.RETENTION_APPLIED).get(0);
    assertTrue(text, text.startsWith("entries " + first + " to " + last + " were removed;"));
  }

  private List<String> texts(EventKind kind) throws Exception {
    List<String> result = new ArrayList<>();
    for (JournalRecord each : Fixtures.all(journal)) {
      if (each.entry() instanceof MeterEvent event && event.kind() == kind) {
        result.add(event.text());
      }
    }
    return result;
  }

  private void consume(String consumer, long through) throws Exception {
    try (JournalCursor cursor = journal.open(consumer)) {
      cursor.commit(through, new Derivation());
    }
  }

  private long place(String consumer) throws Exception {
    try (JournalCursor cursor = journal.open(consumer)) {
      return cursor.position();
    }
  }

  private void awaitEvent(EventKind kind) throws Exception {
    awaitEvents(kind, 1);
  }

  private void awaitEvents(EventKind kind, int events) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (count(kind) < events && System.nanoTime() < until) {
      journal.awaitAfter(journal.head().sequence(), Duration.ofMillis(50), () -> false);
    }
    assertEquals(events, count(kind));
  }

  private void awaitFirstBeyond(long sequence) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (journal.read(0, 1).get(0).sequence() <= sequence && System.nanoTime() < until) {
      journal.awaitAfter(journal.head().sequence(), Duration.ofMillis(50), () -> false);
    }
    assertTrue(journal.read(0, 1).get(0).sequence() > sequence);
  }

  private long count(EventKind kind) throws Exception {
    return Fixtures.events(journal).stream().filter(kind::equals).count();
  }

  private void reopen() {
    journal.close();
    journal = new SqliteJournal(clock, settings());
  }

  private Settings settings() {
    return new Settings(
        directory,
        Duration.ofDays(90),
        Duration.ofDays(180),
        10_000,
        0,
        Duration.ofMillis(10),
        Duration.ofHours(1));
  }
}
