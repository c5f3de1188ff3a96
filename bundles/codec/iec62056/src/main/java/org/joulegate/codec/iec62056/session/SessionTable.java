package org.joulegate.codec.iec62056.session;

import static org.joulegate.codec.iec62056.session.SessionEvent.BYTE;
import static org.joulegate.codec.iec62056.session.SessionEvent.DAMAGED;
import static org.joulegate.codec.iec62056.session.SessionEvent.MESSAGE;
import static org.joulegate.codec.iec62056.session.SessionEvent.MODE_A;
import static org.joulegate.codec.iec62056.session.SessionEvent.MODE_B;
import static org.joulegate.codec.iec62056.session.SessionEvent.MODE_C;
import static org.joulegate.codec.iec62056.session.SessionEvent.MODE_E;
import static org.joulegate.codec.iec62056.session.SessionEvent.OTHER_LINE;
import static org.joulegate.codec.iec62056.session.SessionEvent.PARTIAL;
import static org.joulegate.codec.iec62056.session.SessionEvent.SENT;
import static org.joulegate.codec.iec62056.session.SessionEvent.START;
import static org.joulegate.codec.iec62056.session.SessionEvent.START_LISTENING;
import static org.joulegate.codec.iec62056.session.SessionEvent.START_WAKING;
import static org.joulegate.codec.iec62056.session.SessionEvent.TIMER;
import static org.joulegate.codec.iec62056.session.SessionState.ACKNOWLEDGING;
import static org.joulegate.codec.iec62056.session.SessionState.CONFIRMING;
import static org.joulegate.codec.iec62056.session.SessionState.DONE;
import static org.joulegate.codec.iec62056.session.SessionState.HANDED_OVER;
import static org.joulegate.codec.iec62056.session.SessionState.HOLDING;
import static org.joulegate.codec.iec62056.session.SessionState.IDENTIFYING;
import static org.joulegate.codec.iec62056.session.SessionState.IDLE;
import static org.joulegate.codec.iec62056.session.SessionState.LISTENING;
import static org.joulegate.codec.iec62056.session.SessionState.READING;
import static org.joulegate.codec.iec62056.session.SessionState.RESTING;
import static org.joulegate.codec.iec62056.session.SessionState.SIGNING_ON;
import static org.joulegate.codec.iec62056.session.SessionState.WAKING;

import java.util.EnumMap;
import java.util.Map;

/** The states, the events and the moves of a session: the only place where they are written. */
final class SessionTable {

  /** What a move does. */
  enum Step {
    /** Nothing, and the wait goes on. */
    IGNORE,
    /** Set 300 baud and send the wake-up message. */
    WAKE,
    /** Leave the line silent behind the wake-up. */
    REST,
    /** Set 300 baud and send the sign-on. */
    SIGN_ON,
    /** Wait for the first byte of an answer. */
    AWAIT,
    /** Wait for the next byte. */
    GO_ON,
    /** Wait for the reaction time, counted from the last byte of the identification. */
    HOLD,
    /** Set the baud rate that the identification names, and wait for the data. */
    FOLLOW,
    /** Send the acknowledgement. */
    ACKNOWLEDGE,
    /** Set the baud rate agreed on, and wait for the data. */
    SWITCH,
    /** Set the baud rate agreed on, and hand the line over. */
    HAND_OVER,
    /** Acknowledge a partial block. */
    CONFIRM,
    /** Give the read-out to the owner. */
    REPORT,
    /** Drop what came and listen on. */
    DROP,
    /**
     * Another attempt after a pause, at a lower baud rate if data failed; FAILED if none is left.
     */
    RETRY,
    /** Set 2400 baud and listen. */
    LISTEN
  }

  /**
   * A move.
   *
   * @param next the state after it
   * @param step what it does
   */
  record Move(SessionState next, Step step) {}

  private static final Map<SessionState, Map<SessionEvent, Move>> MOVES = moves();

  private SessionTable() {}

