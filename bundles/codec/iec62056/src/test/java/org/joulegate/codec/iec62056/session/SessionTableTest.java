package org.joulegate.codec.iec62056.session;

import static org.joulegate.codec.iec62056.session.SessionState.ACKNOWLEDGING;
import static org.joulegate.codec.iec62056.session.SessionState.CONFIRMING;
import static org.joulegate.codec.iec62056.session.SessionState.DONE;
import static org.joulegate.codec.iec62056.session.SessionState.FAILED;
import static org.joulegate.codec.iec62056.session.SessionState.HANDED_OVER;
import static org.joulegate.codec.iec62056.session.SessionState.HOLDING;
import static org.joulegate.codec.iec62056.session.SessionState.IDENTIFYING;
import static org.joulegate.codec.iec62056.session.SessionState.IDLE;
import static org.joulegate.codec.iec62056.session.SessionState.LISTENING;
import static org.joulegate.codec.iec62056.session.SessionState.READING;
import static org.joulegate.codec.iec62056.session.SessionState.RESTING;
import static org.joulegate.codec.iec62056.session.SessionState.SIGNING_ON;
import static org.joulegate.codec.iec62056.session.SessionState.WAKING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.Map;
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

  /** What a line and a clock can do to a session by themselves. */
  private enum Happening {
    SENT,
    NOISE,
    SILENCE,
    OTHER_LINE,
    MODE_A,
    MODE_B,
    MODE_C,
    MESSAGE,
    PARTIAL,
    DAMAGED
  }

  /**
   * Where each state goes with each happening, in their order; {@code -} is where it is. No line
   * means anything but in answer to a sign-on, and no block but where data are due.
   */
  private static final Map<SessionState, String> WALKS =
      Map.ofEntries(
          walks(IDLE, "- - - - - - - - - -"),
          walks(WAKING, "RESTING - RESTING - - - - - - -"),
          walks(RESTING, "- - SIGNING_ON - - - - - - -"),
          walks(SIGNING_ON, "IDENTIFYING - RESTING - READING READING HOLDING - - -"),
          walks(IDENTIFYING, "- - RESTING - READING READING HOLDING - - -"),
          walks(HOLDING, "- - ACKNOWLEDGING - - - - - - -"),
          walks(ACKNOWLEDGING, "READING - RESTING - - - - - - -"),
          walks(READING, "- - RESTING - - - - DONE CONFIRMING RESTING"),
          walks(CONFIRMING, "READING - RESTING - - - - DONE - RESTING"),
          walks(LISTENING, "- - - - - - - - - -"),
          walks(DONE, "- - - - - - - - - -"),
          walks(HANDED_OVER, "- - - - - - - - - -"),
          walks(FAILED, "- - - - - - - - - -"));

  private static Map.Entry<SessionState, String> walks(SessionState state, String ends) {
    return Map.entry(state, ends);
  }

  @Test
  public void everyPairWalkedEndsWhereItIsWrittenHere() {
    for (SessionState state : SessionState.values()) {
      String[] ends = WALKS.get(state).split(" ", -1);
      assertEquals(Happening.values().length, ends.length);
      for (Happening happening : Happening.values()) {
        bring(state);
        assertEquals(state, session.state());
        happen(happening);
        String end = ends[happening.ordinal()];
        SessionState wanted = end.equals("-") ? state : SessionState.valueOf(end);
        assertEquals(state + " " + happening, wanted, session.state());
      }
    }
  }

  private void happen(Happening happening) {
    switch (happening) {
      case SENT -> sent(1);
      case NOISE -> hear("x");
      case SILENCE -> passes(100_000);
      case OTHER_LINE -> hear("what?\r\n");
      case MODE_A -> hear("/ABC TEST\r\n");
      case MODE_B -> hear("/ABCETEST\r\n");
      case MODE_C -> hear("/ABC5TEST\r\n");
      case MESSAGE -> hear(data("/ABC5TEST"));
      case PARTIAL -> hear(PARTIAL_BLOCK);
      case DAMAGED -> hear(data("/ABC5TEST").replace("1*kWh", "2*kWh"));
    }
  }

  private static final String PARTIAL_BLOCK = "\2A(1)\4" + (char) ('A' ^ '(' ^ '1' ^ ')' ^ 4);

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
      () -> hear(PARTIAL_BLOCK),
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
