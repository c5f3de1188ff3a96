package org.joulegate.wan.link.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.metering.journal.internal.SqliteJournal;
import org.joulegate.wan.api.Acknowledgement;
import org.joulegate.wan.api.Acknowledgement.Outcome;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The sender on a real journal, with a scripted centre and waits that take no time. */
public class ReportSenderTest {
  private static final String ADDRESS = "https://centre:8443";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Deque<Outcome> answers = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private Runnable duringSend = () -> {};
  private long nanos;
  private SqliteJournal journal;
  private JournalCursor cursor;
  private ReportSender sender;

  /** An answer for each entry of the script; none when the script is empty. */
  private final Centre centre =
      new Centre() {
        @Override
        public Answer send(SealedReport message) {
          sent.add(message.identity());
          duringSend.run();
          Outcome outcome = answers.poll();
          return outcome == null
              ? new Answer.Unanswered("no connection")
              : new Answer.Decided(
                  new Acknowledgement(message.identity(), outcome, Fixtures.NOW, "it is so"));
        }

        @Override
        public String address() {
          return ADDRESS;
        }
      };

  @Before
  public void open() throws Exception {
    journal = Fixtures.journal(folder.getRoot().toPath());
    restart();
  }

  @After
  public void close() {
    journal.close();
  }

  private void restart() throws Exception {
    if (cursor != null) {
      cursor.close();
    }
    cursor = journal.open(WanLink.CONSUMER);
    sender = new ReportSender(centre, Fixtures.CLOCK, waits::add, () -> nanos, new Random(5));
  }

  private void takeOver() {
    try {
      journal.open(WanLink.CONSUMER);
    } catch (JournalException e) {
      throw new AssertionError(e);
    }
  }

  private void step() throws Exception {
    sender.step(cursor, cursor.poll(ReportSender.BATCH, Duration.ZERO));
  }

  private void script(Outcome... outcomes) {
    answers.addAll(List.of(outcomes));
  }

  @Test
  public void movesPastAReportOnlyWhenTheCentreHasDecided() throws Exception {
    Fixtures.append(journal, Fixtures.report(1));
    Fixtures.append(journal, Fixtures.report(2));
    Fixtures.append(journal, Fixtures.report(3));
    script(Outcome.ACCEPTED);
    step();
    assertEquals("the first is done, the second is not", 1, cursor.position());
    assertFalse(sender.state().connected());
    script(Outcome.KNOWN, Outcome.ACCEPTED);
    step();
    assertEquals(3, cursor.position());
    assertEquals(3, sender.state().accepted());
    assertTrue(sender.state().connected());
    assertEquals(Fixtures.NOW, sender.state().lastAccepted());
    assertEquals("one restart of a centre is no outage", List.of(), Fixtures.events(journal));
  }

  @Test
  public void waitsLongerEachTimeUpToFiveMinutesAndNeverAsLongAsAnother() throws Exception {
    Fixtures.append(journal, Fixtures.report(1));
    for (int i = 0; i < 40; i++) {
      step();
    }
    for (int i = 0; i < waits.size(); i++) {
      long full = i < 9 ? 1_000L << i : BackOff.LONGEST.toMillis();
      long waited = waits.get(i).toMillis();
      assertTrue(i + ": " + waited, waited <= full && waited >= full / 2 - 1);
    }
    assertTrue("jitter", waits.stream().skip(9).distinct().count() > 20);
  }

  @Test
  public void anOutageIsOneEventAtItsBeginningAndOneAtItsEndOverRestartsToo() throws Exception {
    Fixtures.append(journal, Fixtures.report(1));
    for (int i = 0; i < 5; i++) {
      step();
    }
    restart();
    for (int i = 0; i < 5; i++) {
      step();
    }
    assertEquals(List.of(EventKind.SEND_FAILED), Fixtures.events(journal));
    assertTrue(sender.state().sentence(), sender.state().sentence().contains("since 2027-01-01"));
    assertEquals(0, cursor.position());
    MeterEvent event = (MeterEvent) journal.read(1, 1).get(0).entry();
    assertEquals(ADDRESS + " does not take messages: no connection", event.text());
    assertEquals(Fixtures.NOW, event.at());
    script(Outcome.ACCEPTED);
    step();
    assertEquals(List.of(EventKind.SEND_FAILED, EventKind.SEND_RESTORED), Fixtures.events(journal));
    restart();
    Fixtures.append(journal, Fixtures.report(2));
    script(Outcome.ACCEPTED);
    step();
    assertEquals(2, Fixtures.events(journal).size());
  }

