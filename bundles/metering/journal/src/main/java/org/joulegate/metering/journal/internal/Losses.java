package org.joulegate.metering.journal.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * What could not be stored, until the journal itself has recorded it: an outage of the disk, and
 * entries that were refused because too many were waiting. Safe for use by any thread.
 */
final class Losses {
  /** The subject of the journal's own events. */
  static final String SUBJECT = "metering.journal";

  /** Refusals belong together while they follow each other within this. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final MeteringClock clock;
  private @Nullable Stamp since;
  private @Nullable JournalException outage;
  private String cause = "";
  private long refused;
  private long refusedInAll;
  private long lastRefusal;
  private boolean headFailing;

  Losses(MeteringClock clock) {
    this.clock = clock;
  }

  /** Counts an entry that found no room. */
  synchronized void refused() {
    begin("more entries came than could be stored");
    refused++;
    refusedInAll++;
    lastRefusal = System.nanoTime();
  }

  /** Notes that the disk refuses. */
  synchronized void failing(JournalException why) {
    begin(String.valueOf(why.getMessage()));
    outage = why;
  }

  /**
   * Notes that the head file cannot be written; said once until it can, since entries are stored.
   */
  synchronized void headFailing(JournalException why) {
    if (!headFailing) {
      begin(String.valueOf(why.getMessage()));
    }
    headFailing = true;
  }

  /** Notes that the head file is written. */
  synchronized void headWritten() {
    headFailing = false;
  }

  private void begin(String why) {
    if (since == null) {
      since = clock.stamp();
      cause = why;
    }
  }

  /** Notes that the disk takes commits. */
  synchronized void storing() {
    outage = null;
  }

  /** Why nothing is stored now, or null. */
  synchronized @Nullable JournalException outage() {
    return outage;
  }

  synchronized @Nullable Stamp since() {
    return since;
  }

  synchronized long refusedInAll() {
    return refusedInAll;
  }

  /** Whether something has yet to be recorded, soon or now. */
  synchronized boolean pending() {
    return since != null;
  }

  /** Whether refusals still go on, so that recording them now would record each apart. */
  synchronized boolean ripe() {
    return since != null
        && (outage != null || refused == 0 || System.nanoTime() - lastRefusal >= QUIET.toNanos());
  }

  /**
   * The two events about it.
   *
   * @param first when it began and why (ETSI TR 102 691, clause 5.2.3: a failure to record)
   * @param last that it ended, and how many entries were refused
   */
  record Report(Job.Append first, Job.Append last, long refused) {
    List<Job> around(List<Job> jobs) {
      List<Job> all = new ArrayList<>(jobs.size() + 2);
      all.add(first);
      all.addAll(jobs);
      all.add(last);
      return all;
    }
  }

  /** What to record, or null. */
  synchronized @Nullable Report report() {
    Stamp start = since;
    if (start == null) {
      return null;
    }
    String lost = refused == 1 ? "1 entry was" : refused + " entries were";
    return new Report(
        event(start, EventKind.RECORD_FAILED, cause),
        event(
            clock.stamp(),
            EventKind.RECORD_RESTORED,
            "storing again; " + lost + " refused since " + start.at()),
        refused);
  }

  /** Forgets what is recorded now; what was refused meanwhile stays for the next report. */
  synchronized void recorded(Report report) {
    refused -= report.refused();
    since = refused == 0 ? null : clock.stamp();
  }

  static Job.Append event(Stamp stamp, EventKind kind, String text) {
    return new Job.Append(EntryCodec.encode(new MeterEvent(stamp, kind, SUBJECT, text)));
  }
}
