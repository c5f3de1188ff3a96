package org.joulegate.metering.directory.internal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.joulegate.metering.api.CursorLoop;
import org.joulegate.metering.api.JournalCursor;
import org.joulegate.metering.api.JournalException;
import org.joulegate.metering.api.JournalRecord;
import org.joulegate.metering.api.MeterDirectory;
import org.joulegate.metering.api.MeterId;
import org.joulegate.metering.api.MeterListener;
import org.joulegate.metering.api.MeterState;
import org.joulegate.metering.api.MeteringPoint;
import org.joulegate.metering.api.ReadingJournal;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The directory of meters, as a consumer of the journal. */
@Component(
    service = MeterDirectory.class,
    immediate = true,
    configurationPid = DirectoryComponent.PID)
@Designate(ocd = DirectoryComponent.Config.class)
public final class DirectoryComponent implements MeterDirectory {
  static final String PID = "org.joulegate.metering.directory";

  /** The consumer's name in the journal. */
  static final String CONSUMER = "metering.directory";

  private static final System.Logger LOG = System.getLogger(PID);
  private static final int BATCH = 1_000;

  /** What was committed is read at the first hand-over, so it must not wait for a reading. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** The configuration. */
  @ObjectClassDefinition(name = "Directory", description = "Meters and the points they serve.")
  public @interface Config {
    @AttributeDefinition(
        description =
            "METER=POINT each: the metering point that a meter serves. A meter that is not named"
                + " serves a point of its own id.")
    String[] points() default {};
  }

  private final ReadingJournal journal;
  private final Bindings bindings;
  private final MeterBook book;
  private final List<MeterListener> listeners = new CopyOnWriteArrayList<>();
  private final CursorLoop loop;

  /** The cursor whose rows the book holds; for the loop's thread only. */
  private @Nullable JournalCursor loaded;

  /** Starts to read. */
  @Activate
  public DirectoryComponent(@Reference ReadingJournal journal, Config config) {
    this(journal, new Bindings(config.points()));
  }

  DirectoryComponent(ReadingJournal journal, Bindings bindings) {
    this.journal = journal;
    this.bindings = bindings;
    this.book = new MeterBook(bindings);
    this.loop = new CursorLoop(journal, CONSUMER, BATCH, WAIT, this::step);
  }

  /** Tells a listener from now on. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addListener(MeterListener listener) {
    listeners.add(listener);
  }

  void removeListener(MeterListener listener) {
    listeners.remove(listener);
  }

  @Override
  public List<MeterState> meters() {
    return List.copyOf(book.meters().values());
  }

  @Override
  public Optional<MeterState> meter(MeterId meter) {
    return Optional.ofNullable(book.meters().get(meter));
  }

  @Override
  public MeteringPoint pointOf(MeterId meter) {
    return bindings.pointOf(meter);
  }

  /** One commit for all that is there: each is a sync of the disk. */
  private void step(JournalCursor open, List<JournalRecord> records)
      throws JournalException, InterruptedException {
    if (open != loaded) {
      book.load(open, journal);
      loaded = open;
    }
    if (records.isEmpty()) {
      return;
    }
    MeterBook.Change change = book.new Change();
    for (JournalRecord each : records) {
      change.take(each);
    }
    open.commit(records.get(records.size() - 1).sequence(), change.derivation());
    change.publish().forEach(this::tell);
  }

  private void tell(MeterState state) {
    for (MeterListener listener : listeners) {
      try {
        listener.changed(state);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "a listener of the directory failed for " + state.meter(), e);
      }
    }
  }

  /** Stops to read; the place in the journal stays. */
  @Deactivate
  public void close() {
    loop.close();
  }
}