  /** The move of every pair. */
  static Move of(SessionState state, SessionEvent event) {
    Map<SessionEvent, Move> row = MOVES.get(state);
    Move move = row == null ? null : row.get(event);
    return move == null ? new Move(state, Step.IGNORE) : move;
  }

  private static Map<SessionState, Map<SessionEvent, Move>> moves() {
    Map<SessionState, Map<SessionEvent, Move>> table = new EnumMap<>(SessionState.class);
    begin(table);
    put(table, WAKING, SENT, RESTING, Step.REST);
    put(table, RESTING, TIMER, SIGNING_ON, Step.SIGN_ON);
    put(table, SIGNING_ON, SENT, IDENTIFYING, Step.AWAIT);
    put(table, IDENTIFYING, BYTE, IDENTIFYING, Step.GO_ON);
    put(table, IDENTIFYING, OTHER_LINE, IDENTIFYING, Step.GO_ON);
    put(table, IDENTIFYING, TIMER, RESTING, Step.RETRY);
    for (SessionState state : new SessionState[] {SIGNING_ON, IDENTIFYING}) {
      // A link may say late that its bytes have left: the answer can come first.
      put(table, state, MODE_A, READING, Step.AWAIT);
      put(table, state, MODE_B, READING, Step.FOLLOW);
      put(table, state, MODE_C, HOLDING, Step.HOLD);
      put(table, state, MODE_E, HOLDING, Step.HOLD);
      put(table, state, DAMAGED, RESTING, Step.RETRY);
    }
    for (SessionState state : new SessionState[] {WAKING, SIGNING_ON, ACKNOWLEDGING, CONFIRMING}) {
      put(table, state, TIMER, RESTING, Step.RETRY); // The line never says that bytes have left.
    }
    for (SessionState state : new SessionState[] {ACKNOWLEDGING, CONFIRMING}) {
      // Data, too, may come first.
      put(table, state, PARTIAL, CONFIRMING, Step.CONFIRM);
      put(table, state, MESSAGE, DONE, Step.REPORT);
      put(table, state, DAMAGED, RESTING, Step.RETRY);
    }
    put(table, HOLDING, TIMER, ACKNOWLEDGING, Step.ACKNOWLEDGE);
    put(table, ACKNOWLEDGING, SENT, READING, Step.SWITCH);
    put(table, READING, BYTE, READING, Step.GO_ON);
    put(table, READING, PARTIAL, CONFIRMING, Step.CONFIRM);
    put(table, READING, MESSAGE, DONE, Step.REPORT);
    put(table, READING, DAMAGED, RESTING, Step.RETRY);
    put(table, READING, TIMER, RESTING, Step.RETRY);
    put(table, CONFIRMING, SENT, READING, Step.AWAIT);
    listen(table);
    return table;
  }

  private static void begin(Map<SessionState, Map<SessionEvent, Move>> table) {
    put(table, IDLE, START, SIGNING_ON, Step.SIGN_ON);
    put(table, IDLE, START_WAKING, WAKING, Step.WAKE);
    put(table, IDLE, START_LISTENING, LISTENING, Step.LISTEN);
  }

  private static void listen(Map<SessionState, Map<SessionEvent, Move>> table) {
    put(table, LISTENING, BYTE, LISTENING, Step.GO_ON);
    put(table, LISTENING, MESSAGE, LISTENING, Step.REPORT);
    put(table, LISTENING, DAMAGED, LISTENING, Step.DROP);
    put(table, LISTENING, TIMER, LISTENING, Step.DROP);
  }

  private static void put(
      Map<SessionState, Map<SessionEvent, Move>> table,
      SessionState state,
      SessionEvent event,
      SessionState next,
      Step step) {
    table
        .computeIfAbsent(state, unused -> new EnumMap<>(SessionEvent.class))
        .put(event, new Move(next, step));
  }

  /** Where the acknowledgement leads when HDLC was asked for. */
  static final Move HANDING_OVER = new Move(HANDED_OVER, Step.HAND_OVER);
}
