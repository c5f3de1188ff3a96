package org.joulegate.codec.iec62056.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joulegate.codec.iec62056.BaudRate;
import org.joulegate.codec.iec62056.Identification;
import org.joulegate.codec.iec62056.ReadoutEncoder;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.joulegate.codec.iec62056.session.SessionAction.Cause;
import org.junit.Test;

/** Conversations on a clock that only the test moves. */
public class ReadoutSessionTest {

  private static final Instant T0 = Instant.parse("2024-03-01T00:00:00Z");
  private static final String SIGN_ON = "send /?!\\r\\n";

  /** Nothing may happen a millisecond before, and something at the very instant. */
  private static final int EDGE = 1;

  private final List<String> said = new ArrayList<>();
  private long millis;
  private Instant due = Instant.MAX;
  private ReadoutSession session = session(SessionPlan.READ_OUT);

  private static ReadoutSession session(SessionPlan plan) {
    return new ReadoutSession(plan, SessionTiming.STANDARD, ReadoutLimits.DEFAULT);
  }

  @Test
  public void modeCAcknowledgesBehindTheReactionTimeAndChangesTheBaudRate() {
    start();
    expect("baud 300", SIGN_ON, "wait -");
    sent(160);
    expect("wait 1500");
    hear("/ABC5TEST\r\n");
    expect("wait 200");
    passes(200 - EDGE);
    expect("wait 1");
    passes(EDGE);
    expect("send \\u0006050\\r\\n", "wait -");
    sent(200);
    expect("baud 9600", "wait 1500");
    hear(data("/ABC5TEST"));
    expect("report 1", "wait -");
    assertEquals(SessionState.DONE, session.state());
    assertEquals("TEST", session.identification().name());
  }

  @Test
  public void theReactionTimeCountsFromTheLastByteOfTheIdentification() {
    start();
    sent(160);
    said.clear();
    hear("/ABC5TE");
    passes(1000);
    hear("ST\r");
    passes(1000);
    hear("\n");
    said.clear();
    passes(199);
    said.clear();
    hear("\0");
    expect("wait 1");
    passes(1);
    expect("send \\u0006050\\r\\n", "wait -");
  }

  @Test
  public void aMeterOfFastReactionIsAcknowledgedAfterTwentyMilliseconds() {
    start();
    sent(160);
    said.clear();
    hear("/ABc4TEST\r\n");
    expect("wait 20");
    passes(20);
    expect("send \\u0006040\\r\\n", "wait -");
  }

  @Test
  public void modeAReadsOnAndModeBFollowsTheMeter() {
    start();
    sent(160);
    said.clear();
    hear("/ABC TEST\r\n");
    expect("wait 1500");
    hear(data("/ABC TEST"));
    expect("report 1", "wait -");
    session = session(SessionPlan.READ_OUT);
    start();
    sent(160);
    said.clear();
    hear("/ABCETEST\r\n");
    expect("baud 9600", "wait 1500");
    hear(data("/ABCETEST"));
    expect("report 1", "wait -");
  }

  @Test
  public void modeDListensAndReportsMessageAfterMessage() {
    session = session(SessionPlan.LISTEN);
    start();
    expect("baud 2400", "wait -");
    String pushed = text(ReadoutEncoder.plain(Identification.of("/ABC3TEST"), sets()));
    hear("garbage" + pushed.substring(0, 20));
    said.clear();
    passes(1500);
    expect("wait -");
    hear(pushed);
    expect("report 1", "wait -");
    hear(pushed);
    expect("report 1", "wait -");
    assertEquals(SessionState.LISTENING, session.state());
  }

  @Test
  public void modeEIsReadAsModeCOrHandedOver() {
    session = session(new SessionPlan("12345678", BaudRate.B19200, false, false, true));
    start();
    expect("baud 300", "send /?12345678!\\r\\n", "wait -");
    sent(160);
    hear("/ABC6\\2TEST\r\n");
    passes(200);
    said.clear();
    sent(200);
    expect("baud 19200", "hdlc TEST", "wait -");
    assertTrue(session.state().isFinal());
    session = session(SessionPlan.READ_OUT);
    start();
    sent(160);
    hear("/ABC6\\2TEST\r\n");
    said.clear();
    passes(200);
    expect("send \\u0006050\\r\\n", "wait -");
  }

  @Test
  public void echoesOfWhatWasSentAreNoAnswer() {
    start();
    hear("/?!\r\n");
    sent(160);
    said.clear();
    hear("/ABC5TEST\r\n");
    expect("wait 200");
    passes(200);
    said.clear();
    hear("\u0006050\r\n");
    sent(200);
    said.clear();
    hear(data("/ABC5TEST"));
    expect("report 1", "wait -");
  }

