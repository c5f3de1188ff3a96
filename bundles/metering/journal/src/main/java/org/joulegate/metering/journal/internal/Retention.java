package org.joulegate.metering.journal.internal;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterReading;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ReadingJournal.ConsumerPosition;
import org.joulegate.metering.api.Stamp;
import org.joulegate.trust.api.KeyMemory;
import org.joulegate.trust.api.TrustException;
import org.jspecify.annotations.Nullable;

/**
 * Removes entries that are older than they need to be kept, from the front, in small slices between
 * the writer's transactions. In their place stands a signed {@link Anchor}.
 *
 * <p>An entry whose stamp means nothing (its clock was not set, or it lies in the future) does not
 * decide; it goes with a later one that is old enough. A consumer that has not read an entry holds
 * it up to the hard limit. Without a key to sign with, nothing is removed. For use by the writer's
 * thread only.
 */
final class Retention {
  private static final int SLICE = 500;
  private static final Duration AGAIN = Duration.ofMillis(1);
  private static final Duration FUTURE = Duration.ofDays(1);
  private static final Duration MAX_SLACK = Duration.ofDays(1);
  private static final int SLACK_SHARE = 16;

  private final Settings settings;
  private final MeteringClock clock;
  private final Supplier<@Nullable KeyMemory> keys;
  private long nextAt = System.nanoTime();
  private @Nullable Run run;
  private @Nullable Store resumed;
  private @Nullable String held;

  Retention(Settings settings, MeteringClock clock, Supplier<@Nullable KeyMemory> keys) {
    this.settings = settings;
    this.clock = clock;
    this.keys = keys;
  }

  /** How long until it wants to run, in real time. */
  Duration untilNext() {
    return Duration.ofNanos(Math.max(0, nextAt - System.nanoTime()));
  }

  /**
   * Removes one slice if it is time.
   *
   * @return whether the journal changed
   */
  boolean run(Store store, Cursors cursors) throws SQLException, JournalException {
    if (!untilNext().isZero()) {
      return false;
    }
    Stamp now = clock.stamp();
    boolean changed = now.state() != ClockState.UNSET && slice(store, cursors, now);
    nextAt =
        System.nanoTime()
            + (run != null ? AGAIN : clock.realTimeOf(settings.retentionEvery())).toNanos();
    return changed;
  }

  private boolean slice(Store store, Cursors cursors, Stamp now)
      throws SQLException, JournalException {
    resume(store);
    // One more than a slice, to see whether this one is the last.
    List<Store.Stored> oldest = store.oldest(run == null ? 1 : SLICE + 1);
    if (run == null) {
      if (!due(oldest, now)) {
        return false;
      }
      oldest = store.oldest(SLICE + 1);
    }
    int old = countOlder(oldest, now.at().minus(settings.retention()), now);
    int overdue = countOlder(oldest, now.at().minus(settings.hardLimit()), now);
    ConsumerPosition slowest = cursors.slowest(store.oldest(), store.tip().sequence()).orElse(null);
    int free = slowest == null ? old : countThrough(oldest, old, slowest.position());
    int remove = Math.max(free, overdue);
    if (remove == 0) {
      return old > 0 && slowest != null
          ? stop(
              store,
              now,
              "consumer " + slowest.consumer(),
              " has not read past " + slowest.position())
          : end(store, now, List.of());
    }
    boolean last = remove <= SLICE;
    List<Store.Stored> slice = oldest.subList(0, Math.min(remove, SLICE));
    return remove(store, now, slice, last, slice.size() > free ? slowest : null);
  }

  /** Goes on with the run that the database names: the one before a restart or a fault. */
  private void resume(Store store) throws SQLException, JournalException {
    if (store == resumed) {
      return;
    }
    byte[] row = store.retention();
    run = row == null ? null : Run.decode(row);
    resumed = store;
  }

  /** A run begins a little late, so that it removes many entries with one event. */
  private boolean due(List<Store.Stored> oldest, Stamp now) throws JournalException {
    Duration share = settings.retention().dividedBy(SLACK_SHARE);
    Duration slack = share.compareTo(MAX_SLACK) < 0 ? share : MAX_SLACK;
    if (oldest.isEmpty()) {
      return false;
    }
    Instant at = trustedInstant(oldest.get(0), now);
    return at == null || at.isBefore(now.at().minus(settings.retention()).minus(slack));
  }

  /** How many entries from the front are old: up to the last one before the first young one. */
  private static int countOlder(List<Store.Stored> oldest, Instant limit, Stamp now)
      throws JournalException {
    int count = 0;
    for (int i = 0; i < oldest.size(); i++) {
      Instant at = trustedInstant(oldest.get(i), now);
      if (at != null && !at.isBefore(limit)) {
        break;
      }
      if (at != null) {
        count = i + 1;
      }
    }
    return count;
  }

