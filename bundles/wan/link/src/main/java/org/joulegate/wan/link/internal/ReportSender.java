package org.joulegate.wan.link.internal;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.wan.api.Acknowledgement;
import org.joulegate.wan.api.Uplink.State;
import org.joulegate.wan.link.internal.Centre.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Takes sealed messages from the journal in their order to the centre. The cursor moves past a
 * message only when the centre has decided about it; a crash between the answer and the commit
 * sends it again, and the centre knows it.
 *
 * <p>An outage begins when {@link #TRIES_BEFORE_OUTAGE} tries in a row had no answer. It is one
 * event at its beginning and one at its end, each in the commit that notes it, over restarts too.
 */
final class ReportSender {
  /** So many tries must fail before it is an outage: a centre may restart without an event. */
  static final int TRIES_BEFORE_OUTAGE = 3;

  /** Entries that are not for the centre are gathered, so that not each costs a commit. */
  static final Duration GATHER = Duration.ofSeconds(1);

  static final Duration GATHER_AT_MOST = Duration.ofSeconds(30);

  /** How many entries are looked at in one go; so many are no longer gathered. */
  static final int BATCH = 256;

  static final String SUBJECT = "wan.link";

  private static final String OUTAGE = "outage";

  /** A notice's identity: concentrator, {@code notice}, a number. A report's has five parts. */
  private static final Pattern NOTICE = Pattern.compile("[^/]+/notice/[0-9]+");

  private static final System.Logger LOG = System.getLogger(ReportSender.class.getName());

  /** Waits in real time; a test does not. */
  interface Pause {
    void await(Duration time) throws InterruptedException;
  }

  private final Centre centre;
  private final MeteringClock clock;
  private final Pause pause;
  private final LongSupplier nanos;
  private final BackOff backOff;
  private @Nullable JournalCursor loaded;
  private @Nullable String outageSince;
  private long committedAt;
  private volatile State state;

  ReportSender(
      Centre centre, MeteringClock clock, Pause pause, LongSupplier nanos, RandomGenerator random) {
    this.centre = centre;
    this.clock = clock;
    this.pause = pause;
    this.nanos = nanos;
    this.backOff = new BackOff(random);
    this.committedAt = nanos.getAsLong();
    this.state = new State(centre.address(), false, "nothing was sent yet", 0, 0, null);
  }

  State state() {
    return state;
  }

  /** One hand-over; waits when the centre does not answer. */
  void step(JournalCursor cursor, List<JournalRecord> records)
      throws JournalException, InterruptedException {
    if (cursor != loaded) {
      byte[] since = cursor.get(OUTAGE);
      outageSince = since == null ? null : new String(since, StandardCharsets.UTF_8);
      loaded = cursor;
    }
    Derivation derived = new Derivation();
    long done = cursor.position();
    boolean decided = false;
    for (JournalRecord record : records) {
      if (record.entry() instanceof SealedReport message) {
        Answer answer = centre.send(message);
        if (answer instanceof Answer.Unanswered unanswered) {
          unanswered(cursor, done, derived, unanswered.cause());
          return;
        }
        decided(message, ((Answer.Decided) answer).acknowledgement(), derived);
        decided = true;
      }
      done = record.sequence();
    }
    if (decided || records.size() >= BATCH || isLongSinceCommit()) {
      commit(cursor, done, derived);
    } else if (!records.isEmpty()) {
      pause.await(GATHER);
    }
  }

  private boolean isLongSinceCommit() {
    return nanos.getAsLong() - committedAt >= GATHER_AT_MOST.toNanos();
  }

  private void commit(JournalCursor cursor, long through, Derivation derived)
      throws JournalException, InterruptedException {
    if (through > cursor.position() || !derived.isEmpty()) {
      cursor.commit(through, derived);
    }
    committedAt = nanos.getAsLong();
  }

  private void decided(SealedReport message, Acknowledgement answer, Derivation derived) {
    backOff.reset();
    String since = outageSince;
    if (since != null) {
      String text = centre.address() + " takes messages again; it did not since " + since;
      derived.remove(OUTAGE).append(event(EventKind.SEND_RESTORED, SUBJECT, text));
      outageSince = null;
      LOG.log(Level.INFO, text);
    }
    boolean refused =
        switch (answer.outcome()) {
          case ACCEPTED, KNOWN -> false;
          case REJECTED, CONFLICT -> true;
        };
    if (refused) {
      refused(message, answer, derived);
    }
    State before = state;
    state =
        new State(
            centre.address(),
            true,
            "connected",
            before.accepted() + (refused ? 0 : 1),
            before.rejected() + (refused ? 1 : 0),
            refused ? before.lastAccepted() : clock.now());
  }

  /**
   * A refused report is an event, and events of this kind become notices: so a refused notice is
   * not one, or a centre that refuses everything would make the gateway talk without end.
   */
  private void refused(SealedReport message, Acknowledgement answer, Derivation derived) {
    String reason =
        answer.outcome() == Acknowledgement.Outcome.CONFLICT
            ? "it holds another message of this identity"
            : answer.reason();
    String text = centre.address() + " refused " + message.identity() + " for good: " + reason;
    if (!NOTICE.matcher(message.identity()).matches()) {
      derived.append(event(EventKind.REPORT_REJECTED, message.identity(), text));
    }
    LOG.log(Level.WARNING, text);
  }

  private void unanswered(JournalCursor cursor, long done, Derivation derived, String cause)
      throws JournalException, InterruptedException {
    Duration wait = backOff.next();
    State before = state;
    String sentence = centre.address() + " does not take messages: " + cause;
    if (backOff.failures() >= TRIES_BEFORE_OUTAGE && outageSince == null) {
      String since = clock.now().truncatedTo(ChronoUnit.SECONDS).toString();
      outageSince = since;
      derived
          .put(OUTAGE, since.getBytes(StandardCharsets.UTF_8))
          .append(event(EventKind.SEND_FAILED, SUBJECT, sentence));
      LOG.log(Level.WARNING, sentence);
    }
    state =
        new State(
            centre.address(),
            false,
            outageSince == null ? sentence : sentence + " (since " + outageSince + ")",
            before.accepted(),
            before.rejected(),
            before.lastAccepted());
    commit(cursor, done, derived);
    pause.await(wait);
  }

  private MeterEvent event(EventKind kind, String subject, String text) {
    return new MeterEvent(clock.stamp(), kind, subject, text);
  }

  /** Waits on the sender's own thread, which is interrupted when the link is closed. */
  static void pauseReally(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }
}
