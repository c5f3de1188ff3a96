package org.joulegate.metering.journal.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private boolean running;
  private long firstRemoved;
  private boolean forced;
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
            + (running ? AGAIN : clock.realTimeOf(settings.retentionEvery())).toNanos();
    return changed;
  }

  private boolean slice(Store store, Cursors cursors, Stamp now)
      throws SQLException, JournalException {
    List<Store.Stored> oldest = store.oldest(running ? SLICE : 1);
    if (!running && due(oldest, now)) {
      oldest = store.oldest(SLICE);
    } else if (!running) {
      return false;
    }
    int old = countOlder(oldest, now.at().minus(settings.retention()), now);
    int overdue = countOlder(oldest, now.at().minus(settings.hardLimit()), now);
    ConsumerPosition slowest = cursors.slowest(store.oldest(), store.tip().sequence()).orElse(null);
    int free = slowest == null ? old : countThrough(oldest, old, slowest.position());
    int remove = Math.max(free, overdue);
    boolean last = remove < oldest.size() || oldest.size() < SLICE;
    forced |= overdue > free;
    if (remove == 0) {
      running = false;
      return old > 0
          && slowest != null
          && hold(
              store,
              now,
              "consumer " + slowest.consumer(),
              " has not read past " + slowest.position());
    }
    return remove(store, now, oldest.get(remove - 1), last, oldest.get(0).sequence());
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

  private boolean remove(Store store, Stamp now, Store.Stored end, boolean last, long first)
      throws SQLException {
    KeyMemory signer = keys.get();
    if (signer == null) {
      running = false;
      return hold(store, now, "there is no key to sign the anchor with", "");
    }
    Anchor anchor;
    try {
      anchor = Anchor.sign(signer, end.sequence(), end.hash(), now.at());
    } catch (TrustException e) {
      running = false;
      return hold(store, now, "the anchor cannot be signed", ": " + e.getMessage());
    }
    if (!running) {
      running = true;
      firstRemoved = first;
    }
    List<Job> events = new ArrayList<>();
    if (last) {
      events.add(removedEvent(now, anchor));
    }
    store.removeThrough(anchor, events);
    held = null;
    if (last) {
      running = false;
      forced = false;
    }
    return true;
  }

  private Job removedEvent(Stamp now, Anchor anchor) {
    String text =
        "entries "
            + firstRemoved
            + " to "
            + anchor.sequence()
            + " were removed; anchor "
            + HashChain.head(anchor.sequence(), anchor.hash());
    return forced
        ? Losses.event(
            now, EventKind.RETENTION_FORCED, text + "; a consumer had not read all of them")
        : Losses.event(now, EventKind.RETENTION_APPLIED, text);
  }

  /** Says once why entries are kept beyond their time. */
  private boolean hold(Store store, Stamp now, String why, String detail) throws SQLException {
    if (why.equals(held)) {
      return false;
    }
    store.write(
        List.of(
            Losses.event(
                now,
                EventKind.RETENTION_HELD,
                "old entries from " + store.oldest() + ": " + why + detail)));
    held = why;
    return true;
  }
}
