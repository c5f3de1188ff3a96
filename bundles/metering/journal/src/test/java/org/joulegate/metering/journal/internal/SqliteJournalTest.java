package org.joulegate.metering.journal.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.ReadingJournal.ConsumerPosition;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.metering.journal.check.JournalCheck;
import org.joulegate.metering.journal.check.Verdict;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.sqlite.SQLiteConfig;

public class SqliteJournalTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Fixtures.TestClock clock = new Fixtures.TestClock();
  private Path directory;
  private SqliteJournal journal;

  @Before
  public void open() {
    directory = folder.getRoot().toPath().resolve("journal");
    journal = new SqliteJournal(clock, Fixtures.settings(directory));
  }

  @After
  public void close() {
    journal.close();
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("journal-writer")));
  }

  @Test
  public void sequencesRiseByOneOverARestart() throws Exception {
    assertEquals(JournalHead.EMPTY, journal.head());
    assertEquals(1, Fixtures.append(journal, 10));
    Fixtures.appendAll(journal, 11, 500);
    JournalHead head = journal.head();
    reopen();
    assertEquals(head, journal.head());
    assertEquals(492, Fixtures.append(journal, 501));
    List<JournalRecord> all = Fixtures.all(journal);
    for (int i = 0; i < all.size(); i++) {
      assertEquals(i + 1, all.get(i).sequence());
      assertEquals(Fixtures.reading(10 + i), all.get(i).entry());
    }
    assertEquals(Verdict.INTACT, check().status());
  }

  @Test
  public void aCommitStoresPlaceRowsAndEntriesTogether() throws Exception {
    Fixtures.appendAll(journal, 1, 3);
    try (JournalCursor cursor = journal.open("test")) {
      assertEquals(3, cursor.poll(10, LONG).size());
      MeterEvent event =
          new MeterEvent(clock.stamp(), EventKind.METER_SEEN, "1EMH0012345678", "seen");
      Derivation derived = new Derivation().put("a", bytes("1")).put("b", bytes("2")).append(event);
      assertEquals(List.of(4L), cursor.commit(2, derived));
      assertEquals(2, cursor.position());
      assertEquals(
          List.of(3L, 4L), cursor.poll(10, LONG).stream().map(JournalRecord::sequence).toList());
      cursor.commit(2, new Derivation().remove("a"));
    }
    reopen();
    try (JournalCursor cursor = journal.open("test")) {
      assertEquals(2, cursor.position());
      assertNull(cursor.get("a"));
      assertArrayEquals(bytes("2"), cursor.get("b"));
      assertEquals(List.of("b"), new ArrayList<>(cursor.scan("a", "z", 10).keySet()));
      assertEquals(List.of(new ConsumerPosition("test", 2, 2)), journal.consumers());
      assertThrows(IllegalArgumentException.class, () -> cursor.commit(1, new Derivation()));
      assertThrows(IllegalArgumentException.class, () -> cursor.commit(99, new Derivation()));
    }
  }

  /** Found by updates under load: the disk was ahead of the head that commits are held against. */
  @Test
  public void whatWasHandedOverCanBeCommittedWhileOthersAppend() throws Exception {
    int count = 1_000;
    CompletableFuture<Void> producer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < count; i++) {
                Fixtures.append(journal, i);
              }
            });
    try (JournalCursor cursor = journal.open("test")) {
      while (cursor.position() < count) {
        List<JournalRecord> records = cursor.poll(100, LONG);
        cursor.commit(records.get(records.size() - 1).sequence(), new Derivation());
      }
    }
    producer.join();
  }

  @Test
  public void aRowsKeyHasOneToManyCharacters() throws Exception {
    try (JournalCursor cursor = journal.open("test")) {
      for (String key : List.of("", "k".repeat(1_025))) {
        Derivation derived = new Derivation().put(key, bytes("1"));
        assertThrows(IllegalArgumentException.class, () -> cursor.commit(0, derived));
      }
      cursor.commit(0, new Derivation().put("k".repeat(1_024), bytes("1")));
      assertEquals(1, cursor.scan("", "z", 10).size());
    }
  }

  @Test
  public void aSuccessorTakesOverAndTheEarlierCursorIsRefused() throws Exception {
    Fixtures.appendAll(journal, 1, 5);
    JournalCursor first = journal.open("test");
    first.commit(2, new Derivation());
    JournalCursor second = journal.open("test");
    assertEquals(
        Reason.TAKEN_OVER,
        assertThrows(JournalException.class, () -> first.commit(5, new Derivation())).reason());
    assertEquals(
        Reason.TAKEN_OVER,
        assertThrows(JournalException.class, () -> first.poll(1, LONG)).reason());
    first.close();
    assertEquals(3, second.poll(1, LONG).get(0).sequence());
    second.commit(5, new Derivation());
    second.close();
  }

  @Test
  public void aWaitingPollWakesOnAppendOnTakeOverAndOnClose() throws Exception {
    JournalCursor cursor = journal.open("test");
    CompletableFuture<Integer> polled = poll(cursor);
    Fixtures.append(journal, 1);
    assertEquals(1, (int) polled.join());
    cursor.commit(1, new Derivation());
    CompletableFuture<Integer> taken = poll(cursor);
    JournalCursor next = journal.open("test");
    assertEquals(Reason.TAKEN_OVER, reasonOf(taken));
    CompletableFuture<Integer> closed = poll(next);
    next.close();
    assertEquals(Reason.CLOSED, reasonOf(closed));
    CompletableFuture<Integer> ended = poll(journal.open("test"));
    journal.close();
    assertEquals(Reason.CLOSED, reasonOf(ended));
  }

  @Test
  public void entriesThatAreTooLargeAreRefusedAloneAndNothingOfThemIsStored() throws Exception {
    SealedReport large = new SealedReport(Fixtures.START, "r", "c", new byte[256 * 1024]);
    assertEquals(Reason.TOO_LARGE, reasonOf(journal.append(large).toCompletableFuture()));
    assertEquals(1, Fixtures.append(journal, 1));
  }

  @Test
  public void aSecondJournalInTheSameFolderIsRefusedUntilTheFirstIsClosed() {
    assertTrue("the first is open", journal.health().storing());
    SqliteJournal second = new SqliteJournal(clock, Fixtures.settings(directory));
    assertFalse(second.health().storing());
    assertTrue(second.health().sentence().contains("another runtime"));
    CompletableFuture<Long> waiting = second.append(Fixtures.reading(2)).toCompletableFuture();
    Fixtures.append(journal, 1);
    journal.close();
    assertTrue("waits for its turn, behind the event of the wait", waiting.join() >= 2);
    second.close();
  }

  @Test
  public void aNewerSchemaIsRefusedWithASentence() throws Exception {
    Fixtures.append(journal, 1);
    journal.close();
    pragma("PRAGMA user_version = 2");
    journal = new SqliteJournal(clock, Fixtures.settings(directory));
    assertTrue(journal.health().sentence().contains("schema version 2"));
    assertEquals(
        Reason.CLOSED, reasonOf(journal.append(Fixtures.reading(2)).toCompletableFuture()));
    assertEquals(Verdict.UNREADABLE, check().status());
  }

  @Test
  public void aDamagedFileIsNeverWrittenToAndSaysWhatToDo() throws Exception {
    Fixtures.append(journal, 1);
    journal.close();
    byte[] rubbish =
        "this is not a database, whatever its name says".getBytes(StandardCharsets.UTF_8);
    Files.write(directory.resolve("journal.db"), rubbish);
    journal = new SqliteJournal(clock, Fixtures.settings(directory));
    assertFalse(journal.health().storing());
    assertTrue(journal.health().sentence().contains("journal.db"));
    assertTrue(journal.health().sentence().contains("journal check"));
    assertEquals(
        Reason.CORRUPT, reasonOf(journal.append(Fixtures.reading(2)).toCompletableFuture()));
    assertEquals(
        Reason.CORRUPT, assertThrows(JournalException.class, () -> journal.open("test")).reason());
    assertArrayEquals(rubbish, Files.readAllBytes(directory.resolve("journal.db")));
  }

  @Test
  public void aTailThatWasCutOffKeepsTheJournalClosed() throws Exception {
    Fixtures.appendAll(journal, 1, 9);
    journal.close();
    pragma("DELETE FROM entry WHERE seq > 7");
    journal = new SqliteJournal(clock, Fixtures.settings(directory));
    assertTrue(journal.health().sentence().contains("went to 9"));
  }

  @Test
  public void whatIsOnDiskButNotMadeKnownIsNotHandedOver() throws Exception {
    journal.close();
    HeldTail tail = new HeldTail();
    journal = new SqliteJournal(clock, Fixtures.settings(directory), tail);
    Fixtures.appendAll(journal, 1, 3);
    try (JournalCursor cursor = journal.open("test")) {
      tail.hold();
      CompletableFuture<Long> fourth = journal.append(Fixtures.reading(4)).toCompletableFuture();
      tail.awaitHeld();
      assertEquals("it is on disk", 4, stored());
      assertEquals(3, journal.head().sequence());
      assertEquals(3, journal.read(0, 10).size());
      List<JournalRecord> polled = cursor.poll(10, LONG);
      assertEquals(3, polled.size());
      tail.go();
      cursor.commit(polled.get(2).sequence(), new Derivation());
      assertEquals(4, (long) fourth.join());
      assertEquals(4, cursor.poll(10, LONG).get(0).sequence());
    } finally {
      tail.go();
    }
  }

  @Test
  public void aFaultOfTheWriterKeepsNobodyWaiting() throws Exception {
    journal.close();
    journal = new SqliteJournal(clock, Fixtures.settings(directory), new FaultyTail());
    JournalCursor cursor = journal.open("test");
    MeterEvent event = new MeterEvent(clock.stamp(), EventKind.METER_SEEN, "m", "seen");
    JournalException why =
        assertThrows(
            JournalException.class, () -> cursor.commit(0, new Derivation().append(event)));
    assertEquals(Reason.IO, why.reason());
    assertTrue(why.getMessage(), why.getMessage().contains("as a test"));
    assertTrue(why.getMessage(), why.getMessage().contains("next start tells"));
    assertTrue(journal.health().sentence(), journal.health().sentence().contains("as a test"));
    assertEquals(Reason.IO, reasonOf(journal.append(Fixtures.reading(1)).toCompletableFuture()));
  }

  @Test
  public void whatWaitsAtTheEndIsStored() throws Exception {
    List<CompletableFuture<Long>> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      all.add(journal.append(Fixtures.reading(i)).toCompletableFuture());
    }
    journal.close();
    for (int i = 0; i < all.size(); i++) {
      assertEquals(i + 1, (long) all.get(i).join());
    }
    assertEquals(
        Reason.CLOSED, reasonOf(journal.append(Fixtures.reading(1)).toCompletableFuture()));
  }

  /** Stands between a commit and its being made known. */
  private static final class HeldTail extends Tail {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean holding;

    void hold() {
      holding = true;
    }

    void awaitHeld() throws InterruptedException {
      assertTrue(reached.await(30, TimeUnit.SECONDS));
    }

    void go() {
      released.countDown();
    }

    @Override
    void moveTo(JournalHead next) {
      if (holding) {
        reached.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      super.moveTo(next);
    }
  }

  /** Fails when a first entry is made known. */
  private static final class FaultyTail extends Tail {
    @Override
    void moveTo(JournalHead next) {
      if (next.sequence() > 0) {
        throw new AssertionError("as a test");
      }
      super.moveTo(next);
    }
  }

  private long stored() throws Exception {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection connection =
            config.createConnection(Store.url(directory.resolve("journal.db")));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(seq) FROM entry")) {
      return row.getLong(1);
    }
  }

  private void reopen() {
    journal.close();
    journal = new SqliteJournal(clock, Fixtures.settings(directory));
  }

  private Verdict check() {
    return JournalCheck.check(directory, Optional.empty());
  }

  private void pragma(String sql) throws Exception {
    try (Connection connection =
            new SQLiteConfig().createConnection(Store.url(directory.resolve("journal.db")));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static CompletableFuture<Integer> poll(JournalCursor cursor) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return cursor.poll(10, LONG).size();
          } catch (JournalException | InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  private static Reason reasonOf(CompletableFuture<?> future) {
    Throwable why = assertThrows(CompletionException.class, future::join).getCause();
    return ((JournalException) why).reason();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
