package org.joulegate.concentrator.reports.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.MeteringPoint;

/**
 * The reports' rows for one centre, as they will be after the commit that is being prepared.
 *
 * <p>Keys: {@code n/CENTRE}, the number of the last report; {@code p/CENTRE/POINT}, how far the
 * point is reported; {@code q/CENTRE/POINT/PERIOD}, the last supplement of a period, PERIOD being
 * twelve digits of seconds since 1970. A supplement's row is kept for 800 days.
 */
final class ReportRows {
  private static final Duration KEPT = Duration.ofDays(800);

  private final JournalCursor cursor;
  private final Derivation derived;
  private final String centre;
  private final Map<String, Integer> supplements = new HashMap<>();

  ReportRows(JournalCursor cursor, Derivation derived, String centre) {
    this.cursor = cursor;
    this.derived = derived;
    this.centre = centre;
  }

  long sequence() throws JournalException {
    byte[] row = cursor.get("n/" + centre);
    return row == null ? 0 : ByteBuffer.wrap(row).getLong();
  }

  void sequence(long last) {
    derived.put("n/" + centre, ByteBuffer.allocate(Long.BYTES).putLong(last).array());
  }

  PointProgress progress(MeteringPoint point) throws JournalException {
    byte[] row = cursor.get("p/" + centre + "/" + point.id());
    return row == null ? new PointProgress() : PointProgress.decode(row);
  }

  void progress(MeteringPoint point, PointProgress progress) {
    derived.put("p/" + centre + "/" + point.id(), progress.encode());
  }

  /** 0 for a period that was not reported yet, then 1, 2 and so on. */
  int nextSupplement(MeteringPoint point, Instant period) throws JournalException {
    String key = supplementKey(point, period);
    Integer last = supplements.get(key);
    if (last == null) {
      byte[] row = cursor.get(key);
      last = row == null ? -1 : ByteBuffer.wrap(row).getInt();
    }
    int next = last + 1;
    supplements.put(key, next);
    derived.remove(supplementKey(point, period.minus(KEPT)));
    derived.put(key, ByteBuffer.allocate(Integer.BYTES).putInt(next).array());
    return next;
  }

  private String supplementKey(MeteringPoint point, Instant period) {
    long seconds = Math.max(0, period.getEpochSecond());
    return String.format(Locale.ROOT, "q/%s/%s/%012d", centre, point.id(), seconds);
  }
}
