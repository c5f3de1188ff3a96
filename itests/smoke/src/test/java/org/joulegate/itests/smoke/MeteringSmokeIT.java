package org.joulegate.itests.smoke;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.joulegate.metering.api.EventKind;
import org.joulegate.metering.api.MeterEvent;
import org.joulegate.metering.api.MeteringClock;
import org.joulegate.metering.api.ReadingJournal;
import org.junit.Test;

/** What is appended to the journal is on disk and can be read. */
public class MeteringSmokeIT extends FeatureSmoke {
  @Override
  protected List<String> features() {
    return List.of("runtime-base", "trust", "metering");
  }

  @Test
  public void anEntryIsStoredAndRead() throws Exception {
    configureStores();
    ReadingJournal journal = service(ReadingJournal.class);
    MeterEvent event =
        new MeterEvent(
            service(MeteringClock.class).stamp(), EventKind.METER_SEEN, "1TST0000000001", "seen");
    long sequence = journal.append(event).toCompletableFuture().get();
    assertEquals(event, journal.read(sequence - 1, 1).get(0).entry());
  }
}
