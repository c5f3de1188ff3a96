package org.joulegate.metering.journal.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.joulegate.metering.api.Derivation;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalEntry;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalException.Reason;
import org.joulegate.metering.api.JournalHead;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ReadingJournal;
import org.joulegate.metering.api.Stamp;
import org.joulegate.trust.api.KeyMemory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The journal's component: encodes on the callers' threads, and leaves the rest to the writer and
 * to the readers' connection.
 *
 * <p>It is there even when its database cannot be opened, so that {@link #health} can say why.
 */
@Component(
    service = ReadingJournal.class,
    immediate = true,
    configurationPid = SqliteJournal.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SqliteJournal.Config.class)
public final class SqliteJournal implements ReadingJournal {
  static final String PID = "org.joulegate.metering.journal";

  private static final int MAX_READ = 10_000;
  private static final int MAX_KEY = 1_024;
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

  /** The configuration. */
  @ObjectClassDefinition(name = "Journal", description = "The journal of readings and events.")
  public @interface Config {
    @AttributeDefinition(description = "The folder that holds the journal's files.")
    String directory();

    @AttributeDefinition(
        description = "How long entries are kept at least, such as P400D (ISO 8601).")
    String retention() default "P400D";

    @AttributeDefinition(
        description =
            "The age at which entries go although a consumer has not read them; an ISO 8601"
                + " duration.")
    String hardLimit() default "P730D";

    @AttributeDefinition(description = "How many entries may wait while the disk refuses.")
    int maxWaiting() default 10_000;

    @AttributeDefinition(
        description =
            "The largest database in bytes; beyond it, it is as if the disk were full. 0: no"
                + " limit.")
    long maxBytes() default 0;
  }

  private final Settings settings;
  private final WaitingRoom room;
  private final Cursors cursors = new Cursors();
  private final Tail tail;
  private final Losses losses;
  private final ReadSide reads;
  private final JournalWriter writer;
  private final Thread thread;
  private final AtomicReference<@Nullable KeyMemory> keys = new AtomicReference<>();

  /**
   * Opens the journal, on the writer's thread, so that the runtime's start goes on meanwhile.
   * Entries may be appended at once; whoever reads waits for it.
   */
  @Activate
  public SqliteJournal(@Reference MeteringClock clock, Config config) {
    this(clock, Settings.of(config));
  }

  SqliteJournal(MeteringClock clock, Settings settings) {
    this(clock, settings, new Tail());
  }

  SqliteJournal(MeteringClock clock, Settings settings, Tail tail) {
    this.settings = settings;
    this.tail = tail;
    room = new WaitingRoom(settings.maxWaiting(), Settings.MAX_WAITING_BYTES);
    losses = new Losses(clock);
    reads = new ReadSide(new JournalFiles(settings.directory()).database());
    writer =
        new JournalWriter(
            settings, room, cursors, tail, losses, new Retention(settings, clock, keys::get));
    thread = new Thread(writer, "journal-writer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes the key memory that signs anchors; it may come and go. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setKeys(KeyMemory signer) {
    keys.set(signer);
  }

  void unsetKeys(KeyMemory signer) {
    keys.compareAndSet(signer, null);
  }

  @Override
  public CompletionStage<Long> append(JournalEntry entry) {
    Encoded encoded = EntryCodec.encode(entry);
    Job.Append job = new Job.Append(encoded);
    if (encoded.payload().length > MAX_ENTRY_BYTES) {
      job.failed(tooLarge("an entry about " + entry.subject(), encoded.payload().length));
      return job;
    }
    switch (room.offer(job)) {
      case TAKEN -> {}
      case CLOSED -> job.failed(closedBecause());
      case FULL -> {
        losses.refused();
        job.failed(
            new JournalException(
                Reason.OVERLOADED,
                settings.directory() + ": " + room.size() + " entries wait to be stored already"));
      }
    }
    return job;
  }

  private static JournalException tooLarge(String what, int bytes) {
    return new JournalException(
        Reason.TOO_LARGE, what + " has " + bytes + " bytes; at most " + MAX_ENTRY_BYTES);
  }

  @Override
  public JournalCursor open(String consumer) throws JournalException {
    requireOpen();
    return cursors.open(consumer, writer.oldest(), this);
  }

  /** Stores a consumer's new place; called by its cursor. */
  List<Long> commit(Cursor cursor, long through, Derivation derived)
      throws JournalException, InterruptedException {
    List<Encoded> entries = new ArrayList<>(derived.entries().size());
    for (JournalEntry entry : derived.entries()) {
      Encoded encoded = EntryCodec.encode(entry);
      if (encoded.payload().length > MAX_ENTRY_BYTES) {
        throw tooLarge("an entry about " + entry.subject(), encoded.payload().length);
      }
      entries.add(encoded);
    }
    for (Map.Entry<String, Optional<byte[]>> row : derived.rows().entrySet()) {
      requireKey(row.getKey());
      int bytes = row.getValue().map(value -> value.length).orElse(0);
      if (bytes > MAX_ENTRY_BYTES) {
        throw tooLarge("row " + row.getKey() + " of " + cursor.consumer(), bytes);
      }
    }
    Job.Commit job = new Job.Commit(cursor, through, Map.copyOf(derived.rows()), entries);
    if (room.offerCommit(job) != WaitingRoom.Answer.TAKEN) {
      throw closedBecause();
    }
    return await(job);
  }

  private static void requireKey(String key) {
    if (key.isEmpty() || key.length() > MAX_KEY) {
      throw new IllegalArgumentException(
          "a row's key has 1 to " + MAX_KEY + " characters, not " + key.length());
    }
  }

  private static List<Long> await(CompletableFuture<List<Long>> job)
      throws JournalException, InterruptedException {
    try {
      return job.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof JournalException why) {
        throw why;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public List<JournalRecord> read(long after, int max) throws JournalException {
    if (max < 1 || max > MAX_READ) {
      throw new IllegalArgumentException("a read is for 1 to " + MAX_READ + " entries, not " + max);
    }
    requireOpen();
    long head = tail.head().sequence();
    return after >= head ? List.of() : reads.entries(after, head, max);
  }

  @Override
  public JournalHead head() {
    writer.awaitOpening();
    return tail.head();
  }

  @Override
  public List<ConsumerPosition> consumers() {
    writer.awaitOpening();
    return cursors.positions(writer.oldest(), tail.head().sequence());
  }

  @Override
  public Health health() {
    writer.awaitOpening();
    JournalException end = writer.ended();
    JournalException outage = end != null ? end : losses.outage();
    if (outage == null) {
      return new Health(!room.isClosed(), room.isClosed() ? "closed" : "storing", refused());
    }
    Stamp since = losses.since();
    String sentence = String.valueOf(outage.getMessage());
    if (end == null && since != null) {
      sentence +=
          "; nothing is stored since "
              + since.at()
              + ", "
              + room.size()
              + " entries wait and "
              + refused()
              + " were refused";
    }
    return new Health(false, sentence, refused());
  }

  private long refused() {
    return losses.refusedInAll();
  }

  /** Stores what waits and closes the database. */
  @Deactivate
  public void close() {
    room.close();
    tail.wake();
    try {
      thread.join(PATIENCE_AT_CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reads.close();
  }

  void awaitAfter(long position, Duration wait, BooleanSupplier ended) throws InterruptedException {
    tail.await(position, wait, ended);
  }

  /** How many transactions were stored since the start. */
  long transactions() {
    return writer.transactions();
  }

  ReadSide reads() {
    return reads;
  }

  void wakeReaders() {
    tail.wake();
  }

  void release(Cursor cursor) {
    cursors.release(cursor);
    tail.wake();
  }

  boolean isClosed() {
    return room.isClosed();
  }

  /** Refuses when there is nothing that could be read. */
  void requireOpen() throws JournalException {
    writer.awaitOpening();
    if (room.isClosed()) {
      throw closedBecause();
    }
    JournalException outage = losses.outage();
    if (!writer.everOpened() && outage != null) {
      throw outage;
    }
  }

  private JournalException closedBecause() {
    JournalException end = writer.ended();
    return end != null
        ? end
        : new JournalException(
            Reason.CLOSED, "the journal in " + settings.directory() + " is closed");
  }
}
