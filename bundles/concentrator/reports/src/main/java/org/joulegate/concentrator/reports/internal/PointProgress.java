package org.joulegate.concentrator.reports.internal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ObisCode;

/**
 * How far the registers of one point are reported, and which supplement each period is at. A row of
 * the reports' cursor: version, then pairs of OBIS code and instant, then pairs of period and
 * supplement.
 */
final class PointProgress {
  private static final byte VERSION = 1;
  private static final int KEPT_PERIODS = 400;

  private final Map<ObisCode, Instant> reportedThrough = new TreeMap<>();
  private final TreeMap<Instant, Integer> supplements = new TreeMap<>();

  static String key(MeteringPoint point) {
    return "p/" + point.id();
  }

  static PointProgress decode(byte[] row) {
    ByteBuffer in = ByteBuffer.wrap(row);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a row of version " + version + " was written by a newer concentrator.reports");
    }
    PointProgress progress = new PointProgress();
    for (int left = in.getInt(); left > 0; left--) {
      ObisCode obis = new ObisCode(in.getLong());
      progress.reportedThrough.put(obis, Instant.ofEpochSecond(in.getLong()));
    }
    for (int left = in.getInt(); left > 0; left--) {
      Instant period = Instant.ofEpochSecond(in.getLong());
      progress.supplements.put(period, in.getInt());
    }
    return progress;
  }

  byte[] encode() {
    int pair = Long.BYTES + Long.BYTES;
    ByteBuffer out =
        ByteBuffer.allocate(
            1
                + 2 * Integer.BYTES
                + reportedThrough.size() * pair
                + supplements.size() * (Long.BYTES + Integer.BYTES));
    out.put(VERSION).putInt(reportedThrough.size());
    reportedThrough.forEach(
        (obis, through) -> out.putLong(obis.packed()).putLong(through.getEpochSecond()));
    out.putInt(supplements.size());
    supplements.forEach(
        (period, supplement) -> out.putLong(period.getEpochSecond()).putInt(supplement));
    return out.array();
  }

  /** Until when a register is reported; {@link Instant#EPOCH} for one that never was. */
  Instant through(ObisCode obis) {
    return reportedThrough.getOrDefault(obis, Instant.EPOCH);
  }

  void reported(ObisCode obis, Instant through) {
    reportedThrough.put(obis, through);
  }

  /** 0 for a period that was not reported yet, then 1, 2 and so on. */
  int nextSupplement(Instant period) {
    int supplement = supplements.getOrDefault(period, -1) + 1;
    supplements.put(period, supplement);
    if (supplements.size() > KEPT_PERIODS) {
      supplements.pollFirstEntry();
    }
    return supplement;
  }
}
