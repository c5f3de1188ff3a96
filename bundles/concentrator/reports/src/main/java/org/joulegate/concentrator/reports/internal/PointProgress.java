package org.joulegate.concentrator.reports.internal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.joulegate.metering.api.ObisCode;

/**
 * How far the registers of one point are reported to one centre. A row of the reports' cursor:
 * version, then for each register OBIS code, end of what is reported, and start and end of what is
 * reported ahead of it (both 0 for nothing).
 *
 * <p>Something is reported ahead when the gateway's clock was ahead and was set back: the intervals
 * of that time are closed and reported, those before them are not.
 */
final class PointProgress {
  private static final byte VERSION = 1;

  /**
   * A register's state: reported to {@code through}, and from {@code aheadFrom} to {@code aheadTo}.
   */
  private record Reported(Instant through, Instant aheadFrom, Instant aheadTo) {}

  private static final Reported NOTHING = new Reported(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

  private final Map<ObisCode, Reported> registers = new TreeMap<>();
  private boolean changed;

  static PointProgress decode(byte[] row) {
    ByteBuffer in = ByteBuffer.wrap(row);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a row of version " + version + " was written by a newer concentrator.reports");
    }
    PointProgress progress = new PointProgress();
    while (in.hasRemaining()) {
      ObisCode obis = new ObisCode(in.getLong());
      progress.registers.put(obis, new Reported(instant(in), instant(in), instant(in)));
    }
    return progress;
  }

  private static Instant instant(ByteBuffer in) {
    return Instant.ofEpochSecond(in.getLong());
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(1 + registers.size() * 4 * Long.BYTES);
    out.put(VERSION);
    registers.forEach(
        (obis, reported) ->
            out.putLong(obis.packed())
                .putLong(reported.through.getEpochSecond())
                .putLong(reported.aheadFrom.getEpochSecond())
                .putLong(reported.aheadTo.getEpochSecond()));
    return out.array();
  }

  /** Until when a register is reported; {@link Instant#EPOCH} for one that never was. */
  Instant through(ObisCode obis) {
    return registers.getOrDefault(obis, NOTHING).through;
  }

  void reported(ObisCode obis, Instant through) {
    Reported before = registers.getOrDefault(obis, NOTHING);
    registers.put(obis, new Reported(through, before.aheadFrom, before.aheadTo));
    changed = true;
  }

  /** The clock was set back: goes on from an instant, and keeps in mind what is reported ahead. */
  void setBack(ObisCode obis, Instant to, Instant aheadFrom) {
    Reported before = registers.getOrDefault(obis, NOTHING);
    Instant end = before.through.isAfter(before.aheadTo) ? before.through : before.aheadTo;
    registers.put(obis, new Reported(to, aheadFrom, end));
    changed = true;
  }

  /** Whether an interval was reported while the clock was ahead. */
  boolean isReportedAhead(ObisCode obis, Instant start) {
    Reported reported = registers.getOrDefault(obis, NOTHING);
    return !start.isBefore(reported.aheadFrom) && start.isBefore(reported.aheadTo);
  }

  /** Whether anything was noted since the row was read. */
  boolean isChanged() {
    return changed;
  }
}
