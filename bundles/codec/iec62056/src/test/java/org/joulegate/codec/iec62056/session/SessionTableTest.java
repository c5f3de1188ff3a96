package org.joulegate.codec.iec62056.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.Set;
import org.joulegate.codec.iec62056.BaudRate;
import org.junit.Test;

/** Every pair of state and event. */
public class SessionTableTest extends Conversation {

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

  /** State, event and the next state; every other pair stays where it is. */
  private static final Set<String> MOVES =
      Set.of(
          "IDLE START SIGNING_ON",
          "IDLE START_WAKING WAKING",
          "IDLE START_LISTENING LISTENING",
          "WAKING SENT RESTING",
          "WAKING TIMER RESTING",
          "RESTING TIMER SIGNING_ON",
          "SIGNING_ON SENT IDENTIFYING",
          "SIGNING_ON MODE_A READING",
          "SIGNING_ON MODE_B READING",
          "SIGNING_ON MODE_C HOLDING",
          "SIGNING_ON MODE_E HOLDING",
          "SIGNING_ON DAMAGED RESTING",
          "SIGNING_ON TIMER RESTING",
          "IDENTIFYING MODE_A READING",
          "IDENTIFYING MODE_B READING",
          "IDENTIFYING MODE_C HOLDING",
          "IDENTIFYING MODE_E HOLDING",
          "IDENTIFYING DAMAGED RESTING",
          "IDENTIFYING TIMER RESTING",
          "HOLDING TIMER ACKNOWLEDGING",
          "ACKNOWLEDGING SENT READING",
          "ACKNOWLEDGING PARTIAL CONFIRMING",
          "ACKNOWLEDGING MESSAGE DONE",
          "ACKNOWLEDGING DAMAGED RESTING",
          "ACKNOWLEDGING TIMER RESTING",
          "READING PARTIAL CONFIRMING",
          "READING MESSAGE DONE",
          "READING DAMAGED RESTING",
          "READING TIMER RESTING",
          "CONFIRMING SENT READING",
          "CONFIRMING MESSAGE DONE",
          "CONFIRMING DAMAGED RESTING",
          "CONFIRMING TIMER RESTING");

  @Test
  public void everyPairLeadsWhereItIsWrittenHere() {
    int moves = 0;
    for (SessionState state : SessionState.values()) {
      for (SessionEvent event : SessionEvent.values()) {
        SessionState next = SessionTable.of(state, event).next();
        String pair = state + " " + event + " " + next;
        assertEquals(pair, next != state, MOVES.contains(pair));
        moves += next != state ? 1 : 0;
      }
    }
    assertEquals(MOVES.size(), moves);
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

    void on(SessionTableTest test) {
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
}
