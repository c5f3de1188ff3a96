package org.joulegate.concentrator.reports.internal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.joulegate.metering.api.ObisCode;

/**
 * How far the registers of one point are reported to one centre. A row of the reports' cursor:
 * version, then pairs of OBIS code and instant.
 */
final class PointProgress {
  private static final byte VERSION = 1;

  private final Map<ObisCode, Instant> reportedThrough = new TreeMap<>();

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
      progress.reportedThrough.put(obis, Instant.ofEpochSecond(in.getLong()));
    }
    return progress;
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(1 + reportedThrough.size() * 2 * Long.BYTES);
    out.put(VERSION);
    reportedThrough.forEach(
        (obis, through) -> out.putLong(obis.packed()).putLong(through.getEpochSecond()));
    return out.array();
  }

  /** Until when a register is reported; {@link Instant#EPOCH} for one that never was. */
  Instant through(ObisCode obis) {
    return reportedThrough.getOrDefault(obis, Instant.EPOCH);
  }

  void reported(ObisCode obis, Instant through) {
    reportedThrough.put(obis, through);
  }
}
