package org.joulegate.metering.journal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.joulegate.metering.api.JournalHead;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HeadFileTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Fixtures.TestClock clock = new Fixtures.TestClock();
  private Path directory;
  private Path head;

  @Before
  public void choosePlace() {
    directory = folder.getRoot().toPath();
    head = directory.resolve("head");
  }

  @Test
  public void aFirstStartThatWasKilledBeforeTheFirstHeadIsGoneOnWith() throws Exception {
    Files.createFile(head);
    Files.writeString(directory.resolve("head.new"), "000");
    SqliteJournal journal = open();
    assertEquals(1, Fixtures.append(journal, 1));
    JournalHead last = journal.head();
    journal.close();
    assertEquals(Optional.of(last), HeadFile.read(head));
    assertFalse(Files.exists(directory.resolve("head.new")));
  }

  @Test
  public void anEmptyHeadBesideEntriesKeepsTheJournalClosedAndSaysWhatToDo() throws Exception {
    assertRefused(new byte[0], "does not hold a journal head but nothing");
  }

  @Test
  public void aHeadThatIsRubbishKeepsTheJournalClosedAndSaysWhatToDo() throws Exception {
    assertRefused(new byte[84], "does not hold a journal head but another text");
    assertRefused(new byte[7], "does not hold a journal head but 7 bytes");
  }

  @Test
  public void aHeadThatCannotBeWrittenIsSaidOnceUntilItIsWritten() {
    Losses losses = new Losses(clock);
    JournalException why = new JournalException(Reason.IO, "the disk refuses head");
    losses.headFailing(why);
    losses.recorded(losses.report());
    losses.headFailing(why);
    assertFalse(losses.pending());
    assertEquals("entries are stored all the while", null, losses.outage());
    losses.headWritten();
    losses.headFailing(why);
    assertTrue(losses.pending());
  }

  private void assertRefused(byte[] content, String sentence) throws Exception {
    Files.deleteIfExists(head);
    SqliteJournal journal = open();
    Fixtures.append(journal, 1);
    journal.close();
    Files.write(head, content);
    journal = open();
    String said = journal.health().sentence();
    assertTrue(said, said.contains(sentence));
    assertTrue(said, said.contains("move that file away"));
    JournalException why = assertFails(journal);
    assertEquals(Reason.CORRUPT, why.reason());
    journal.close();
    assertEquals(content.length, Files.size(head));
  }

  private static JournalException assertFails(SqliteJournal journal) {
    return org.junit.Assert.assertThrows(JournalException.class, () -> journal.open("test"));
  }

  private SqliteJournal open() {
    return new SqliteJournal(clock, Fixtures.settings(directory));
  }
}
