package org.joulegate.codec.iec62056.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.iec62056.BaudRate;
import org.joulegate.codec.iec62056.Identification;
import org.joulegate.codec.iec62056.ProtocolMode;
import org.joulegate.codec.iec62056.Readout;
import org.joulegate.codec.iec62056.ReadoutDecoder;
import org.joulegate.codec.iec62056.ReadoutLimits;
import org.joulegate.codec.iec62056.session.SessionAction.Cause;
import org.jspecify.annotations.Nullable;

/**
 * One read-out of one meter, from the sign-on to the data (IEC 62056-21, 6.4). It is told what
 * happens on a line and says what to do; it has no thread, no clock and no line of its own.
 *
 * <p>Every method gives the actions in order; a wait, if there is one, is the last. Not safe for
 * use by several threads.
 */
public final class ReadoutSession {

  private static final int WAKE_UP_BAUD = 300;
  private static final int BITS_OF_A_CHARACTER = 10;
  private static final byte ACK = 0x06;

  /** So many identifications' length may come after a sign-on before it is given up. */
  private static final int LINES = 4;

  private final SessionPlan plan;
  private final SessionTiming timing;
  private final ReadoutLimits limits;
  private final Collector collector;
  private final Echo echo = new Echo();
  private final List<SessionAction> actions = new ArrayList<>();
  private SessionState state = SessionState.IDLE;
  private BaudRate highest;
  private BaudRate agreed = BaudRate.B300;
  private @Nullable Identification identification;
  private @Nullable Instant deadline;
  private Instant identifiedBy = Instant.MAX;
  private Instant now = Instant.EPOCH;
  private @Nullable Readout readout;
  private boolean answered;
  private boolean handOver;
  private boolean tooLong;
  private int attempt;

  /** A session that has not begun. */
  public ReadoutSession(SessionPlan plan, SessionTiming timing, ReadoutLimits limits) {
    this.plan = plan;
    this.timing = timing;
    this.limits = limits;
    this.highest = plan.highest();
    int most = limits.messageBytes().most();
    int lines = LINES * limits.identificationCharacters().most();
    this.collector = new Collector(most, Math.min(most, lines));
  }

  /** Begins. */
  public List<SessionAction> start(Instant instant) {
    now = instant;
    fire(
        plan.listen()
            ? SessionEvent.START_LISTENING
            : plan.wakeUp() ? SessionEvent.START_WAKING : SessionEvent.START);
    return taken();
  }

  /** The last byte of the last {@link SessionAction.Send} has left. */
  public List<SessionAction> sent(Instant instant) {
    now = instant;
    if (state == SessionState.SIGNING_ON) {
      identifiedBy = instant.plus(timing.identification());
    }
    fire(SessionEvent.SENT);
    return taken();
  }

  /**
   * Bytes came.
   *
   * @param instant when the last of them came
   * @throws IndexOutOfBoundsException when the range is not inside the array
   */
  public List<SessionAction> received(Instant instant, byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    now = instant;
    for (int i = offset; i < offset + length; i++) {
      if (!echo.hold(bytes[i])) {
        for (byte held : echo.take()) {
          accept(held);
        }
        accept(bytes[i]);
      }
    }
    return taken();
  }

  /** Time has passed; before the instant waited for nothing happens. */
  public List<SessionAction> time(Instant instant) {
    now = instant;
    Instant due = deadline;
    if (due != null && !instant.isBefore(due)) {
      deadline = null;
      fire(SessionEvent.TIMER);
    }
    return taken();
  }

  /** Where the session stands. */
  public SessionState state() {
    return state;
  }

  /** Who answered, or null as long as nobody did. */
  public @Nullable Identification identification() {
    return identification;
  }

  /** The baud rate that data come with in this attempt. */
  public BaudRate baudRate() {
    return agreed;
  }

  private List<SessionAction> taken() {
    Instant due = deadline;
    if (due != null) {
      actions.add(new SessionAction.WaitUntil(due));
    }
    List<SessionAction> all = List.copyOf(actions);
    actions.clear();
    return all;
  }

  private void accept(byte b) {
    switch (state) {
      case SIGNING_ON, IDENTIFYING -> line(b);
      case READING, LISTENING, CONFIRMING -> data(b);
      case ACKNOWLEDGING -> {
        if (agreed == BaudRate.B300 && !handOver) {
          data(b); // Nothing changes on the line, so that these are data already.
        }
      }
      default -> fire(SessionEvent.BYTE);
    }
  }

  private void line(byte b) {
    answered = true;
    Collector.Part part = collector.line(b);
    if (part != Collector.Part.LINE) {
      fire(part == Collector.Part.TOO_LONG ? SessionEvent.DAMAGED : SessionEvent.BYTE);
      return;
    }
    byte[] line = collector.takeLine();
    Identification found = Identification.find(line, 0, line.length, limits);
    if (found == null) {
      fire(SessionEvent.OTHER_LINE);
      return;
    }
    identification = found;
    collector.keepLine(found.offset());
    answered = false;
    ProtocolMode mode = found.mode();
    handOver = mode == ProtocolMode.E && plan.hdlc();
    fire(
        switch (mode) {
          case A, D -> SessionEvent.MODE_A;
          case B -> SessionEvent.MODE_B;
          case C -> SessionEvent.MODE_C;
          case E -> handOver ? SessionEvent.MODE_E : SessionEvent.MODE_C;
        });
  }

