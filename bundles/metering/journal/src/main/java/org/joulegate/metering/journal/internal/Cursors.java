package org.joulegate.metering.journal.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.joulegate.metering.api.ReadingJournal.ConsumerPosition;
import org.jspecify.annotations.Nullable;

/**
 * The consumers' places, and who holds them. Whoever changes a place or its holder holds this
 * object's monitor: the writer from before a transaction with commits until its outcome is known.
 */
final class Cursors {
  private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{1,64}");

  /** A consumer's place; a consumer that never committed has no claim after a restart. */
  static final class Place {
    volatile long position;
    volatile long commits;

    Place(long position, long commits) {
      this.position = position;
      this.commits = commits;
    }

    /** After a commit; only the writer moves a place. */
    void moveTo(long next) {
      long done = commits;
      position = next;
      commits = done + 1;
    }
  }

  private final Map<String, Place> places = new TreeMap<>();
  private final Map<String, Cursor> holders = new HashMap<>();
  private boolean unresolved;

  /** Takes over what the database says. */
  synchronized void load(Map<String, Store.Place> stored) {
    stored.forEach(
        (name, place) -> {
          Place known = places.computeIfAbsent(name, n -> new Place(0, 0));
          known.position = place.position();
          known.commits = place.commits();
        });
  }

  /**
   * Opens a consumer's cursor and takes an open one over.
   *
   * @param oldest where a new consumer begins
   */
  synchronized Cursor open(String consumer, long oldest, SqliteJournal journal)
      throws JournalException {
    if (!NAME.matcher(consumer).matches()) {
      throw new IllegalArgumentException(
          "a consumer's name has 1 to 64 of a-z 0-9 . -, not \"" + consumer + "\"");
    }
    if (unresolved) {
      throw new JournalException(
          Reason.IO, "the disk has not said yet whether the last commit of a consumer is stored");
    }
    Place place = places.computeIfAbsent(consumer, name -> new Place(oldest - 1, 0));
    Cursor cursor = new Cursor(journal, consumer, place);
    Cursor earlier = holders.put(consumer, cursor);
    if (earlier != null) {
      earlier.takeOver();
    }
    return cursor;
  }

  /** Gives a place back, unless it was taken over already. */
  synchronized void release(Cursor cursor) {
    holders.remove(cursor.consumer(), cursor);
  }

  /** Whether commits lie between stored and not stored. */
  synchronized void setUnresolved(boolean unresolved) {
    this.unresolved = unresolved;
  }

  /** How far each has come. */
  synchronized List<ConsumerPosition> positions(long oldest, long head) {
    List<ConsumerPosition> result = new ArrayList<>();
    places.forEach(
        (name, place) -> {
          long from = Math.max(place.position, oldest - 1);
          result.add(new ConsumerPosition(name, place.position, Math.max(0, head - from)));
        });
    return result;
  }

  /** The consumer that is furthest behind. */
  synchronized Optional<ConsumerPosition> slowest(long oldest, long head) {
    @Nullable ConsumerPosition slowest = null;
    for (ConsumerPosition each : positions(oldest, head)) {
      if (slowest == null || each.position() < slowest.position()) {
        slowest = each;
      }
    }
    return Optional.ofNullable(slowest);
  }
}