  private static int countThrough(List<Store.Stored> oldest, int max, long position) {
    int count = 0;
    while (count < max && oldest.get(count).sequence() <= position) {
      count++;
    }
    return count;
  }

  private static @Nullable Instant trustedInstant(Store.Stored stored, Stamp now)
      throws JournalException {
    JournalEntry entry;
    try {
      entry = EntryCodec.decode(stored.entry().kind(), stored.entry().payload());
    } catch (MalformedTelegramException e) {
      throw new JournalException(
          Reason.CORRUPT, "entry " + stored.sequence() + " of the journal cannot be decoded", e);
    }
    boolean unset =
        (entry instanceof MeterReading reading && reading.received().state() == ClockState.UNSET)
            || (entry instanceof MeterEvent event && event.stamp().state() == ClockState.UNSET);
    boolean future = entry.at().isAfter(now.at().plus(FUTURE));
    return unset || future ? null : entry.at();
  }

  /**
   * Removes a slice.
   *
   * @param unread the consumer that has not read all of it, or null
   */
  private boolean remove(
      Store store,
      Stamp now,
      List<Store.Stored> slice,
      boolean last,
      @Nullable ConsumerPosition unread)
      throws SQLException {
    KeyMemory signer = keys.get();
    if (signer == null) {
      return stop(store, now, "there is no key to sign the anchor with", "");
    }
    Store.Stored end = slice.get(slice.size() - 1);
    Anchor anchor;
    try {
      anchor = Anchor.sign(signer, end.sequence(), end.hash(), now.at());
    } catch (TrustException e) {
      return stop(store, now, "the anchor cannot be signed", ": " + e.getMessage());
    }
    Run before = run == null ? new Run(slice.get(0).sequence(), false) : run;
    Run after = new Run(before.first(), before.forced() || unread != null);
    List<Job.Append> events = new ArrayList<>();
    if (unread != null && !before.forced()) {
      events.add(forced(now, unread, end.sequence()));
    }
    if (last) {
      events.add(applied(now, after, anchor));
    }
    store.removeThrough(anchor, events, last ? Optional.empty() : Optional.of(after.encode()));
    held = null;
    run = last ? null : after;
    return true;
  }

  /** In the transaction that removes the first of them: nothing unread goes without a word. */
  private static Job.Append forced(Stamp now, ConsumerPosition unread, long through) {
    return Losses.event(
        now,
        EventKind.RETENTION_FORCED,
        "entries up to "
            + through
            + " and on are removed at the hard limit; consumer "
            + unread.consumer()
            + " has read up to "
            + unread.position());
  }

  private static Job.Append applied(Stamp now, Run run, Anchor anchor) {
    return Losses.event(
        now,
        EventKind.RETENTION_APPLIED,
        "entries "
            + run.first()
            + " to "
            + anchor.sequence()
            + " were removed; anchor "
            + HashChain.head(anchor.sequence(), anchor.hash())
            + (run.forced() ? "; a consumer had not read all of them" : ""));
  }

  /** Ends a run, and says once why entries are kept beyond their time. */
  private boolean stop(Store store, Stamp now, String why, String detail) throws SQLException {
    if (why.equals(held)) {
      return end(store, now, List.of());
    }
    String text = "old entries from " + store.oldest() + ": " + why + detail;
    boolean changed = end(store, now, List.of(Losses.event(now, EventKind.RETENTION_HELD, text)));
    held = why;
    return changed;
  }

  /** Records a run that ends here, with what else is to be said. */
  private boolean end(Store store, Stamp now, List<Job.Append> further) throws SQLException {
    List<Job.Append> events = new ArrayList<>(further);
    Run ending = run;
    Anchor anchor = store.anchor();
    if (ending != null && anchor != null) {
      events.add(0, applied(now, ending, anchor));
    }
    if (events.isEmpty()) {
      return false;
    }
    store.writeRetention(events, Optional.empty());
    run = null;
    return true;
  }

  /**
   * A run that is not at its end. It is stored with each of its slices, so that whatever ends the
   * runtime, what was removed is recorded when the next one goes on.
   *
   * @param first the first entry that it removed
   * @param forced whether a consumer had not read all of them
   */
  private record Run(long first, boolean forced) {
    byte[] encode() {
      return (first + (forced ? " forced" : "")).getBytes(StandardCharsets.US_ASCII);
    }

    static Run decode(byte[] row) throws JournalException {
      String[] words = new String(row, StandardCharsets.US_ASCII).split(" ", 2);
      try {
        return new Run(Long.parseLong(words[0]), words.length > 1);
      } catch (NumberFormatException e) {
        throw new JournalException(
            Reason.CORRUPT, "the journal's row about its retention cannot be decoded", e);
      }
    }
  }
}
