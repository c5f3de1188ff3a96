package org.joulegate.metering.journal.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeterReading;

/** The process that {@link KillTest} kills: appends, says what was acknowledged, and consumes. */
final class KilledProcess {
  static final String CONSUMER = "kill.test";

  private static final int UNDER_WAY = 40;

  private KilledProcess() {}

  public static void main(String[] args) throws Exception {
    SqliteJournal journal =
        new SqliteJournal(new Fixtures.TestClock(), Fixtures.settings(Path.of(args[0])));
    Thread consumer = new Thread(() -> consume(journal));
    consumer.setDaemon(true);
    consumer.start();
    Semaphore room = new Semaphore(UNDER_WAY);
    for (long index = System.nanoTime(); ; index++) {
      long mine = index;
      room.acquire();
      journal
          .append(Fixtures.reading(mine % 1_000_000))
          .whenComplete(
              (sequence, fault) -> {
                if (fault != null) {
                  System.err.println(fault);
                  Runtime.getRuntime().halt(1);
                }
                System.out.println(sequence + " " + mine % 1_000_000 + ";");
                room.release();
              });
    }
  }

  private static void consume(SqliteJournal journal) {
    try (JournalCursor cursor = journal.open(CONSUMER)) {
      while (true) {
        List<JournalRecord> some = cursor.poll(37, Duration.ofSeconds(10));
        long readings = some.stream().filter(r -> r.entry() instanceof MeterReading).count();
        Derivation derived =
            new Derivation()
                .put("count", plus(cursor.get("count"), readings))
                .put("commits", plus(cursor.get("commits"), 1))
                .append(
                    new MeterEvent(
                        new Fixtures.TestClock().stamp(), EventKind.METER_SEEN, "m", "derived"));
        cursor.commit(some.get(some.size() - 1).sequence(), derived);
      }
    } catch (Exception e) {
      e.printStackTrace();
    }
  }

  private static byte[] plus(byte[] number, long more) {
    long before = number == null ? 0 : Long.parseLong(new String(number, StandardCharsets.UTF_8));
    return Long.toString(before + more).getBytes(StandardCharsets.UTF_8);
  }
}
