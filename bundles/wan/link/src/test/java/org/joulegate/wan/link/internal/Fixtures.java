package org.joulegate.wan.link.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joulegate.metering.api.ClockState;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.SealedReport;
import org.joulegate.metering.api.Stamp;
import org.joulegate.metering.journal.internal.SqliteJournal;
import org.joulegate.trust.keys.internal.FileKeyMemory;

/** What the tests of this module share. */
final class Fixtures {
  static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  static final MeteringClock CLOCK =
      new MeteringClock() {
        @Override
        public Stamp stamp() {
          return new Stamp(NOW, ClockState.SYNCHRONISED, null);
        }

        @Override
        public Duration realTimeOf(Duration metered) {
          return metered;
        }
      };

  private Fixtures() {}

  static SealedReport report(int number) {
    return new SealedReport(NOW, "gw-1/p/a/b/" + number, "centre", new byte[] {1, (byte) number});
  }

  static SealedReport notice(int number) {
    return new SealedReport(NOW, "gw-1/notice/" + number, "centre", new byte[] {2});
  }

  static void append(ReadingJournal journal, JournalEntry entry) {
    journal.append(entry).toCompletableFuture().join();
  }

  static List<EventKind> events(ReadingJournal journal) throws Exception {
    List<EventKind> kinds = new ArrayList<>();
    for (JournalRecord record : journal.read(0, 10_000)) {
      if (record.entry() instanceof MeterEvent event) {
        kinds.add(event.kind());
      }
    }
    return kinds;
  }

  static SqliteJournal journal(Path directory) {
    return new SqliteJournal(
        CLOCK, config(SqliteJournal.Config.class, Map.of("directory", directory.toString())));
  }

  static FileKeyMemory keys(Path root, String identity) {
    return new FileKeyMemory(
        config(
            FileKeyMemory.Config.class,
            Map.of(
                "directory",
                root.resolve(identity).toString(),
                "identity",
                identity,
                "authority",
                root.resolve("authority").toString(),
                "display",
                false)));
  }

  /** A component's configuration as Declarative Services make it: what is not given is default. */
  static <C> C config(Class<C> type, Map<String, Object> values) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, key, arguments) -> values.getOrDefault(key.getName(), key.getDefaultValue())));
  }
}
