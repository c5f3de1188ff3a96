package org.joulegate.metering.journal.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;

/**
 * Durable appends per second at 1, 100 and 1,000 concurrent producers, beside bare SQLite (the same
 * pragmas, an append-only table, one thread) with as many rows of the same size in a transaction as
 * the journal had on average.
 *
 * <p>A producer has one append under way and begins the next when that one is on disk. Two threads
 * serve all producers, as an adapter's host would; with the argument {@code threads} each producer
 * is a thread that waits.
 */
public final class JournalBenchmark {
  private static final long ROUND_MILLIS = 2_000;
  private static final int ROUNDS = 3;

  private JournalBenchmark() {}

  /** Runs it; arguments: optionally a folder on the disk to measure, and {@code threads}. */
  public static void main(String[] args) throws Exception {
    boolean threads = args.length > 0 && args[args.length - 1].equals("threads");
    Path base =
        args.length > 0 && !args[0].equals("threads")
            ? Files.createTempDirectory(Path.of(args[0]), "journal-bench")
            : Files.createTempDirectory("journal-bench");
    try {
      for (int producers : new int[] {1, 100, 1_000}) {
        double best = 0;
        double bareBest = 0;
        long batch = 1;
        for (int round = 0; round < ROUNDS; round++) {
          Path folder = base.resolve(producers + "-" + round);
          Result result = journal(folder, producers, threads);
          if (result.perSecond() > best) {
            best = result.perSecond();
            batch = result.batch();
          }
          bareBest = Math.max(bareBest, bare(folder.resolve("bare"), result.batch()));
        }
        System.out.printf(
            Locale.ROOT,
            "journal append: %d producers %,.0f/s; bare SQLite at batch %d %,.0f/s; ratio %.2f%n",
            producers,
            best,
            batch,
            bareBest,
            best / bareBest);
      }
    } finally {
      delete(base);
    }
  }

  private record Result(double perSecond, long batch) {}

  private static Result journal(Path folder, int producers, boolean threads) throws Exception {
    SqliteJournal journal = new SqliteJournal(new Fixtures.TestClock(), Fixtures.settings(folder));
    LongAdder done = new LongAdder();
    AtomicBoolean on = new AtomicBoolean(true);
    long start = System.nanoTime();
    CountDownLatch ended =
        threads ? blocking(journal, producers, done, on) : chained(journal, producers, done, on);
    Thread.sleep(ROUND_MILLIS);
    on.set(false);
    ended.await(10, TimeUnit.SECONDS);
    long appended = done.sum();
    double perSecond = appended * 1e9 / (System.nanoTime() - start);
    long batch = Math.max(1, Math.round((double) appended / journal.transactions()));
    journal.close();
    return new Result(perSecond, batch);
  }

  private static CountDownLatch blocking(
      SqliteJournal journal, int producers, LongAdder done, AtomicBoolean on) {
    CountDownLatch ended = new CountDownLatch(producers);
    for (int i = 0; i < producers; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (long n = 0; on.get(); n++) {
                  Fixtures.append(journal, n);
                  done.increment();
                }
                ended.countDown();
              });
      thread.setDaemon(true);
      thread.start();
    }
    return ended;
  }

  private static CountDownLatch chained(
      SqliteJournal journal, int producers, LongAdder done, AtomicBoolean on) {
    BlockingQueue<Long> ready = new ArrayBlockingQueue<>(producers);
    for (long i = 0; i < producers; i++) {
      ready.add(i);
    }
    CountDownLatch ended = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  serve(journal, ready, done, on);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                ended.countDown();
              });
      thread.setDaemon(true);
      thread.start();
    }
    return ended;
  }

  private static void serve(
      SqliteJournal journal, BlockingQueue<Long> ready, LongAdder done, AtomicBoolean on)
      throws InterruptedException {
    while (on.get()) {
      Long next = ready.poll(100, TimeUnit.MILLISECONDS);
      if (next != null) {
        journal
            .append(Fixtures.reading(next))
            .whenComplete(
                (sequence, fault) -> {
                  done.increment();
                  ready.add(next);
                });
      }
    }
  }

  private static double bare(Path folder, long batch) throws Exception {
    Files.createDirectories(folder);
    byte[] payload = EntryCodec.encode(Fixtures.reading(1_000)).payload();
    long rows = 0;
    long start;
    try (Connection connection =
            new SQLiteConfig().createConnection(Store.url(folder.resolve("bare.db")));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA cache_size = -512");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO entry (payload) VALUES (?)")) {
        start = System.nanoTime();
        while (System.nanoTime() - start < ROUND_MILLIS * 1_000_000L) {
          for (long i = 0; i < batch; i++) {
            insert.setBytes(1, payload);
            insert.addBatch();
          }
          insert.executeBatch();
          connection.commit();
          rows += batch;
        }
      }
      return rows * 1e9 / (System.nanoTime() - start);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