  private void data(byte b) {
    answered = true;
    Collector.Part part = collector.data(b);
    switch (part) {
      case BLOCK -> {
        byte[] bytes = collector.toArray();
        Readout all = ReadoutDecoder.read(bytes, 0, bytes.length, limits);
        readout = all;
        fire(all.fault() == null ? SessionEvent.MESSAGE : SessionEvent.DAMAGED);
      }
      case PARTIAL ->
          fire(collector.partialIsRight() ? SessionEvent.PARTIAL : SessionEvent.DAMAGED);
      case TOO_LONG -> {
        tooLong = true;
        fire(SessionEvent.DAMAGED);
      }
      default -> fire(SessionEvent.BYTE);
    }
  }

  private void fire(SessionEvent event) {
    SessionTable.Move move = SessionTable.of(state, event);
    if (move.step() == SessionTable.Step.SWITCH && handOver) {
      move = SessionTable.HANDING_OVER;
    }
    SessionState before = state;
    state = move.next();
    act(move.step(), before, event);
  }

  private void act(SessionTable.Step step, SessionState before, SessionEvent event) {
    switch (step) {
      case IGNORE -> {}
      case WAKE -> wake();
      case REST -> deadline = now.plus(timing.afterWakeUp());
      case SIGN_ON -> signOn();
      case AWAIT -> await(timing.answer());
      case GO_ON -> await(timing.characterGap());
      case HOLD -> await(reaction());
      case FOLLOW -> follow();
      case ACKNOWLEDGE -> acknowledge();
      case SWITCH -> {
        setBaud(agreed);
        await(timing.answer());
      }
      case HAND_OVER -> handOver();
      case CONFIRM -> send(new byte[] {ACK});
      case REPORT -> report();
      case DROP -> {
        collector.clear();
        deadline = null;
      }
      case RETRY -> retry(before, event);
      case LISTEN -> setBaud(BaudRate.B2400);
    }
  }

  private Duration reaction() {
    Identification found = identification;
    boolean fast = found != null && found.fastReaction();
    agreed = agreed(found);
    return fast ? timing.fastReaction() : timing.reaction();
  }

  private BaudRate agreed(@Nullable Identification found) {
    BaudRate offered = found == null ? BaudRate.B300 : found.baudRate().orElse(BaudRate.B300);
    return offered.compareTo(highest) < 0 ? offered : highest;
  }

  private void await(Duration time) {
    Instant due = now.plus(time);
    boolean late = state == SessionState.IDENTIFYING && due.isAfter(identifiedBy);
    deadline = late ? identifiedBy : due;
  }

  private void wake() {
    actions.add(new SessionAction.SetBaud(WAKE_UP_BAUD));
    long characters = timing.wakeUp().toMillis() * WAKE_UP_BAUD / BITS_OF_A_CHARACTER / 1000;
    send(new byte[(int) characters]);
  }

  private void signOn() {
    attempt++;
    collector.clear();
    answered = false;
    tooLong = false;
    readout = null;
    identification = null;
    agreed = BaudRate.B300;
    identifiedBy = now.plus(timing.sending()).plus(timing.identification());
    setBaud(BaudRate.B300);
    send(("/?" + plan.address() + "!\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void follow() {
    Identification found = identification;
    agreed = found == null ? BaudRate.B300 : found.baudRate().orElse(BaudRate.B300);
    setBaud(agreed);
    await(timing.answer());
  }

  /** {@code ACK V Z Y} (6.3.3): protocol, baud rate, and what is wanted: data, or HDLC. */
  private void acknowledge() {
    byte control = (byte) (handOver ? '2' : '0');
    send(new byte[] {ACK, control, (byte) agreed.character(), control, '\r', '\n'});
  }

  private void handOver() {
    setBaud(agreed);
    deadline = null;
    Identification found = identification;
    if (found != null) {
      actions.add(new SessionAction.Hdlc(found));
    }
  }

  private void report() {
    deadline = null;
    Readout whole = readout;
    if (whole != null) {
      actions.add(new SessionAction.Report(whole));
    }
    collector.clear();
  }

  private void retry(SessionState before, SessionEvent event) {
    deadline = null;
    echo.stop();
    if (attempt >= timing.attempts()) {
      state = SessionState.FAILED;
      actions.add(new SessionAction.GiveUp(cause(before, event)));
      return;
    }
    if (before == SessionState.READING || (event == SessionEvent.DAMAGED && isIdentified())) {
      highest = agreed.lower();
    }
    deadline = now.plus(timing.pause());
  }

  private Cause cause(SessionState before, SessionEvent event) {
    if (tooLong) {
      return Cause.TOO_LONG;
    }
    if (event == SessionEvent.TIMER && before.isSending()) {
      return Cause.NOT_SENT;
    }
    if (!isIdentified()) {
      return answered ? Cause.IDENTIFICATION : Cause.NO_ANSWER;
    }
    if (event == SessionEvent.DAMAGED) {
      return Cause.DAMAGED;
    }
    return answered ? Cause.CUT_OFF : Cause.NO_DATA;
  }

  private boolean isIdentified() {
    return identification != null;
  }

  private void send(byte[] bytes) {
    await(timing.sending());
    echo.expect(bytes);
    actions.add(new SessionAction.Send(ByteSlice.of(bytes)));
  }

  private void setBaud(BaudRate rate) {
    actions.add(new SessionAction.SetBaud(rate.baud()));
  }
}