  @Test
  public void aRefusedReportIsAnEventWithTheReasonAndIsNotSentAgain() throws Exception {
    Fixtures.append(journal, Fixtures.report(1));
    Fixtures.append(journal, Fixtures.report(2));
    script(Outcome.REJECTED, Outcome.CONFLICT);
    step();
    assertEquals(2, cursor.position());
    assertEquals(2, sender.state().rejected());
    List<JournalRecord> events = journal.read(2, 10);
    MeterEvent first = (MeterEvent) events.get(0).entry();
    assertEquals(EventKind.REPORT_REJECTED, first.kind());
    assertEquals("gw-1/p/a/b/1", first.subject());
    assertTrue(first.text(), first.text().endsWith("for good: it is so"));
    MeterEvent second = (MeterEvent) events.get(1).entry();
    assertTrue(second.text(), second.text().contains("another message"));
    step();
    assertEquals(List.of("gw-1/p/a/b/1", "gw-1/p/a/b/2"), sent);
  }

  /** Each failure becomes a notice here, as the reports' bundle makes them. */
  @Test
  public void aCentreThatRefusesAllDoesNotMakeTheGatewayTalkWithoutEnd() throws Exception {
    Fixtures.append(journal, Fixtures.report(1));
    long seen = 0;
    for (int round = 0; round < 50; round++) {
      script(Outcome.REJECTED, Outcome.REJECTED, Outcome.REJECTED);
      step();
      for (JournalRecord record : journal.read(seen, 100)) {
        seen = record.sequence();
        if (record.entry() instanceof MeterEvent event
            && event.kind().failure() != EventKind.Failure.NONE) {
          Fixtures.append(journal, Fixtures.notice((int) seen));
        }
      }
    }
    assertEquals("a report, and one notice of its refusal", 2, sent.size());
  }

  @Test
  public void entriesThatAreNotForTheCentreDoNotCostACommitEach() throws Exception {
    MeterEvent other =
        new MeterEvent(Fixtures.CLOCK.stamp(), EventKind.METER_SEEN, "meter", "seen");
    Fixtures.append(journal, other);
    step();
    Fixtures.append(journal, other);
    step();
    assertEquals(0, cursor.position());
    assertEquals(List.of(ReportSender.GATHER, ReportSender.GATHER), waits);
    nanos += ReportSender.GATHER_AT_MOST.toNanos();
    step();
    assertEquals(2, cursor.position());
    for (int i = 0; i < ReportSender.BATCH; i++) {
      Fixtures.append(journal, other);
    }
    step();
    assertEquals(2 + ReportSender.BATCH, cursor.position());
    assertEquals("a full hand-over is committed at once", 2, waits.size());
    step();
    assertEquals("nothing to wait for", 2, waits.size());
  }

  @Test
  public void aCrashBetweenTheAnswerAndTheCommitSendsTheReportAgain() throws Exception {
    Fixtures.append(journal, Fixtures.report(1));
    script(Outcome.ACCEPTED);
    List<JournalRecord> records = cursor.poll(1, Duration.ZERO);
    duringSend = this::takeOver;
    assertThrows(JournalException.class, () -> sender.step(cursor, records));
    duringSend = () -> {};
    restart();
    script(Outcome.KNOWN);
    step();
    assertEquals(List.of("gw-1/p/a/b/1", "gw-1/p/a/b/1"), sent);
    assertEquals(1, cursor.position());
  }
}