  @Test
  public void partialBlocksAreAcknowledgedOneByOne() {
    start();
    sent(160);
    hear("/ABC0TEST\r\n");
    passes(200);
    sent(200);
    String all =
        text(
            ReadoutEncoder.partial(
                Identification.of("/ABC0TEST"), List.of(sets(), sets(), sets())));
    int first = all.indexOf('\4') + 2;
    int second = all.indexOf('\4', first) + 2;
    said.clear();
    hear(all.substring(all.indexOf('\2'), first));
    expect("send \\u0006", "wait -");
    sent(30);
    expect("wait 1500");
    hear(all.substring(first, second));
    expect("send \\u0006", "wait -");
    sent(30);
    said.clear();
    hear(all.substring(second));
    expect("report 3", "wait -");
  }

  @Test
  public void noAnswerIsTriedAgainAndGivenUpWithItsCause() {
    start();
    for (int attempt = 1; attempt < 3; attempt++) {
      sent(160);
      said.clear();
      passes(1500 - EDGE);
      expect("wait 1");
      passes(EDGE);
      expect("wait 2500");
      passes(2500);
      expect("baud 300", SIGN_ON, "wait -");
    }
    sent(160);
    said.clear();
    passes(1500);
    expect("give up NO_ANSWER", "wait -");
    passes(100_000);
    expect("wait -");
    assertEquals(SessionState.FAILED, session.state());
  }

  @Test
  public void afterDamageTheNextAttemptIsSlower() {
    String[] acknowledgements = {"\\u0006050", "\\u0006040", "\\u0006030"};
    start();
    for (int attempt = 0; attempt < 3; attempt++) {
      sent(160);
      hear("/ABC5TEST\r\n");
      said.clear();
      passes(200);
      expect("send " + acknowledgements[attempt] + "\\r\\n", "wait -");
      sent(200);
      said.clear();
      hear(data("/ABC5TEST").replace("1*kWh", "2*kWh"));
      expect(attempt < 2 ? "wait 2500" : "give up DAMAGED", attempt < 2 ? null : "wait -");
      passes(2500);
    }
  }

  @Test
  public void silenceInTheMiddleAndSilenceAtAllHaveTheirCauses() {
    assertEquals(Cause.NO_DATA, causeOf("/ABC5TEST\r\n", ""));
    assertEquals(Cause.CUT_OFF, causeOf("/ABC5TEST\r\n", "\u00021.8.0(1"));
    assertEquals(Cause.IDENTIFICATION, causeOf("what?\r\n", ""));
    assertEquals(Cause.IDENTIFICATION, causeOf("/AB", ""));
  }

  private Cause causeOf(String line, String data) {
    SessionTiming once =
        new SessionTiming(
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(1500),
            Duration.ofMillis(1500),
            Duration.ofMillis(2200),
            Duration.ofMillis(1600),
            Duration.ofMillis(2500),
            1);
    session = new ReadoutSession(SessionPlan.READ_OUT, once, ReadoutLimits.DEFAULT);
    start();
    sent(160);
    hear(line);
    passes(1500);
    if (session.state() == SessionState.ACKNOWLEDGING) {
      sent(200);
      hear(data);
      passes(1500);
    }
    String last = said.get(said.size() - 2);
    return Cause.valueOf(last.substring("give up ".length()));
  }

  @Test
  public void aBatteryFedMeterIsWokenFirst() {
    session = session(new SessionPlan("", BaudRate.B9600, true, false, false));
    start();
    expect("baud 300", "send " + "\\u0000".repeat(66), "wait -");
    sent(2200);
    expect("wait 1600");
    passes(1600);
    expect("baud 300", SIGN_ON, "wait -");
  }

  @Test
  public void aMessageBeyondTheLimitIsGivenUp() {
    ReadoutLimits d = ReadoutLimits.DEFAULT;
    ReadoutLimits small =
        new ReadoutLimits(
            new org.joulegate.codec.bytes.Limit("bytes in a message", 40),
            d.identificationCharacters(),
            d.addressCharacters(),
            d.valueCharacters(),
            d.dataSets(),
            d.values());
    session = new ReadoutSession(SessionPlan.READ_OUT, SessionTiming.STANDARD, small);
    start();
    for (int attempt = 0; attempt < 3; attempt++) {
      sent(160);
      hear("/ABC5TEST\r\n");
      passes(200);
      sent(200);
      said.clear();
      hear("\2" + "1".repeat(100));
      passes(2500);
    }
    assertTrue(said.toString(), said.contains("give up TOO_LONG"));
  }

  @Test
  public void everyPairOfStateAndEventHasItsMove() {
    for (SessionState state : SessionState.values()) {
      boolean leaves = false;
      for (SessionEvent event : SessionEvent.values()) {
        SessionTable.Move move = SessionTable.of(state, event);
        boolean moves = move.step() != SessionTable.Step.IGNORE;
        assertEquals(state + " " + event, state, moves ? state : move.next());
        assertFalse(state + " " + event, state.isFinal() && moves);
        leaves |= move.next() != state;
      }
      boolean stays = state.isFinal() || state == SessionState.LISTENING;
      assertEquals(state + " can be left", !stays, leaves);
    }
  }

