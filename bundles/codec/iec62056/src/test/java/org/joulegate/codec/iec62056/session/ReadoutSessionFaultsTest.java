package org.joulegate.codec.iec62056.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import org.joulegate.codec.bytes.Limit;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.joulegate.codec.iec62056.session.SessionAction.Cause;
import org.junit.Test;

/** Silence, damage and noise, on a clock that only the test moves. */
public class ReadoutSessionFaultsTest extends Conversation {

  private static final String SIGN_ON = "send /?!\\r\\n";

  /** Nothing may happen a millisecond before, and something at the very instant. */
  private static final int EDGE = 1;

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
      expect("baud 300", SIGN_ON, "wait 5000");
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
      expect("send " + acknowledgements[attempt] + "\\r\\n", "wait 5000");
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
            Duration.ofMillis(5000),
            Duration.ofMillis(5000),
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
  public void noiseAtSignOnDoesNotHoldTheSessionForEver() {
    for (String noise : new String[] {"noise\r\n", "\0", "x"}) {
      session = session(SessionPlan.READ_OUT);
      start();
      int heard = 0;
      while (!session.state().isFinal() && heard++ < 2000) {
        if (session.state() == SessionState.SIGNING_ON) {
          sent(160);
        }
        hear(noise);
        passes(100);
      }
      assertEquals(noise, SessionState.FAILED, session.state());
    }
    assertTrue(said.toString(), said.contains("give up IDENTIFICATION"));
  }

  @Test
  public void aLineThatNeverSaysThatBytesHaveLeftIsGivenUp() {
    start();
    for (int i = 0; i < 3; i++) {
      assertEquals(SessionState.SIGNING_ON, session.state());
      passes(5000);
      passes(2500);
    }
    assertTrue(said.toString(), said.contains("give up NOT_SENT"));
  }

  @Test
  public void aMessageBeyondTheLimitIsGivenUp() {
    ReadoutLimits d = ReadoutLimits.DEFAULT;
    ReadoutLimits small =
        new ReadoutLimits(
            new Limit("bytes in a message", 40),
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
}