  @Test
  public void everyPairWalkedEndsWhereTheTableSays() {
    for (SessionState state : SessionState.values()) {
      for (Happening happening : Happening.values()) {
        bring(state);
        assertEquals(state, session.state());
        SessionState next = SessionTable.of(state, happening.event).next();
        happening.on(this);
        assertEquals(state + " " + happening, next, session.state());
      }
    }
  }

  /** What a line and a clock can do to a session by themselves. */
  private enum Happening {
    SENT(SessionEvent.SENT),
    NOISE(SessionEvent.BYTE),
    TIMER(SessionEvent.TIMER);

    private final SessionEvent event;

    Happening(SessionEvent event) {
      this.event = event;
    }

    void on(ReadoutSessionTest test) {
      switch (this) {
        case SENT -> test.sent(1);
        case NOISE -> test.hear("x");
        case TIMER -> test.passes(100_000);
      }
    }
  }

  /** A new session in a state; timers that do not run in it are the table's to ignore. */
  private void bring(SessionState state) {
    SessionPlan plan =
        switch (state) {
          case WAKING -> new SessionPlan("", BaudRate.B9600, true, false, false);
          case LISTENING -> SessionPlan.LISTEN;
          case HANDED_OVER -> new SessionPlan("", BaudRate.B9600, false, false, true);
          default -> SessionPlan.READ_OUT;
        };
    session = session(plan);
    due = Instant.MAX;
    if (state == SessionState.IDLE) {
      return;
    }
    start();
    if (state == SessionState.LISTENING) {
      hear("x");
    }
    Runnable[] way = {
      () -> sent(160),
      () -> hear("/ABC5\\2TEST\r\n"),
      () -> passes(200),
      () -> sent(200),
      () -> hear("\2A(1)\4" + (char) ('A' ^ '(' ^ '1' ^ ')' ^ 4)),
      () -> sent(10),
      () -> hear(data("/ABC5TEST")),
    };
    for (int i = 0; session.state() != state && i < way.length; i++) {
      boolean failing = state == SessionState.RESTING || state == SessionState.FAILED;
      if (failing && session.state() == SessionState.IDENTIFYING) {
        fail(state);
        return;
      }
      way[i].run();
    }
  }

  private void fail(SessionState state) {
    passes(1500);
    while (session.state() != state) {
      passes(2500);
      sent(160);
      passes(1500);
    }
  }

  @Test
  public void plansAndTimesOutOfRangeAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> SessionPlan.READ_OUT.withAddress("1".repeat(33)));
    assertThrows(IllegalArgumentException.class, () -> SessionPlan.READ_OUT.withAddress("a/b"));
    assertThrows(
        IllegalArgumentException.class,
        () -> SessionTiming.STANDARD.withReaction(Duration.ofMillis(-1)));
    assertEquals(
        Duration.ofMillis(300),
        SessionTiming.STANDARD.withReaction(Duration.ofMillis(300)).fastReaction());
    assertEquals(BaudRate.B1200, SessionPlan.READ_OUT.withHighest(BaudRate.B1200).highest());
  }

  private static List<org.joulegate.codec.iec62056.DataSet> sets() {
    return List.of(ReadoutEncoder.dataSet("1.8.0", "1*kWh"));
  }

  private static String data(String identification) {
    String whole = text(ReadoutEncoder.readout(Identification.of(identification), sets()));
    return whole.substring(whole.indexOf('\2'));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private Instant now() {
    return T0.plusMillis(millis);
  }

  private void start() {
    note(session.start(now()));
  }

  private void sent(long after) {
    millis += after;
    note(session.sent(now()));
  }

  private void hear(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    note(session.received(now(), bytes, 0, bytes.length));
  }

  private void passes(long time) {
    millis += time;
    note(session.time(now()));
  }

  private void note(List<SessionAction> actions) {
    boolean waits = false;
    for (SessionAction action : actions) {
      if (action instanceof SessionAction.Send send) {
        said.add("send " + escaped(send.bytes().toText()));
      } else if (action instanceof SessionAction.SetBaud baud) {
        said.add("baud " + baud.baud());
      } else if (action instanceof SessionAction.WaitUntil wait) {
        waits = true;
        due = wait.instant();
        said.add("wait " + Duration.between(now(), due).toMillis());
      } else if (action instanceof SessionAction.Report report) {
        said.add("report " + report.readout().dataSets().size());
      } else if (action instanceof SessionAction.Hdlc hdlc) {
        said.add("hdlc " + hdlc.identification().name());
      } else if (action instanceof SessionAction.GiveUp up) {
        assertFalse(up.cause().sentence().isEmpty());
        said.add("give up " + up.cause());
      }
    }
    if (!waits) {
      due = Instant.MAX;
      said.add("wait -");
    }
  }

  private static String escaped(String text) {
    return text.replace("\0", "\\u0000")
        .replace("\6", "\\u0006")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  private void expect(String... actions) {
    List<String> wanted = new ArrayList<>(Arrays.asList(actions));
    wanted.removeIf(action -> action == null);
    assertEquals(wanted, said);
    said.clear();
  }
}
